// Runs a world: the service over the simulated backend, from the first worker's step to the last late effect.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// The results of a world.
package struct WorldRun: Sendable {
  package let world: RandomWorld
  /// The records in the order of the requests.
  package let records: [WorldRecord]
  package let callLog: CallLog
  /// The contents of each spreadsheet at the end.
  package let contents: [Content]
  /// Why the simulation did not come to its end.
  let stall: String?
  package let digest: UInt64

  /// The contents of a spreadsheet.
  package struct Content: Sendable {
    /// The log's rows, each by the id of its operation and its number there.
    let logRows: [(id: CellValue?, number: CellValue?)]
    /// The rows of the sheet of cells.
    let cellRows: [[CellValue]]
  }

  /// A week: what has not ended by then never ends.
  private static let horizon = Duration.seconds(7 * 24 * 3600)
  /// After the last possible late effect.
  private static let lateEffects = Duration.seconds(600)

  /// Runs a world; `transport` stands between the service and the backend.
  package init(_ world: RandomWorld, transport: (SimulatedBackend) -> any SheetsTransport = { $0 }) {
    let simulation = Simulation(seed: world.seed, horizon: Self.horizon)
    let backend = SimulatedBackend(
      simulation,
      BackendConfiguration(quota: world.quota, latency: world.latency, faults: FaultPlan(world.faults)))
    for id in RandomWorld.spreadsheetIDs {
      backend.addSpreadsheet(
        id: id, title: "World",
        sheets: [
          SheetProperties(sheetID: RandomWorld.cells.sheetID, title: RandomWorld.cells.title, index: 0),
          SheetProperties(sheetID: RandomWorld.log.sheetID, title: RandomWorld.log.title, index: 1),
        ],
        sharedWith: world.configuration.identities)
    }
    let recorder = WorldRecorder()
    var stall: String?
    do {
      let service = try BatchedSheetsService(
        configuration: world.configuration, transport: transport(backend), clock: simulation.clock,
        jitter: simulation.generator("jitter"))
      let floor = WorldFloor(
        world: world, clock: simulation.clock, backend: backend, service: service, recorder: recorder)
      try simulation.run {
        await floor.work()
        try await simulation.clock.sleep(for: Self.lateEffects)
      }
    } catch {
      stall = "\(error)"
    }
    self.world = world
    self.stall = stall
    records = recorder.records
    callLog = backend.callLog
    digest = simulation.trace.digest
    contents = RandomWorld.spreadsheetIDs.map { id in
      let ids = backend.column(0, of: RandomWorld.log.title, in: id)
      let numbers = backend.column(1, of: RandomWorld.log.title, in: id)
      return Content(
        logRows: zip(ids, numbers).map { ($0, $1) }, cellRows: backend.rows(of: RandomWorld.cells.title, in: id))
    }
  }
}
