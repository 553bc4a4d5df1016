import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Appends that collide` {
  private static let id = SpreadsheetID("collide")
  private static let robot = Identity("robot")
  private static let always = FaultRule.appendsCollide(perMillion: 1_000_000)

  private static func append(
    _ values: [[CellValue]], _ insert: InsertDataOption = .overwrite, range: String = "Sheet1"
  ) -> SheetsRequest {
    ValuesAppend(
      spreadsheetID: id, data: ValueRange(range: range, values: values), insertDataOption: insert
    ).request
  }

  private struct Outcome {
    /// The outcomes of the requests, in sending order.
    let results: [Result<SheetsReply, SheetsError>]
    let rows: [[CellValue]]
  }

  /// Sends requests to a sheet with one row at a distance in milliseconds; each takes 100 ms.
  private static func send(
    _ requests: [SheetsRequest], every milliseconds: Int64, under rule: FaultRule
  ) throws -> Outcome {
    let simulation = Simulation(seed: 1, horizon: .seconds(600))
    let latency = LatencyProfile(name: "even") { _ in .milliseconds(100) ... .milliseconds(100) }
    let backend = SimulatedBackend(simulation, BackendConfiguration(latency: latency, faults: FaultPlan([rule])))
    let sheets = [SheetProperties(sheetID: 0, title: "Sheet1"), SheetProperties(sheetID: 1, title: "Other")]
    backend.addSpreadsheet(id: id, title: "Collide", sheets: sheets, sharedWith: [robot])
    let results = try simulation.run {
      _ = try await backend.call(
        ValuesUpdate(spreadsheetID: id, data: ValueRange(range: "A1", values: [["top"]])), as: robot)
      return try await withThrowingTaskGroup(of: (Int, Result<SheetsReply, SheetsError>).self) { group in
        for (number, request) in requests.enumerated() {
          group.addTask {
            try await simulation.clock.sleep(for: .milliseconds(Int64(number) * milliseconds))
            do throws(SheetsError) {
              return (number, .success(try await backend.send(request, as: robot)))
            } catch {
              return (number, .failure(error))
            }
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
      }
    }
    return Outcome(results: results, rows: backend.rows(of: "Sheet1", in: id))
  }

  private static func updatedRange(_ result: Result<SheetsReply, SheetsError>) throws -> String? {
    guard case .valuesAppend(let reply) = try result.get() else { return nil }
    return reply.updates.updatedRange
  }

  @Test func `overwrite each other if they are in flight together`() throws {
    let outcome = try Self.send([Self.append([["a1"], ["a2"]]), Self.append([["b"]])], every: 50, under: Self.always)
    #expect(outcome.rows == [["top"], ["b"], ["a2"]])
    #expect(try outcome.results.map { try Self.updatedRange($0) } == ["Sheet1!A2:A3", "Sheet1!A2"])
  }

  @Test func `overwrite each other however many there are`() throws {
    let requests = (0..<5).map { Self.append([[.number(Double($0))]]) }
    #expect(try Self.send(requests, every: 10, under: Self.always).rows == [["top"], [4]])
  }

  @Test func `do not collide if one begins after the other has ended`() throws {
    let outcome = try Self.send([Self.append([["a"]]), Self.append([["b"]])], every: 101, under: Self.always)
    #expect(outcome.rows == [["top"], ["a"], ["b"]])
  }

  @Test func `push each other down if they insert rows`() throws {
    let requests = ["a", "b"].map { Self.append([[.string($0)]], .insertRows) }
    #expect(try Self.send(requests, every: 50, under: Self.always).rows == [["top"], ["b"], ["a"]])
  }

  @Test func `do not collide as requests of a batch`() throws {
    let requests = ["a", "b"].map { text in
      SpreadsheetsBatchUpdate(
        spreadsheetID: Self.id,
        requests: [.appendCells(.init(sheetID: 0, rows: [RowData([CellValue.string(text)])]))]
      ).request
    }
    #expect(try Self.send(requests, every: 50, under: Self.always).rows == [["top"], ["a"], ["b"]])
  }

  @Test func `are refused if their range is unknown or their sheet is deleted`() throws {
    let requests = [
      SpreadsheetsBatchUpdate(spreadsheetID: Self.id, requests: [.deleteSheet(sheetID: 1)]).request,
      Self.append([["a"]], range: "Other"), Self.append([["b"]], range: "Nowhere!A1"),
    ]
    let outcome = try Self.send(requests, every: 10, under: Self.always)
    let codes = outcome.results.map { result -> Int? in
      if case .failure(let error) = result { error.code } else { nil }
    }
    #expect(codes == [nil, 400, 400])
  }

  @Test func `occur at their rate and only among appends`() {
    var injector = FaultInjector(FaultPlan([.appendsCollide(perMillion: 300_000)])) {
      SplitMix64(seed: 1, substream: "fault \($0)")
    }
    let early = (0..<10_000).count { _ in injector.verdict(.valuesAppend, at: 0) == .locateEarly }
    #expect((2800...3200).contains(early))
    for method in SheetsMethod.allCases where method != .valuesAppend {
      #expect((0..<100).allSatisfy { _ in injector.verdict(method, at: 0) == .pass })
    }
  }
}
