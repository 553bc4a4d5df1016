// A world at work: the service over the simulated backend, from the first worker's step to the last late effect.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// What a world came to.
struct WorldRun: Sendable {
  let world: RandomWorld
  /// In the order of asking.
  let records: [WorldRecord]
  let callLog: CallLog
  /// The log's rows, each by the id of its operation and its number there.
  let logRows: [(id: CellValue?, number: CellValue?)]
  /// The rows of the sheet of cells.
  let cellRows: [[CellValue]]
  /// Why the simulation did not come to its end.
  let stall: String?
  let digest: UInt64

  /// A week: what has not ended by then never ends.
  private static let horizon = Duration.seconds(7 * 24 * 3600)
  /// After the last possible late effect.
  private static let lateEffects = Duration.seconds(600)

  /// Runs a world; `transport` stands between the service and the backend.
  init(_ world: RandomWorld, transport: (SimulatedBackend) -> any SheetsTransport = { $0 }) {
    let simulation = Simulation(seed: world.seed, horizon: Self.horizon)
    let backend = SimulatedBackend(
      simulation,
      BackendConfiguration(quota: world.quota, latency: world.latency, faults: FaultPlan(world.faults)))
    backend.addSpreadsheet(
      id: RandomWorld.spreadsheetID, title: "World",
      sheets: [
        SheetProperties(sheetID: RandomWorld.cells.sheetID, title: RandomWorld.cells.title, index: 0),
        SheetProperties(sheetID: RandomWorld.log.sheetID, title: RandomWorld.log.title, index: 1),
      ],
      sharedWith: world.configuration.identities)
    let service = BatchedSheetsService(
      configuration: world.configuration, transport: transport(backend), clock: simulation.clock,
      jitter: simulation.generator("jitter"))
    let recorder = WorldRecorder()
    let floor = WorldFloor(
      world: world, clock: simulation.clock, backend: backend, service: service, recorder: recorder)
    var stall: String?
    do {
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
    let ids = backend.column(0, of: RandomWorld.log.title, in: RandomWorld.spreadsheetID)
    let numbers = backend.column(1, of: RandomWorld.log.title, in: RandomWorld.spreadsheetID)
    logRows = zip(ids, numbers).map { ($0, $1) }
    cellRows = backend.rows(of: RandomWorld.cells.title, in: RandomWorld.spreadsheetID)
  }
}

/// The tasks of a world.
private struct WorldFloor: Sendable {
  let world: RandomWorld
  let clock: SimulatedClock
  let backend: SimulatedBackend
  let service: BatchedSheetsService<SimulatedClock>
  let recorder: WorldRecorder

  private var now: Duration { .nanoseconds(clock.now.nanoseconds) }

  /// Runs the service beside its workers until all have ended.
  func work() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await runService() }
      if case .drain(let moment) = world.end {
        group.addTask {
          try? await clock.sleep(for: moment)
          await service.drain()
        }
      }
      await withDiscardingTaskGroup { workers in
        for worker in world.workers { workers.addTask { await perform(worker) } }
      }
      await service.drain()
    }
  }

  /// Runs the service, and cancels it where the world says so.
  private func runService() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await service.run() }
      if case .stop(let moment) = world.end { group.addTask { try? await clock.sleep(for: moment) } }
      await group.next()
      group.cancelAll()
    }
  }

  private func perform(_ worker: RandomWorld.Worker) async {
    for step in worker.steps {
      if step.thinking > .zero { try? await clock.sleep(for: step.thinking) }
      let place = recorder.begin(step, worker: worker.number, at: now)
      let ending = await ending(of: step)
      let logLength = backend.dataRowCount(of: RandomWorld.log.title, in: RandomWorld.spreadsheetID)
      recorder.end(place, ending, at: now, logLength: logLength)
    }
  }

  private func ending(of step: RandomWorld.Step) async -> WorldRecord.Ending {
    do {
      switch step.work {
      case .write(let write): return .acknowledged(try await service.perform(write.operation(id: step.id)))
      case .read(let targets): return .read(try await service.read(targets.map(\.range)))
      }
    } catch let error as ServiceError {
      return .failed(error)
    } catch {
      return .broke("\(error)")
    }
  }
}

extension RandomWorld.Target {
  /// The range in A1 notation.
  var range: String {
    switch self {
    case .cells(let row): "\(RandomWorld.cells.title)!A\(row + 1):J\(row + 1)"
    case .log: "\(RandomWorld.log.title)!A:B"
    }
  }
}
