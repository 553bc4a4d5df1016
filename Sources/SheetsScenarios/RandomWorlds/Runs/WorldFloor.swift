// The tasks of a world: the service, its workers, and other processes.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A running service with its workers and other processes.
package struct WorldFloor: Sendable {
  package let world: RandomWorld
  package let clock: SimulatedClock
  package let backend: SimulatedBackend
  package let service: BatchedSheetsService<SimulatedClock>
  let recorder: WorldRecorder

  private var now: Duration { .nanoseconds(clock.now.nanoseconds) }

  /// Runs the service beside its workers until all have ended.
  package func work() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await runService() }
      if case .drain(let moment) = world.end { group.addTask { await at(moment) { await service.drain() } } }
      if let move = world.move {
        group.addTask { await at(move) { await service.move(to: RandomWorld.spreadsheetIDs[1], log: RandomWorld.log) } }
      }
      await withTaskGroup(of: Void.self) { bystanders in
        if let stranger = world.stranger { bystanders.addTask { await use(stranger) } }
        await withDiscardingTaskGroup { workers in
          for worker in world.workers { workers.addTask { await perform(worker) } }
        }
        bystanders.cancelAll()
      }
      await service.drain()
    }
  }

  private func at(_ moment: Duration, _ action: () async -> Void) async {
    try? await clock.sleep(for: moment)
    await action()
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

  private func use(_ stranger: RandomWorld.Stranger) async {
    while !Task.isCancelled {
      backend.useQuota(calls: stranger.calls, .write, as: world.configuration.identities[0])
      try? await clock.sleep(for: stranger.every)
    }
  }

  private func perform(_ worker: RandomWorld.Worker) async {
    for step in worker.steps {
      if step.thinking > .zero { try? await clock.sleep(for: step.thinking) }
      let destination = world.move.map { $0 <= now } ?? false ? 1 : 0
      let index = recorder.begin(step, worker: worker.number, destination: destination, at: now)
      let ending = await askPatiently(step)
      let logLength = backend.dataRowCount(of: RandomWorld.log.title, in: RandomWorld.spreadsheetIDs[destination])
      recorder.end(index, ending, at: now, logLength: logLength)
    }
  }

  /// Makes the request in a task of its own where the worker may cancel it.
  private func askPatiently(_ step: RandomWorld.Step) async -> WorldRecord.Ending {
    guard let patience = step.patience else { return await ask(step) }
    return await withTaskGroup(of: WorldRecord.Ending?.self) { group in
      group.addTask { await ask(step) }
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

  private func ask(_ step: RandomWorld.Step) async -> WorldRecord.Ending {
    let deadline = step.deadline.map { clock.now.advanced(by: $0) }
    do {
      switch step.work {
      case .write(let write):
        return .acknowledged(try await service.perform(write.operation(id: step.id), deadline: deadline))
      case .read(let targets): return .read(try await service.read(targets.map(\.range), deadline: deadline))
      }
    } catch let error as ServiceError {
      return .failed(error)
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
