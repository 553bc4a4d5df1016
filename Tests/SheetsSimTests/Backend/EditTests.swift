import SheetsAPI
import SheetsSim
import Testing

@Suite struct `What people do to a spreadsheet by hand` {
  private static let robot = Identity("robot")
  private static let id = SpreadsheetID("sheet")

  private func backend(_ simulation: Simulation) -> SimulatedBackend {
    let backend = SimulatedBackend(simulation, BackendConfiguration())
    backend.addSpreadsheet(
      id: Self.id, title: "Sheet",
      sheets: [
        SheetProperties(sheetID: 1, title: "One", index: 0), SheetProperties(sheetID: 2, title: "Two", index: 1),
      ],
      sharedWith: [Self.robot])
    return backend
  }

  @Test func `changes it without a call, or not at all`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(60))
    let backend = backend(simulation)
    try backend.edit(Self.id, [.deleteSheet(sheetID: 2)])
    #expect(backend.spreadsheet(Self.id).sheets.map(\.title) == ["One"])
    let error = #expect(throws: ErrorEnvelope.self) {
      try backend.edit(
        Self.id, [.addSheet(BatchRequest.AddSheet(title: "Three")), .deleteNamedRange(namedRangeID: "none")])
    }
    #expect(error?.code == 400)
    #expect(backend.spreadsheet(Self.id).sheets.map(\.title) == ["One"])
    #expect(backend.callLog.count == 0)
  }

  @Test func `takes an identity its access: 403 for a reader's write, and without a role`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(60))
    let backend = backend(simulation)
    let write = ValuesUpdate(spreadsheetID: Self.id, data: ValueRange(range: "One!A1", values: [["x"]]))
    let codes = try simulation.run {
      var codes: [Int?] = []
      for role in [SpreadsheetRole.reader, nil, .writer] {
        backend.share(Self.id, with: Self.robot, role: role)
        do throws(SheetsError) {
          _ = try await backend.send(write.request, as: Self.robot)
          codes.append(200)
        } catch { codes.append(error.code) }
      }
      return codes
    }
    #expect(codes == [403, 403, 200])
  }
}
