// The tasks of a world: the services, their workers, and what others do.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// Running services with their workers, and what others do meanwhile.
struct WorldFloor: Sendable {
  typealias Service = BatchedSheetsService<SimulatedClock>

  let world: RandomWorld
  let clock: SimulatedClock
  let backend: SimulatedBackend
  /// The first service, the one beside it, and the one that takes its place; the world says which of them run.
  let services: [Service]
  let recorder: WorldRecorder

  private var now: Duration { .nanoseconds(clock.now.nanoseconds) }

  /// Runs the services beside their workers until all have ended.
  func work() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await runFirst() }
      if world.isShared { group.addTask { await run(services[1]) } }
      if case .drain(let moment) = world.end { group.addTask { await at(moment) { await drain() } } }
      if let move = world.move {
        group.addTask {
          await at(move) {
            for service in services { await service.move(to: RandomWorld.spreadsheetIDs[1], log: RandomWorld.log) }
          }
        }
      }
      await withTaskGroup(of: Void.self) { bystanders in
        if let stranger = world.stranger { bystanders.addTask { await use(stranger) } }
        for mishap in world.mishaps { bystanders.addTask { await befall(mishap) } }
        await withDiscardingTaskGroup { workers in
          for worker in world.workers { workers.addTask { await perform(worker) } }
        }
        bystanders.cancelAll()
      }
      await drain()
    }
  }

  private func drain() async {
    for service in services { await service.drain() }
  }

  private func at(_ moment: Duration, _ action: () async -> Void) async {
    try? await clock.sleep(for: moment)
    await action()
  }

  // MARK: Services

  /// Runs the first service, and after a restart the one that takes its place.
  private func runFirst() async {
    guard let restart = world.restart else { return await run(services[0]) }
    await withDiscardingTaskGroup { group in
      group.addTask { await run(services[0], until: restart.drains ? nil : restart.at) }
      await at(restart.at) {
        if restart.drains { await services[0].drain() }
        await run(services[2])
      }
    }
  }

  /// Runs a service, and cancels it at a moment, or where the world says so.
  private func run(_ service: Service, until other: Duration? = nil) async {
    var moment = other
    if case .stop(let end) = world.end { moment = end }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await service.run() }
      if let moment { group.addTask { try? await clock.sleep(until: .init(nanoseconds: moment.wholeNanoseconds)) } }
      await group.next()
      group.cancelAll()
    }
  }

  // MARK: Others

  private func use(_ stranger: RandomWorld.Stranger) async {
    while !Task.isCancelled {
      backend.useQuota(calls: stranger.calls, .write, as: world.configuration.identities[0])
      try? await clock.sleep(for: stranger.every)
    }
  }

  private func befall(_ mishap: RandomWorld.Mishap) async {
    switch mishap {
    case .guardsDeleted(let moment):
      guard (try? await clock.sleep(for: moment)) != nil else { return }
      for id in RandomWorld.spreadsheetIDs {
        let ranges = backend.spreadsheet(id).namedRanges
        recorder.deleteGuards(ranges.count)
        try? backend.edit(id, ranges.map { .deleteNamedRange(namedRangeID: $0.namedRangeID) })
      }
    case .logDeleted(let moment):
      guard (try? await clock.sleep(for: moment)) != nil else { return }
      recorder.lose(WorldRun.Content.Log(in: RandomWorld.spreadsheetIDs[0], of: backend))
      try? backend.edit(RandomWorld.spreadsheetIDs[0], [.deleteSheet(sheetID: RandomWorld.log.sheetID)])
    case .accessLost(let identity, let role, let from, let until):
      func share(_ role: SpreadsheetRole?) {
        for id in RandomWorld.spreadsheetIDs {
          backend.share(id, with: world.configuration.identities[identity], role: role)
        }
      }
      guard (try? await clock.sleep(for: from)) != nil else { return }
      share(role)
      guard let until, (try? await clock.sleep(for: until - from)) != nil else { return }
      share(.writer)
    }
  }

  // MARK: Workers

  private func perform(_ worker: RandomWorld.Worker) async {
    for step in worker.steps {
      if step.thinking > .zero { try? await clock.sleep(for: step.thinking) }
      let destination = world.move.map { $0 <= now } ?? false ? 1 : 0
      let service = world.service(of: worker.number, at: now)
      let index = recorder.begin(
        step, worker: worker.number, service: service, destination: destination, at: now)
      let ending = await askPatiently(step, services[service])
      let isLost = destination == 0 && recorder.lostLog != nil
      let logLength =
        isLost
        ? recorder.lostLog?.count
        : backend.dataRowCount(of: RandomWorld.log.title, in: RandomWorld.spreadsheetIDs[destination])
      recorder.end(index, ending, at: now, logLength: logLength ?? 0)
    }
  }

  /// Makes the request in a task of its own where the worker may cancel it.
  private func askPatiently(_ step: RandomWorld.Step, _ service: Service) async -> WorldRecord.Ending {
    guard let patience = step.patience else { return await ask(step, service) }
    return await withTaskGroup(of: WorldRecord.Ending?.self) { group in
      group.addTask { await ask(step, service) }
      group.addTask {
        try? await clock.sleep(for: patience)
        return nil
      }
      var ending: WorldRecord.Ending?
      while let next = await group.next() {
        if let next { ending = next }
        // The first to finish cancels the other: the timer the request, or the request the timer.
        group.cancelAll()
      }
      return ending ?? .broke("no ending")
    }
  }

  private func ask(_ step: RandomWorld.Step, _ service: Service) async -> WorldRecord.Ending {
    let deadline = step.deadline.map { clock.now.advanced(by: $0) }
    do {
      switch step.work {
      case .write(let write):
        return .acknowledged(try await service.perform(write.operation(id: step.id), deadline: deadline))
      case .read(let targets): return .read(try await service.read(targets.map(\.range), deadline: deadline))
      }
    } catch let error as ServiceError {
      return .failed(error)
    } catch let error as InvalidOperation {
      return .invalid(error)
    } catch is CancellationError {
      return .withdrawn
    } catch {
      return .broke("\(error)")
    }
  }
}

extension RandomWorld.Target {
  /// The range in A1 notation.
  package var range: String {
    switch self {
    case .cells(let row): "\(RandomWorld.cells.title)!A\(row + 1):J\(row + 1)"
    case .log: "\(RandomWorld.log.title)!A:B"
    }
  }
}
