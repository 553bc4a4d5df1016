// What makes a repeated batch harmless: an idempotency key, a named range whose id the batch itself creates.

import SheetsAPI

/// Gives every spreadsheets.batchUpdate an idempotency key, and removes keys that are no longer needed.
///
/// A batch is atomic, and Google refuses an `addNamedRange` whose id already exists, together with its batch. So a batch
/// that starts with its own key can be sent again after a lost answer: if the first try was applied, the second is
/// refused as a whole. A key must stay while an earlier try may still take effect. Later batches remove it along the way,
/// so the keys cost no extra call; the last ones are removed when the service drains.
///
/// What is there is never taken for granted, since anybody may delete a named range or its sheet. A removal that is refused
/// is not tried again: the batch is sent without removals and asks for the spreadsheet's named ranges in its reply, and
/// keys that are not among them are forgotten. The first batch asks too. A key that nobody here will remove and that is
/// still there after the longest life of a retry belongs to a service that died, and is removed.
///
/// Source: `AddNamedRangeRequest` and `includeSpreadsheetInResponse`, Google Sheets API documentation.
package struct IdempotencyKeys: Sendable {
  /// How long after its last unanswered try a batch may still take effect; Google gives up on a request after 180 s.
  package static let lateEffectLimit = Nanoseconds.seconds(300)
  /// The maximum number of keys that one batch removes.
  static let removalsPerBatch = 3

  /// The key of a batch.
  package struct Key: Sendable, Equatable {
    package let id: String
    let spreadsheetID: SpreadsheetID
    /// The ids of the keys that the batch removes, in the order of its requests from the second on.
    package let removing: [String]
  }

  /// What became of a batch with a key.
  package enum Outcome {
    /// The batch was applied; `isCertain` if every try was answered, so that nothing can take effect later.
    case applied(isCertain: Bool)
    /// The batch was refused, and every try was answered.
    case refused
    /// The batch was refused because of the removals, which are not tried again before a look.
    case removalRefused
    /// A try went unanswered, and no later try revealed its outcome.
    case unknown
  }

  private struct UsedKey: Sendable {
    let spreadsheetID: SpreadsheetID
    let id: String
    let usedAt: Nanoseconds
    let removableFrom: Nanoseconds
  }

  /// What is known of a spreadsheet's keys that nobody here will remove.
  private struct Sight: Sendable {
    let spreadsheetID: SpreadsheetID
    /// Whether the next batch asks for the named ranges.
    var isWanted = true
    var others: [(id: String, since: Nanoseconds)] = []
  }

  private let nonce: String
  private let longestLife: Nanoseconds
  private var count = 0
  private var used: [UsedKey] = []
  private var sights: [Sight] = []

  /// Makes keys that no other service makes: each is 64 random bits and a number.
  ///
  /// `longestLife` is the longest time that a batch of any service may be retried and take effect.
  package init(nonce: UInt64, longestLife: Nanoseconds) {
    self.nonce = String(nonce, radix: 36)
    self.longestLife = longestLife
  }

  /// Attaches a new key to a batch that is sent at `now`, and the removal of used keys of the same spreadsheet.
  ///
  /// The named range of the key covers the first cell of the sheet, which may be any sheet of the spreadsheet.
  package mutating func attach(
    to batch: SpreadsheetsBatchUpdate, sheetID: Int, now: Nanoseconds
  ) -> (batch: SpreadsheetsBatchUpdate, key: Key) {
    count += 1
    let id = "guard\(nonce)n\(count)"
    let looks = startLook(at: batch.spreadsheetID, now: now)
    let removable =
      looks
      ? [] : Array(removable(in: batch.spreadsheetID, now: now).prefix(Self.removalsPerBatch))
    used.removeAll { $0.spreadsheetID == batch.spreadsheetID && removable.contains($0.id) }
    let cell = GridRange(sheetID: sheetID, startRowIndex: 0, endRowIndex: 1, startColumnIndex: 0, endColumnIndex: 1)
    let add = BatchRequest.addNamedRange(
      BatchRequest.AddNamedRange(namedRangeID: id, name: "guard_\(nonce)_\(count)", range: cell))
    var requests: [BatchRequest] = []
    requests.reserveCapacity(1 + removable.count + batch.requests.count)
    requests.append(add)
    for id in removable { requests.append(.deleteNamedRange(namedRangeID: id)) }
    requests += batch.requests
    let request = SpreadsheetsBatchUpdate(
      spreadsheetID: batch.spreadsheetID, requests: requests, includesSpreadsheet: looks)
    return (request, Key(id: id, spreadsheetID: batch.spreadsheetID, removing: removable))
  }

  /// Records what became of a batch.
  ///
  /// After an unknown outcome, the batch's key and those that it would have removed may or may not exist. They are
  /// removed once the batch can no longer take effect; a refusal then costs a call.
  package mutating func recordOutcome(_ outcome: Outcome, of key: Key, now: Nanoseconds) {
    switch outcome {
    case .applied(let isCertain):
      use([key.id], of: key, from: isCertain ? now : now + Self.lateEffectLimit, now: now)
    case .refused:
      use(key.removing, of: key, from: now, now: now)
    case .removalRefused:
      use(key.removing, of: key, from: now, now: now)
      sights[sight(of: key.spreadsheetID)].isWanted = true
    case .unknown:
      use([key.id] + key.removing, of: key, from: now + Self.lateEffectLimit, now: now)
    }
  }

  /// Takes in the named ranges of a spreadsheet, as a batch that was sent at `sentAt` found them.
  package mutating func see(
    _ ranges: [NamedRange], in spreadsheetID: SpreadsheetID, sentAt: Nanoseconds, now: Nanoseconds
  ) {
    let present = Set(ranges.map(\.namedRangeID))
    used.removeAll { $0.spreadsheetID == spreadsheetID && $0.usedAt <= sentAt && !present.contains($0.id) }
    let own = Set(used.map(\.id))
    let index = sight(of: spreadsheetID)
    let known = sights[index].others
    var others: [(id: String, since: Nanoseconds)] = []
    for id in ranges.compactMap(\.keyID) where !own.contains(id) {
      let since = known.first { $0.id == id }?.since ?? now
      if now - since >= longestLife {
        used.append(UsedKey(spreadsheetID: spreadsheetID, id: id, usedAt: now, removableFrom: now))
      } else {
        others.append((id, since))
      }
    }
    sights[index].others = others
  }

  /// Removes, at the end of the service, the keys that no late try needs: one batch for each spreadsheet.
  package mutating func takeRemovals(now: Nanoseconds) -> [SpreadsheetsBatchUpdate] {
    var batches: [SpreadsheetsBatchUpdate] = []
    for one in used where one.removableFrom <= now {
      let removal = BatchRequest.deleteNamedRange(namedRangeID: one.id)
      if let index = batches.firstIndex(where: { $0.spreadsheetID == one.spreadsheetID }) {
        batches[index].requests.append(removal)
      } else {
        batches.append(SpreadsheetsBatchUpdate(spreadsheetID: one.spreadsheetID, requests: [removal]))
      }
    }
    used.removeAll { $0.removableFrom <= now }
    return batches
  }

  private func removable(in spreadsheetID: SpreadsheetID, now: Nanoseconds) -> [String] {
    used.filter { $0.spreadsheetID == spreadsheetID && $0.removableFrom <= now }.map(\.id)
  }

  private mutating func use(_ ids: [String], of key: Key, from moment: Nanoseconds, now: Nanoseconds) {
    used += ids.map { UsedKey(spreadsheetID: key.spreadsheetID, id: $0, usedAt: now, removableFrom: moment) }
  }

  private mutating func sight(of spreadsheetID: SpreadsheetID) -> Int {
    if let index = sights.firstIndex(where: { $0.spreadsheetID == spreadsheetID }) { return index }
    sights.append(Sight(spreadsheetID: spreadsheetID))
    return sights.count - 1
  }

  /// Whether the next batch asks for the named ranges: the first one, one after a refused removal, and one when a key of
  /// another service may have outlived every retry.
  private mutating func startLook(at spreadsheetID: SpreadsheetID, now: Nanoseconds) -> Bool {
    let index = sight(of: spreadsheetID)
    let isDue = sights[index].others.contains { now - $0.since >= longestLife }
    defer { sights[index].isWanted = false }
    return sights[index].isWanted || isDue
  }
}

extension NamedRange {
  /// Its id if both id and name are those of a key, of whatever service.
  fileprivate var keyID: String? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0] == "guard", namedRangeID == "guard\(parts[1])n\(parts[2])" else { return nil }
    return namedRangeID
  }
}
