import SheetsAPI
import Testing

import BatchedSheets

@Suite struct `A chunker` {
  private func rows(_ count: Int) -> [[CellValue]] { (0..<count).map { [.number(Double($0))] } }

  @Test(arguments: [
    ([0], []), ([1], [1]), ([899], [899]), ([900], [900]), ([901], [900, 1]), ([1050], [900, 150]),
    ([5000], [900, 900, 900, 900, 900, 500]), ([400, 500], [900]), ([400, 501], [400, 501]),
    ([100, 1050, 750], [100, 900, 900]), ([100, 1050, 751], [100, 900, 150, 751]),
  ])
  func `fills chunks without splitting an operation that fits into one`(operations: [Int], chunks: [Int]) {
    var chunker = Chunker(rowsPerChunk: 900)
    for count in operations { _ = chunker.add(rows(count)) }
    #expect(chunker.chunks.map(\.count) == chunks)
  }

  @Test func `keeps the order of rows over chunks`() {
    var chunker = Chunker(rowsPerChunk: 900)
    _ = chunker.add(rows(2000))
    #expect(chunker.chunks.flatMap { $0 } == rows(2000))
  }

  @Test(arguments: [[0], [900], [901], [400, 500], [400, 501], [1050, 750]])
  func `predicts the number of chunks`(operations: [Int]) {
    var chunker = Chunker(rowsPerChunk: 900)
    for count in operations {
      let foretold = chunker.chunkCount(adding: count)
      _ = chunker.add(rows(count))
      #expect(chunker.chunks.count == foretold)
    }
  }
}

@Suite struct `A flush plan` {
  private static let spreadsheetID = SpreadsheetID("sheet")
  private static let log = SheetReference(sheetID: 7, title: "Log")
  private static let cells = SheetReference(sheetID: 3, title: "Cells")

  private func configuration(_ mode: FlushMode, bytesPerCall: Int = 2_000_000) -> ServiceConfiguration {
    ServiceConfiguration(
      spreadsheetID: Self.spreadsheetID, log: Self.log, identities: [Identity("one")], mode: mode,
      bytesPerCall: bytesPerCall)
  }

  private func operation(updates: Int, rows: Int) -> SheetOperation {
    SheetOperation(
      updates: (0..<updates).map { CellUpdate(sheet: Self.cells, row: $0, column: 1, values: ["a", 1]) },
      rows: (0..<rows).map { [.number(Double($0)), "x"] })
  }

  @Test(arguments: [
    (FlushMode.twoCalls, 2, 3, [SheetsMethod.valuesBatchUpdate, .valuesAppend]),
    (.twoCalls, 2, 0, [.valuesBatchUpdate]), (.twoCalls, 0, 3, [.valuesAppend]),
    (.oneCall, 2, 3, [.spreadsheetsBatchUpdate]), (.oneCall, 2, 0, [.spreadsheetsBatchUpdate]),
    (.oneCall, 0, 3, [.spreadsheetsBatchUpdate]),
  ])
  func `has only the calls that carry something`(
    mode: FlushMode, updates: Int, rows: Int, methods: [SheetsMethod]
  ) {
    let plan = WritePlanner(configuration(mode)).plan([operation(updates: updates, rows: rows)])
    #expect(plan.calls.map(\.method) == methods)
    #expect(plan.members.map(\.calls) == [Array(methods.indices)])
  }

  @Test(arguments: FlushMode.allCases)
  func `carries all waiting operations in as few calls as one`(mode: FlushMode) {
    let waiting = (0..<20).map { _ in operation(updates: 10, rows: 11) }
    let plan = WritePlanner(configuration(mode)).plan(waiting)
    #expect(plan.members.count == 20)
    #expect(plan.calls.count == (mode == .twoCalls ? 2 : 1))
  }

  @Test func `of two calls stops when its chunk is full`() {
    let plan = WritePlanner(configuration(.twoCalls)).plan([500, 400, 1].map { operation(updates: 1, rows: $0) })
    #expect(plan.members.count == 2)
    #expect(plan.calls.count == 2)
  }

  @Test func `of one call carries as many chunks as fit`() throws {
    let plan = WritePlanner(configuration(.oneCall)).plan([500, 400, 1, 1050].map { operation(updates: 0, rows: $0) })
    #expect(plan.members.count == 4)
    #expect(try chunkSizes(plan.calls[0]) == [900, 1, 900, 150])
  }

  @Test(arguments: FlushMode.allCases)
  func `stops before a call exceeds its size limit`(mode: FlushMode) {
    let waiting = (0..<10).map { _ in operation(updates: 0, rows: 100) }
    let all = WritePlanner(configuration(mode)).plan(waiting)
    let few = WritePlanner(configuration(mode, bytesPerCall: 5000)).plan(waiting)
    #expect(few.members.count < all.members.count)
    #expect(few.members.count >= 1)
  }

  @Test func `of one call splits an operation that is larger than a call`() throws {
    let large = operation(updates: 3, rows: 5000)
    let plan = WritePlanner(configuration(.oneCall, bytesPerCall: 100_000)).plan([large, large])
    #expect(plan.members.count == 1)
    #expect(plan.members[0].calls == Array(plan.calls.indices))
    #expect(try plan.calls.flatMap(chunkSizes).reduce(0, +) == 5000)
    #expect(try plan.calls.flatMap(chunkSizes).max() == 900)
  }

  @Test func `of two calls sends an operation of many chunks alone`() {
    let plan = WritePlanner(configuration(.twoCalls)).plan([
      operation(updates: 1, rows: 5000), operation(updates: 1, rows: 1),
    ])
    #expect(plan.members.map(\.calls) == [[0, 1, 2, 3, 4, 5, 6]])
  }

  @Test func `leaves a cell unchanged where the update has null`() throws {
    let update = CellUpdate(sheet: Self.cells, row: 4, column: 2, values: ["a", nil, "b", "c"])
    let plan = WritePlanner(configuration(.oneCall)).plan([SheetOperation(updates: [update])])
    guard case .spreadsheetsBatchUpdate(let batch) = plan.calls[0] else {
      Issue.record("expected one batchUpdate, got \(plan.calls)")
      return
    }
    let starts = batch.requests.map { request -> Int in
      if case .updateCells(let update) = request { update.start.columnIndex } else { -1 }
    }
    #expect(starts == [2, 4])
  }

  private func chunkSizes(_ request: SheetsRequest) throws -> [Int] {
    guard case .spreadsheetsBatchUpdate(let batch) = request else { return [] }
    return batch.requests.compactMap { if case .appendCells(let append) = $0 { append.rows.count } else { nil } }
  }
}

@Suite struct `A read plan` {
  @Test func `shares one call among reads with the same rendering`() {
    let planner = ReadPlanner(
      from: Destination(spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 7, title: "Log")))
    let plan = planner.plan([
      ReadRequest(ranges: ["A1", "B2"], rendering: .unformattedValue),
      ReadRequest(ranges: ["C3"], rendering: .unformattedValue),
      ReadRequest(ranges: ["D4"], rendering: .formattedValue),
    ])
    #expect(plan.members.map(\.ranges) == [0..<2, 2..<3])
    #expect(plan.calls.count == 1)
  }
}

extension FlushPlanning {
  /// Plans for requests, and computes their sizes.
  fileprivate func plan(_ requests: [Request]) -> FlushPlan {
    plan(requests.map { Sized(request: $0, size: size(of: $0)) })
  }
}
