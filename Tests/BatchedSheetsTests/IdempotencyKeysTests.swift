// How keys are attached, removed and forgotten, as a value that takes the time as an argument.

import BatchedSheets
import SheetsAPI
import Testing

@Suite struct `Idempotency keys` {
  private static let id = SpreadsheetID("sheet")
  private static let cell = GridRange(sheetID: 7, startRowIndex: 0, endRowIndex: 1)

  /// Keys of the service `1`, which have looked at the spreadsheet once already.
  private struct Service {
    var keys: IdempotencyKeys
    var kinds: [String] = []

    init(nonce: UInt64 = 1, hasLooked: Bool = true) {
      keys = IdempotencyKeys(nonce: nonce, longestLife: .seconds(1000))
      if hasLooked { _ = attach(at: .zero) }
    }

    /// Attaches a key to a batch of one append, and notes the kinds of its requests.
    mutating func attach(at now: Nanoseconds) -> (batch: SpreadsheetsBatchUpdate, key: IdempotencyKeys.Key) {
      let append = BatchRequest.appendCells(BatchRequest.AppendCells(sheetID: 7, rows: [RowData(["x"])]))
      let batch = SpreadsheetsBatchUpdate(spreadsheetID: id, requests: [append])
      let keyed = keys.attach(to: batch, sheetID: 7, now: now)
      kinds = keyed.batch.requests.map(\.kind)
      return keyed
    }

    /// Sends a batch that has this outcome at once.
    mutating func send(_ outcome: IdempotencyKeys.Outcome, at now: Nanoseconds) {
      keys.recordOutcome(outcome, of: attach(at: now).key, now: now)
    }

    /// The ids that the next batch removes.
    mutating func removals(at now: Nanoseconds) -> [String] {
      attach(at: now).batch.requests.compactMap { if case .deleteNamedRange(let id) = $0 { id } else { nil } }
    }
  }

  private static func named(_ ids: [(nonce: String, number: Int)]) -> [NamedRange] {
    ids.map {
      NamedRange(namedRangeID: "guard\($0.nonce)n\($0.number)", name: "guard_\($0.nonce)_\($0.number)", range: cell)
    }
  }

  @Test func `put a new key in front of every batch`() {
    var service = Service(nonce: 35, hasLooked: false)
    let ids = [service.attach(at: .zero).key.id, service.attach(at: .zero).key.id]
    #expect(ids == ["guardzn1", "guardzn2"])
    #expect(service.kinds == ["addNamedRange", "appendCells"])
  }

  @Test func `are removed by a later batch`() {
    var service = Service()
    service.send(.applied(isCertain: true), at: .seconds(1))
    #expect(service.removals(at: .seconds(1)) == ["guard1n2"])
    #expect(service.removals(at: .seconds(2)) == [])
  }

  @Test func `stay while an unanswered try may still take effect`() {
    var service = Service()
    service.send(.applied(isCertain: false), at: .seconds(10))
    #expect(service.removals(at: .seconds(309)) == [])
    #expect(service.removals(at: .seconds(310)) == ["guard1n2"])
  }

  @Test func `let the next batch make the removals of a refused one`() {
    var service = Service()
    service.send(.applied(isCertain: true), at: .zero)
    service.send(.refused, at: .seconds(1))
    #expect(service.removals(at: .seconds(3)) == ["guard1n2"])
  }

  @Test func `are removed after a batch of unknown outcome once it can take no effect`() {
    var service = Service()
    service.send(.applied(isCertain: true), at: .zero)
    service.send(.unknown, at: .seconds(1))
    #expect(service.removals(at: .seconds(300)) == [])
    #expect(service.removals(at: .seconds(301)) == ["guard1n3", "guard1n2"])
  }

  @Test func `are not forgotten because a batch that was sent before them did not find them`() {
    var service = Service()
    service.send(.applied(isCertain: true), at: .seconds(2))
    service.keys.see([], in: Self.id, sentAt: .seconds(1), now: .seconds(3))
    #expect(service.removals(at: .seconds(3)) == ["guard1n2"])
  }

  @Test func `are looked for, and forgotten if they are gone, after a refused removal`() {
    var service = Service()
    let used = (0..<3).map { _ in service.attach(at: .zero).key }
    for key in used { service.keys.recordOutcome(.applied(isCertain: true), of: key, now: .zero) }
    service.send(.removalRefused, at: .seconds(1))
    let again = service.attach(at: .seconds(1))
    #expect(service.kinds == ["addNamedRange", "appendCells"])
    #expect(again.batch.includesSpreadsheet)
    service.keys.see(Self.named([("1", 3)]), in: Self.id, sentAt: .seconds(2), now: .seconds(2))
    #expect(service.removals(at: .seconds(2)) == ["guard1n3"])
  }

  @Test func `are looked for by the first batch alone`() {
    var service = Service(hasLooked: false)
    #expect(service.attach(at: .zero).batch.includesSpreadsheet)
    #expect(!service.attach(at: .seconds(1)).batch.includesSpreadsheet)
  }

  @Test func `of another service are removed once they have outlived every retry`() {
    var service = Service()
    service.keys.see(Self.named([("dead", 1), ("alive", 8)]), in: Self.id, sentAt: .seconds(1), now: .seconds(1))
    #expect(!service.attach(at: .seconds(1000)).batch.includesSpreadsheet)
    #expect(service.attach(at: .seconds(1001)).batch.includesSpreadsheet)
    service.keys.see(Self.named([("dead", 1), ("alive", 9)]), in: Self.id, sentAt: .seconds(1001), now: .seconds(1001))
    #expect(service.removals(at: .seconds(1002)) == ["guarddeadn1"])
    #expect(service.removals(at: .seconds(1003)) == [])
  }

  @Test func `are not taken for a named range of somebody's own`() {
    var service = Service()
    let own = NamedRange(namedRangeID: "guardrails", name: "guard_rails", range: Self.cell)
    service.keys.see([own], in: Self.id, sentAt: .seconds(1), now: .seconds(1))
    service.keys.see([own], in: Self.id, sentAt: .seconds(5000), now: .seconds(5000))
    #expect(service.removals(at: .seconds(5000)) == [])
  }

  @Test func `are removed at the end, unless a late try needs them`() {
    var service = Service()
    let used = (0..<2).map { _ in service.attach(at: .zero).key }
    service.keys.recordOutcome(.applied(isCertain: true), of: used[0], now: .zero)
    service.keys.recordOutcome(.applied(isCertain: false), of: used[1], now: .zero)
    let removals = service.keys.takeRemovals(now: .seconds(1))
    #expect(removals.map(\.requests) == [[.deleteNamedRange(namedRangeID: "guard1n2")]])
    #expect(service.keys.takeRemovals(now: .seconds(1)) == [])
  }
}
