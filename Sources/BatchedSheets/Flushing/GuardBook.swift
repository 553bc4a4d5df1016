// What makes a repeated batch harmless: a named range whose id the batch itself creates.

import SheetsAPI

/// Gives every spreadsheets.batchUpdate a guard, and has guards removed that have served.
///
/// A batch is atomic, and an `addNamedRange` with an id that exists already is refused, the batch with it. So a batch
/// that starts with its own guard can be sent again after an answer that was lost: when the first was applied, the
/// second is refused as a whole. The guard must stay while an earlier try may still take effect; later batches remove
/// it in passing, so no call is made for its sake.
///
/// Source: `AddNamedRangeRequest`, Google Sheets API documentation (an id that exists is an error).
package struct GuardBook {
  /// How long after its last unanswered try a batch may still take effect; Google gives up a request after 180 s.
  package static let lateEffectLimit = Duration.seconds(300)
  /// The most guards that one batch removes.
  static let removalsPerBatch = 20

  /// A batch with its guard in front.
  package struct Guarded {
    package let request: SpreadsheetsBatchUpdate
    package let guardID: String
    let removing: [String]
  }

  /// What came of a guarded batch.
  package enum Outcome {
    /// It was applied; `isCertain` when no try went unanswered, so that nothing can come later.
    case applied(isCertain: Bool)
    /// It was refused, and no try went unanswered.
    case refused
    /// Some try went unanswered, and no later one told what came of it.
    case unknown
  }

  private struct Served {
    let spreadsheetID: SpreadsheetID
    let id: String
    let removableFrom: Duration
  }

  private let nonce: String
  private var count = 0
  private var served: [Served] = []

  /// Makes a book whose ids no other service has: 64 bits of chance and a number.
  package init(nonce: UInt64) {
    self.nonce = String(nonce, radix: 36)
  }

  /// Puts a new guard and the removal of old ones of the same spreadsheet in front of a batch that is sent at `now`.
  ///
  /// - Parameter sheetID: a sheet of the spreadsheet; the guard names its first cell.
  package mutating func protect(_ batch: SpreadsheetsBatchUpdate, sheetID: Int, now: Duration) -> Guarded {
    count += 1
    let id = "guard\(nonce)n\(count)"
    let removable = served.filter { $0.spreadsheetID == batch.spreadsheetID && $0.removableFrom <= now }
      .prefix(Self.removalsPerBatch).map(\.id)
    served.removeAll { removable.contains($0.id) }
    let cell = GridRange(sheetID: sheetID, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1)
    let add = BatchRequest.addNamedRange(
      BatchRequest.AddNamedRange(namedRangeID: id, name: "guard_\(nonce)_\(count)", range: cell))
    let removals = removable.map { BatchRequest.deleteNamedRange(namedRangeID: $0) }
    let request = SpreadsheetsBatchUpdate(
      spreadsheetID: batch.spreadsheetID, requests: [add] + removals + batch.requests)
    return Guarded(request: request, guardID: id, removing: removable)
  }

  /// Notes what came of a batch.
  ///
  /// After an unknown outcome neither its guard nor those it would have removed are touched again: whether they exist is
  /// not known, and the removal of one that does not exist would be refused.
  package mutating func settle(_ guarded: Guarded, _ outcome: Outcome, now: Duration) {
    switch outcome {
    case .applied(let isCertain):
      let removableFrom = isCertain ? now : now + Self.lateEffectLimit
      served.append(
        Served(spreadsheetID: guarded.request.spreadsheetID, id: guarded.guardID, removableFrom: removableFrom))
    case .refused:
      served += guarded.removing.map {
        Served(spreadsheetID: guarded.request.spreadsheetID, id: $0, removableFrom: now)
      }
    case .unknown:
      break
    }
  }

  /// Forgets the guards of spreadsheets that no batch will be sent to again; they stay there, and do no harm.
  package mutating func forget(allBut spreadsheetIDs: Set<SpreadsheetID>) {
    served.removeAll { !spreadsheetIDs.contains($0.spreadsheetID) }
  }
}

extension SheetsError {
  /// Whether the call may have been applied although it failed, or may be applied later.
  ///
  /// A refusal with a code under 500 says that nothing was done; so does 501, which the method never gets past.
  package var isAmbiguous: Bool {
    switch self {
    case .refused(let envelope): envelope.code >= 500 && envelope.status != .unimplemented
    case .unreadable(let code, _): code >= 500 || code < 300
    case .noAnswer: true
    }
  }
}
