import BatchedSheets
import SheetsAPI
import Testing

@Suite struct `Idempotency keys` {
  private let batch = SpreadsheetsBatchUpdate(
    spreadsheetID: SpreadsheetID("sheet"),
    requests: [.appendCells(BatchRequest.AppendCells(sheetID: 7, rows: [RowData(["x"])]))])

  private func kinds(_ keyed: IdempotencyKeys.KeyedBatch) -> [String] { keyed.request.requests.map(\.kind) }

  @Test func `put a new key in front of every batch`() {
    var keys = IdempotencyKeys(nonce: 35)
    let first = keys.attach(to: batch, sheetID: 7, now: .zero)
    let second = keys.attach(to: batch, sheetID: 7, now: .zero)
    #expect(kinds(first) == ["addNamedRange", "appendCells"])
    #expect([first.keyID, second.keyID] == ["guardzn1", "guardzn2"])
  }

  @Test func `are removed by a later batch`() {
    var keys = IdempotencyKeys(nonce: 1)
    let first = keys.attach(to: batch, sheetID: 7, now: .zero)
    keys.recordOutcome(.applied(isCertain: true), of: first, now: .seconds(1))
    #expect(
      kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(1))) == [
        "addNamedRange", "deleteNamedRange", "appendCells",
      ])
    #expect(kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(2))) == ["addNamedRange", "appendCells"])
  }

  @Test func `stay while an unanswered try may still take effect`() {
    var keys = IdempotencyKeys(nonce: 1)
    keys.recordOutcome(
      .applied(isCertain: false), of: keys.attach(to: batch, sheetID: 7, now: .zero), now: .seconds(10))
    #expect(kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(309))).count == 2)
    #expect(kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(310))).count == 3)
  }

  @Test func `let the next batch make the removals of a refused one`() {
    var keys = IdempotencyKeys(nonce: 1)
    keys.recordOutcome(.applied(isCertain: true), of: keys.attach(to: batch, sheetID: 7, now: .zero), now: .zero)
    keys.recordOutcome(.refused, of: keys.attach(to: batch, sheetID: 7, now: .seconds(1)), now: .seconds(2))
    #expect(
      kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(3))) == [
        "addNamedRange", "deleteNamedRange", "appendCells",
      ])
  }

  @Test func `are left alone after a batch of unknown outcome`() {
    var keys = IdempotencyKeys(nonce: 1)
    keys.recordOutcome(.applied(isCertain: true), of: keys.attach(to: batch, sheetID: 7, now: .zero), now: .zero)
    keys.recordOutcome(.unknown, of: keys.attach(to: batch, sheetID: 7, now: .seconds(1)), now: .seconds(2))
    #expect(kinds(keys.attach(to: batch, sheetID: 7, now: .seconds(3600))) == ["addNamedRange", "appendCells"])
  }
}
