// The slightly simpler variants of a world that the shrinker tries.

import BatchedSheets
import SheetsAPI
import SheetsSim

extension RandomWorld {
  /// Simpler worlds, the largest steps first.
  var simpler: [RandomWorld] {
    fewerWorkers + fewerFaults + fewerSteps + oneAfterAnother + simplerSettings + simplerSteps
  }

  private func with(_ change: (inout RandomWorld) -> Void) -> RandomWorld {
    var copy = self
    change(&copy)
    return copy
  }

  private var fewerWorkers: [RandomWorld] {
    guard workers.count > 1 else { return [] }
    let half = workers.count / 2
    return [with { $0.workers.removeLast(half) }, with { $0.workers.removeFirst(half) }]
      + workers.indices.map { index in with { $0.workers.remove(at: index) } }
  }

  private var fewerFaults: [RandomWorld] {
    faults.indices.map { index in with { $0.faults.remove(at: index) } }
  }

  private var fewerSteps: [RandomWorld] {
    workers.indices.flatMap { worker in
      let count = workers[worker].steps.count
      guard count > 1 else { return [RandomWorld]() }
      return [
        with { $0.workers[worker].steps.removeLast(count / 2) },
        with { $0.workers[worker].steps.removeFirst(count / 2) },
      ] + (0..<count).map { index in with { $0.workers[worker].steps.remove(at: index) } }
    }
  }

  /// Merges two workers into one, who makes the requests of both in sequence.
  private var oneAfterAnother: [RandomWorld] {
    workers.indices.dropLast().flatMap { index in
      [
        with { world in
          let next = world.workers.remove(at: index + 1)
          world.workers[index].steps += next.steps
        },
        with { world in
          let one = world.workers.remove(at: index)
          world.workers[index].steps += one.steps
        },
      ]
    }
  }

  private var simplerSettings: [RandomWorld] {
    var worlds: [RandomWorld] = []
    if end != .whenDone { worlds.append(with { $0.end = .whenDone }) }
    if stranger != nil { worlds.append(with { $0.stranger = nil }) }
    if move != nil { worlds.append(with { $0.move = nil }) }
    worlds += mishaps.indices.map { index in with { $0.mishaps.remove(at: index) } }
    if restart != nil { worlds.append(with { $0.restart = nil }) }
    if isShared { worlds.append(with { $0.isShared = false }) }
    if configuration.pacing != .adaptive { worlds.append(with { $0.configuration.pacing = .adaptive }) }
    if configuration.queueLimit != 10_000 { worlds.append(with { $0.configuration.queueLimit = 10_000 }) }
    if configuration.identities.count > neededIdentities {
      worlds.append(with { $0.configuration.identities.removeLast() })
    }
    if quota != QuotaLimits() { worlds.append(with { $0.quota = QuotaLimits() }) }
    if latency.name != "100 ms" { worlds.append(with { $0.latency = .steady }) }
    if configuration.writeBudget != .writes { worlds.append(with { $0.configuration.writeBudget = .writes }) }
    if configuration.readBudget != .reads { worlds.append(with { $0.configuration.readBudget = .reads }) }
    if configuration.bytesPerCall != 2_000_000 { worlds.append(with { $0.configuration.bytesPerCall = 2_000_000 }) }
    if configuration.rowsPerChunk != 900 { worlds.append(with { $0.configuration.rowsPerChunk = 900 }) }
    if configuration.retry != RetryPolicy() { worlds.append(with { $0.configuration.retry = RetryPolicy() }) }
    return worlds
  }

  /// An identity that loses its access stays.
  private var neededIdentities: Int {
    mishaps.reduce(1) { if case .accessLost(let identity, _, _, _) = $1 { max($0, identity + 1) } else { $0 } }
  }

  private var simplerSteps: [RandomWorld] {
    workers.indices.flatMap { worker in
      workers[worker].steps.indices.flatMap { index in
        workers[worker].steps[index].simpler.map { step in with { $0.workers[worker].steps[index] = step } }
      }
    }
  }
}

extension RandomWorld.Step {
  /// Smaller variants of this step.
  fileprivate var simpler: [RandomWorld.Step] {
    var steps: [RandomWorld.Step] = []
    func add(_ change: (inout RandomWorld.Step) -> Void) {
      var copy = self
      change(&copy)
      steps.append(copy)
    }
    if thinking > .zero { add { $0.thinking = .zero } }
    if deadline != nil { add { $0.deadline = nil } }
    if patience != nil { add { $0.patience = nil } }
    switch work {
    case .read(let targets):
      if targets.count > 1 { for target in targets { add { $0.work = .read([target]) } } }
    case .write(let write):
      for simpler in write.simpler { add { $0.work = .write(simpler) } }
    }
    return steps
  }
}

extension RandomWorld.Write {
  fileprivate var simpler: [RandomWorld.Write] {
    var writes: [RandomWorld.Write] = []
    func add(_ change: (inout RandomWorld.Write) -> Void) {
      var copy = self
      change(&copy)
      writes.append(copy)
    }
    if flaw != nil { add { $0.flaw = nil } }
    if padding > 0 { add { $0.padding = 0 } }
    for index in updates.indices { add { $0.updates.remove(at: index) } }
    for index in updates.indices where updates[index].isWritten.count > 1 {
      add { $0.updates[index].isWritten = [true] }
    }
    if rowCount > 0 { add { $0.rowCount = 0 } }
    if rowCount > 1 {
      add { $0.rowCount /= 2 }
      add { $0.rowCount -= 1 }
    }
    return writes
  }
}

extension LatencyProfile {
  /// Each call takes 100 ms.
  static let steady = LatencyProfile(name: "100 ms") { _ in .milliseconds(100) ... .milliseconds(100) }
}
