// What makes a repeated batch harmless: an idempotency key, a named range whose id the batch itself creates.

import SheetsAPI

/// Gives every spreadsheets.batchUpdate an idempotency key, and removes keys that are no longer needed.
///
/// A batch is atomic, and Google refuses an `addNamedRange` whose id already exists, together with its batch. So a batch
/// that starts with its own key can be sent again after a lost answer: if the first try was applied, the second is
/// refused as a whole. A key must stay while an earlier try may still take effect. Later batches remove it along the way,
/// so the keys cost no extra call.
///
/// Source: `AddNamedRangeRequest`, Google Sheets API documentation (an id that exists is an error).
package struct IdempotencyKeys {
  /// How long after its last unanswered try a batch may still take effect; Google gives up on a request after 180 s.
  package static let lateEffectLimit = Duration.seconds(300)
  /// The maximum number of keys that one batch removes.
  static let removalsPerBatch = 20

  /// A batch that starts with its key.
  package struct KeyedBatch {
    package let request: SpreadsheetsBatchUpdate
    package let keyID: String
    let removing: [String]
  }

  /// The outcome of a batch with a key.
  package enum Outcome {
    /// The batch was applied; `isCertain` if every try was answered, so that nothing can take effect later.
    case applied(isCertain: Bool)
    /// The batch was refused, and every try was answered.
    case refused
    /// A try went unanswered, and no later try revealed its outcome.
    case unknown
  }

  private struct UsedKey {
    let spreadsheetID: SpreadsheetID
    let id: String
    let removableFrom: Duration
  }

  private let nonce: String
  private var count = 0
  private var used: [UsedKey] = []

  /// Makes keys that no other service makes: each is 64 random bits and a number.
  package init(nonce: UInt64) {
    self.nonce = String(nonce, radix: 36)
  }

  /// Attaches a new key, and the removal of used keys of the same spreadsheet, to a batch that is sent at `now`.
  ///
  /// The named range of the key covers the first cell of the sheet, which may be any sheet of the spreadsheet.
  package mutating func attach(to batch: SpreadsheetsBatchUpdate, sheetID: Int, now: Duration) -> KeyedBatch {
    count += 1
    let id = "guard\(nonce)n\(count)"
    let removable = used.filter { $0.spreadsheetID == batch.spreadsheetID && $0.removableFrom <= now }
      .prefix(Self.removalsPerBatch).map(\.id)
    used.removeAll { removable.contains($0.id) }
    let cell = GridRange(sheetID: sheetID, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1)
    let add = BatchRequest.addNamedRange(
      BatchRequest.AddNamedRange(namedRangeID: id, name: "guard_\(nonce)_\(count)", range: cell))
    let removals = removable.map { BatchRequest.deleteNamedRange(namedRangeID: $0) }
    let request = SpreadsheetsBatchUpdate(
      spreadsheetID: batch.spreadsheetID, requests: [add] + removals + batch.requests)
    return KeyedBatch(request: request, keyID: id, removing: removable)
  }

  /// Records the outcome of a batch.
  ///
  /// After an unknown outcome, neither the batch's key nor the keys that it would have removed are touched again: they
  /// may or may not exist, and removing a key that does not exist would be refused.
  package mutating func recordOutcome(_ outcome: Outcome, of batch: KeyedBatch, now: Duration) {
    switch outcome {
    case .applied(let isCertain):
      let removableFrom = isCertain ? now : now + Self.lateEffectLimit
      used.append(
        UsedKey(spreadsheetID: batch.request.spreadsheetID, id: batch.keyID, removableFrom: removableFrom))
    case .refused:
      used += batch.removing.map {
        UsedKey(spreadsheetID: batch.request.spreadsheetID, id: $0, removableFrom: now)
      }
    case .unknown:
      break
    }
  }

  /// Forgets the keys of spreadsheets that no batch will be sent to again; their named ranges stay and do no harm.
  package mutating func forget(allBut spreadsheetIDs: Set<SpreadsheetID>) {
    used.removeAll { !spreadsheetIDs.contains($0.spreadsheetID) }
  }
}
