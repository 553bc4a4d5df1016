import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A removed spreadsheet` {
  private let first = SpreadsheetID("first")
  private let second = SpreadsheetID("second")
  private let robot = Identity("robot")

  private func world() -> (simulation: Simulation, backend: SimulatedBackend) {
    let simulation = Simulation(seed: 1, horizon: .seconds(600))
    let backend = SimulatedBackend(simulation, BackendConfiguration())
    for id in [first, second] { backend.addSpreadsheet(id: id, title: id.rawValue, sharedWith: [robot]) }
    return (simulation, backend)
  }

  private func append(to id: SpreadsheetID) -> SheetsRequest {
    ValuesAppend(spreadsheetID: id, data: ValueRange(range: "Sheet1", values: [["x"]])).request
  }

  private func error(_ backend: SimulatedBackend, _ request: SheetsRequest) async -> SheetsError? {
    do throws(SheetsError) {
      _ = try await backend.send(request, as: robot)
      return nil
    } catch {
      return error
    }
  }

  private let notFound = SheetsError.refused(ErrorEnvelope(.notFound, "Requested entity was not found."))

  @Test func `is not found by reads and writes`() throws {
    let (simulation, backend) = world()
    backend.removeSpreadsheet(first)
    let errors = try simulation.run {
      let write = await error(backend, append(to: first))
      return [write, await error(backend, ValuesGet(spreadsheetID: first, range: "A1").request)]
    }
    #expect(errors == [notFound, notFound])
  }

  @Test func `answers calls in flight with not found`() throws {
    let (simulation, backend) = world()
    let caught = try simulation.run {
      async let pending = error(backend, append(to: first))
      try await simulation.clock.sleep(for: .milliseconds(50))
      backend.removeSpreadsheet(first)
      return await pending
    }
    #expect(caught == notFound)
    #expect(backend.callLog[0].outcome == .refused(code: 404))
  }

  @Test func `leaves others unchanged`() throws {
    let (simulation, backend) = world()
    backend.removeSpreadsheet(first)
    let third = SpreadsheetID("third")
    backend.addSpreadsheet(id: third, title: "Third", sharedWith: [robot])
    let errors = try simulation.run {
      let second = await error(backend, append(to: second))
      return [second, await error(backend, append(to: third))]
    }
    #expect(errors == [nil, nil])
    #expect([second, third].map { backend.dataRowCount(of: "Sheet1", in: $0) } == [1, 1])
    #expect(backend.spreadsheet(third).title == "Third")
  }
}
