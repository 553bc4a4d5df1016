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
    for count in operations { chunker.add(count) }
    #expect(chunker.chunks.map(\.rows) == chunks)
  }

  @Test func `knows whose rows each chunk holds`() {
    var chunker = Chunker(rowsPerChunk: 900)
    for count in [100, 0, 1050, 750] { chunker.add(count) }
    #expect(chunker.chunks.map(\.operations) == [[0], [2], [2, 3]])
  }

  @Test(arguments: [[0], [900], [901], [400, 500], [400, 501], [1050, 750]])
  func `predicts the number of chunks`(operations: [Int]) {
    var chunker = Chunker(rowsPerChunk: 900)
    for count in operations {
      let foretold = chunker.chunkCount(adding: count)
      chunker.add(count)
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
    let plan = FlushPlanner(configuration(mode)).plan([operation(updates: updates, rows: rows)])
    #expect(plan.calls.map(\.request.method) == methods)
    #expect(plan.callsOfMember == [methods.indices])
  }

  @Test(arguments: FlushMode.allCases)
  func `carries all waiting operations in as few calls as one`(mode: FlushMode) {
    let waiting = (0..<20).map { _ in operation(updates: 10, rows: 11) }
    let plan = FlushPlanner(configuration(mode)).plan(waiting)
    #expect(plan.callsOfMember.count == 20)
    #expect(plan.calls.count == (mode == .twoCalls ? 2 : 1))
  }

  @Test func `of two calls stops when its chunk is full`() {
    let plan = FlushPlanner(configuration(.twoCalls)).plan([500, 400, 1].map { operation(updates: 1, rows: $0) })
    #expect(plan.callsOfMember.count == 2)
    #expect(plan.calls.count == 2)
  }

  @Test func `of one call carries as many chunks as fit`() throws {
    let plan = FlushPlanner(configuration(.oneCall)).plan([500, 400, 1, 1050].map { operation(updates: 0, rows: $0) })
    #expect(plan.callsOfMember.count == 4)
    #expect(try chunkSizes(plan.calls[0]) == [900, 1, 900, 150])
  }

  @Test(arguments: FlushMode.allCases)
  func `stops before a call exceeds its size limit`(mode: FlushMode) {
    let waiting = (0..<10).map { _ in operation(updates: 0, rows: 100) }
    let all = FlushPlanner(configuration(mode)).plan(waiting)
    let few = FlushPlanner(configuration(mode, bytesPerCall: 5000)).plan(waiting)
    #expect(few.callsOfMember.count < all.callsOfMember.count)
    #expect(few.callsOfMember.count >= 1)
  }

  @Test func `of one call splits an operation that is larger than a call`() throws {
    let large = operation(updates: 3, rows: 5000)
    let plan = FlushPlanner(configuration(.oneCall, bytesPerCall: 100_000)).plan([large, large])
    #expect(plan.callsOfMember.count == 1)
    #expect(plan.callsOfMember[0] == plan.calls.indices)
    #expect(try plan.calls.flatMap(chunkSizes).reduce(0, +) == 5000)
    #expect(try plan.calls.flatMap(chunkSizes).max() == 900)
  }

  @Test func `of two calls sends an operation of many chunks alone`() {
    let plan = FlushPlanner(configuration(.twoCalls)).plan([
      operation(updates: 1, rows: 5000), operation(updates: 1, rows: 1),
    ])
    #expect(plan.callsOfMember == [0..<7])
  }

  @Test func `leaves a cell unchanged where the update has null`() throws {
    let update = CellUpdate(sheet: Self.cells, row: 4, column: 2, values: ["a", nil, "b", "c"])
    let plan = FlushPlanner(configuration(.oneCall)).plan([SheetOperation(updates: [update])])
    guard case .spreadsheetsBatchUpdate(let batch) = plan.calls[0].request else {
      Issue.record("expected one batchUpdate, got \(plan.calls)")
      return
    }
    let starts = batch.requests.map { request -> Int in
      if case .updateCells(let update) = request { update.start.columnIndex } else { -1 }
    }
    #expect(starts == [2, 4])
  }

  private func chunkSizes(_ call: FlushPlan.Call) throws -> [Int] {
    guard case .spreadsheetsBatchUpdate(let batch) = call.request else { return [] }
    return batch.requests.compactMap { if case .appendCells(let append) = $0 { append.rows.count } else { nil } }
  }
}

@Suite struct `A read plan` {
  @Test func `shares one call among reads with the same rendering`() {
    let destination = Destination(
      spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 7, title: "Log"))
    let reads: [QueuedRequest.Content] = [
      .read(ranges: ["A1", "B2"], rendering: .unformattedValue), .read(ranges: ["C3"], rendering: .unformattedValue),
      .read(ranges: ["D4"], rendering: .formattedValue),
    ]
    let configuration = ServiceConfiguration(
      spreadsheetID: destination.spreadsheetID, log: destination.log, identities: [Identity("one")], mode: .twoCalls)
    let plan = FlushPlanner(configuration).plan(
      reads.map { QueuedRequest($0, size: 1, destination: destination, acceptedAt: .zero) }[...])
    #expect(plan.calls.map { $0.shares.map(\.ranges) } == [[0..<2, 2..<3]])
  }
}

extension FlushPlanner {
  /// Plans for operations, and computes their sizes.
  fileprivate func plan(_ operations: [SheetOperation]) -> FlushPlan {
    let destination = Destination(
      spreadsheetID: SpreadsheetID("sheet"), log: SheetReference(sheetID: 7, title: "Log"))
    return plan(
      operations.map {
        QueuedRequest(.operation($0), size: size(of: $0), destination: destination, acceptedAt: .zero)
      }[...])
  }
}
