import Foundation
import SheetsSim
import Testing

@Suite struct `A simulation` {
  @Test func `time moves only by sleeping`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(100))
    let moments = try simulation.run {
      let before = simulation.clock.now
      try await simulation.clock.sleep(for: .seconds(60))
      return [before, simulation.clock.now]
    }
    #expect(moments.map(\.nanoseconds) == [0, 60_000_000_000])
  }

  @Test func `sleepers wake by deadline, and equal deadlines in order of sleeping`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(100))
    let order = try simulation.run {
      try await withThrowingTaskGroup(of: String.self) { group in
        for (name, seconds) in [("late", 3), ("first of two", 2), ("second of two", 2), ("early", 1)] {
          group.addTask {
            try await simulation.clock.sleep(for: .seconds(seconds))
            return name
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    #expect(order == ["early", "first of two", "second of two", "late"])
  }

  @Test func `actors, async let and task groups run on its one thread`() throws {
    actor Counter {
      private(set) var threads: Set<String> = []
      func visit() { threads.insert("\(pthread_self())") }
    }
    let simulation = Simulation(seed: 1, horizon: .seconds(100))
    let counter = Counter()
    let threads = try simulation.run {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<8 { group.addTask { await counter.visit() } }
      }
      async let visited: Void = counter.visit()
      await visited
      return await counter.threads
    }
    #expect(threads == ["\(pthread_self())"])
  }

  @Test func `canceling a sleeping task wakes it at once`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(1000))
    let wokenAt = try simulation.run {
      await withTaskGroup(of: Int64.self) { group in
        group.addTask {
          do {
            try await simulation.clock.sleep(for: .seconds(500))
            return -1
          } catch {
            return simulation.clock.now.nanoseconds
          }
        }
        try? await simulation.clock.sleep(for: .seconds(5))
        group.cancelAll()
        return await group.next() ?? -2
      }
    }
    #expect(wokenAt == 5_000_000_000)
  }

  @Test func `a canceled task does not sleep`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(1000))
    let slept = try simulation.run {
      await withTaskGroup(of: Bool.self) { group in
        group.cancelAll()
        group.addTask { (try? await simulation.clock.sleep(for: .seconds(1))) != nil }
        return await group.next() ?? true
      }
    }
    #expect(!slept)
    #expect(simulation.clock.now.nanoseconds == 0)
  }

  @Test func `an error of the body is rethrown`() {
    struct Broken: Error {}
    #expect(throws: Broken.self) {
      try Simulation(seed: 1, horizon: .seconds(1)).run { throw Broken() }
    }
  }

  @Test func `it runs once`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(1))
    try simulation.run {}
    #expect { try simulation.run {} } throws: { if case SimulationError.alreadyRun = $0 { true } else { false } }
  }
}

@Suite struct `In a broken simulation` {
  @Test func `a stall is reported with the unfinished tasks and their last events`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(100))
    let error = #expect(throws: SimulationError.self) {
      try simulation.run {
        await withTaskGroup(of: Void.self) { group in
          group.addTask {
            await simulation.named("reader") {
              try? await simulation.clock.sleep(for: .seconds(7))
              for await _ in AsyncStream<Never>(Never.self, { _ in }) {}
            }
          }
        }
      }
    }
    guard case .stalled(let at, let tasks, _)? = error else {
      Issue.record("expected a stall, got \(String(describing: error))")
      return
    }
    #expect(at.nanoseconds == 7_000_000_000)
    #expect(tasks.map(\.name) == ["reader"])
    #expect(tasks.first?.lastEvent?.description.contains("wake-up of timer 0") == true)
    #expect("\(error!)".contains("reader: 7.000000000 s  wake-up"))
  }

  @Test func `work from another thread is reported`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(100))
    #expect {
      try simulation.run {
        await withTaskGroup(of: Void.self) { group in
          let (stream, suspended) = AsyncStream.makeStream(of: UnsafeContinuation<Void, Never>.self)
          group.addTask { await withUnsafeContinuation { suspended.yield($0) } }
          group.addTask {
            for await continuation in stream {
              resumeFromAnotherThread(continuation)
              break
            }
          }
        }
        try await simulation.clock.sleep(for: .seconds(1))
      }
    } throws: {
      if case SimulationError.foreignWork = $0 { true } else { false }
    }
  }

  @Test func `a run past its horizon is reported`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(10))
    #expect {
      try simulation.run {
        await simulation.named("endless") {
          while !Task.isCancelled { try? await simulation.clock.sleep(for: .seconds(3)) }
        }
      }
    } throws: {
      guard case SimulationError.horizonPassed(_, let next, let tasks) = $0 else { return false }
      return next.nanoseconds == 12_000_000_000 && tasks.map(\.name) == ["endless"]
    }
  }

  @Test func `a sleep outside the run throws instead of hanging`() async throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(10))
    try simulation.run {}
    await #expect {
      try await simulation.clock.sleep(for: .seconds(1))
    } throws: {
      if case SimulationError.sleptOutside = $0 { true } else { false }
    }
  }
}

/// Resumes from another thread and returns afterwards, so that the test has one outcome.
private func resumeFromAnotherThread(_ continuation: UnsafeContinuation<Void, Never>) {
  let done = DispatchSemaphore(value: 0)
  Thread.detachNewThread {
    continuation.resume()
    done.signal()
  }
  done.wait()
}
