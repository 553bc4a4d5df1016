// Runs a world: the services over the simulated backend, from the first worker's step to the last late effect.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// The results of a world.
package struct WorldRun: Sendable {
  package let world: RandomWorld
  /// The records in the order of the requests.
  package let records: [WorldRecord]
  /// The calls of all services, in the order in which they left.
  let calls: [SentCall]
  package let callLog: CallLog
  /// The contents of each spreadsheet at the end.
  let contents: [Content]
  /// The number of guards that a mishap deleted.
  let guardsDeleted: Int
  /// Why the simulation did not come to its end.
  let stall: String?
  package let digest: UInt64

  /// The contents of a spreadsheet.
  struct Content: Sendable {
    /// The log's rows, each by the id of its operation and its number there.
    typealias Log = [(id: CellValue?, number: CellValue?)]

    /// The rows of the log; of one that was deleted, those that it had then.
    let logRows: Log
    /// The rows of the sheet of cells.
    let cellRows: [[CellValue]]
    /// The number of guards that are left.
    let guards: Int
  }

  /// A week: what has not ended by then never ends.
  private static let horizon = Duration.seconds(7 * 24 * 3600)
  /// After the last possible late effect.
  private static let lateEffects = Duration.seconds(600)

  /// Runs a world; `transport` stands between the services and the backend.
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
      let services = try (0..<3).map { index in
        try BatchedSheetsService(
          configuration: world.configuration(ofService: index),
          transport: RecordingTransport(
            base: transport(backend), service: index, recorder: recorder, clock: simulation.clock),
          clock: simulation.clock, jitter: simulation.generator(index == 0 ? "jitter" : "jitter \(index)"))
      }
      let floor = WorldFloor(
        world: world, clock: simulation.clock, backend: backend, services: services, recorder: recorder)
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
    calls = recorder.calls
    callLog = backend.callLog
    digest = simulation.trace.digest
    guardsDeleted = recorder.guardsDeleted
    contents = RandomWorld.spreadsheetIDs.enumerated().map { index, id in
      Content(
        logRows: (index == 0 ? recorder.lostLog : nil) ?? .init(in: id, of: backend),
        cellRows: backend.rows(of: RandomWorld.cells.title, in: id),
        guards: backend.spreadsheet(id).namedRanges.count)
    }
  }
}

extension WorldRun.Content.Log {
  /// The rows of the log of a spreadsheet now.
  init(in id: SpreadsheetID, of backend: SimulatedBackend) {
    let ids = backend.column(0, of: RandomWorld.log.title, in: id)
    let numbers = backend.column(1, of: RandomWorld.log.title, in: id)
    self = zip(ids, numbers).map { ($0, $1) }
  }
}
