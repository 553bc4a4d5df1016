// No call is larger than configured, as the bytes that are sent.

import BatchedSheets
import SheetsAPI
import Synchronization
import Testing

@Suite struct `No call is larger than the limit` {
  private static let destination = Destination(
    spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 2_000_000_000, title: "My 'log' of \"things\""))

  private static func planner(_ mode: FlushMode, _ limit: Int) -> FlushPlanner {
    FlushPlanner(
      ServiceConfiguration(
        spreadsheetID: destination.spreadsheetID, log: destination.log, identities: [Identity("one")], mode: mode,
        bytesPerCall: limit))
  }

  /// The calls for operations that wait together, until all have left, with keys as the service attaches them.
  private static func calls(_ operations: [SheetOperation], _ mode: FlushMode, limit: Int) -> [SheetsRequest] {
    let planner = planner(mode, limit)
    var keys = IdempotencyKeys(nonce: .max, longestLife: .seconds(1))
    var waiting = operations.map {
      QueuedRequest(.operation($0), size: planner.size(of: $0), destination: destination, acceptedAt: .zero)
    }
    var calls: [SheetsRequest] = []
    while !waiting.isEmpty {
      let plan = planner.plan(waiting[...])
      waiting.removeFirst(plan.callsOfMember.count)
      for call in plan.calls {
        guard case .spreadsheetsBatchUpdate(let batch) = call.request else {
          calls.append(call.request)
          continue
        }
        let keyed = keys.attach(to: batch, sheetID: destination.log.sheetID, now: .zero)
        keys.recordOutcome(.applied(isCertain: true), of: keyed.key, now: .zero)
        calls.append(keyed.batch.request)
      }
    }
    return calls
  }

  private static func sizes(_ calls: [SheetsRequest]) -> [Int] { calls.map(\.rest.body.count) }

  @Test(arguments: FlushMode.allCases)
  func `for rows of 45 kB`(mode: FlushMode) throws {
    let row = [CellValue.string(String(repeating: "x", count: 45_000))]
    let calls = Self.calls([SheetOperation(rows: Array(repeating: row, count: 90))], mode, limit: 200_000)
    let sizes = Self.sizes(calls)
    #expect(try #require(sizes.max()) <= 200_000)
    // As few as it takes: four rows fit into a call.
    #expect(calls.count == 23)
  }

  @Test(arguments: FlushMode.allCases)
  func `for updates of which every second cell is left alone`(mode: FlushMode) throws {
    let values = (0..<400).map { $0 % 2 == 0 ? CellValue.number(Double($0)) : .null }
    let updates = (0..<40).map {
      CellUpdate(sheet: Self.destination.log, row: 1_000_000 + $0, column: 10_000, values: values)
    }
    let sizes = Self.sizes(Self.calls([SheetOperation(updates: updates)], mode, limit: 50_000))
    #expect(try #require(sizes.max()) <= 50_000)
    #expect(sizes.count > 1)
  }

  @Test(arguments: FlushMode.allCases, [1_000, 3_000, 50_000])
  func `for many small operations with keys and removals around them`(mode: FlushMode, limit: Int) throws {
    let operations = (0..<60).map { number in
      SheetOperation(
        updates: [
          CellUpdate(
            sheet: SheetReference(sheetID: number, title: "\u{1}\"'"), row: number, column: 0, values: ["é\"", 0.1])
        ], rows: [["row", .number(Double(number) / 3)]])
    }
    let calls = Self.calls(operations, mode, limit: limit)
    #expect(try #require(Self.sizes(calls).max()) <= limit)
  }
}
