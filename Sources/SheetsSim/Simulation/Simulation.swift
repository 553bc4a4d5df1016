// A world with a time of its own: ordinary async code runs in it to the end, the same way every time.

import Synchronization

/// Runs an async body in virtual time, on the calling thread, in an order that depends on nothing but the seed.
///
/// Actors, task groups, `async let` and continuations work in it as they are. Time stands still while anything can
/// run, and jumps to the next deadline when nothing can, so a simulated hour costs what its events cost.
///
/// ```swift
/// let simulation = Simulation(seed: 1, horizon: .seconds(3600))
/// let waited = try simulation.run {
///   try await simulation.clock.sleep(for: .seconds(60))
///   return simulation.clock.now
/// }
/// ```
///
/// What must not happen inside: unstructured `Task { }` and `Task.detached`, real clocks, callbacks of other threads.
/// They run outside the simulation; `run` notices and throws.
public final class Simulation: Sendable {
  /// The seed of all chance in the simulation.
  public let seed: UInt64
  /// How far time may go; a run that wants to go past it is stopped.
  public let horizon: Duration
  /// The simulation's time, which starts at 0.
  public let clock: SimulatedClock
  private let executor: SimulationExecutor

  /// Makes a simulation that has not run yet.
  ///
  /// - Parameters:
  ///   - seed: what all chance is derived from.
  ///   - horizon: the last moment that may be reached, so that a body that never ends is stopped.
  public init(seed: UInt64, horizon: Duration) {
    self.seed = seed
    self.horizon = horizon
    executor = SimulationExecutor()
    clock = SimulatedClock(executor: executor)
  }

  /// What has happened so far: after `run`, the whole run.
  public var trace: Trace { executor.trace }

  /// The substream of the seed that has this name; the same name gives the same sequence from its start.
  public func generator(_ name: String) -> SplitMix64 {
    SplitMix64(seed: seed, substream: name)
  }

  /// Adds an event to the trace at the present moment.
  public func record(_ event: TraceEvent.Kind) {
    executor.record(event)
  }

  /// Gives the work of `body` a name, so that an error can say which task was unfinished and what it did last.
  public func named<Success>(
    _ name: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Success
  ) async rethrows -> Success {
    let slot = executor.openActivity(name)
    defer { executor.closeActivity(slot) }
    return try await SimulationExecutor.$activity.withValue(slot, operation: body, isolation: isolation)
  }

  /// Runs `body` to its end in virtual time, blocking the calling thread meanwhile.
  ///
  /// - Throws: what `body` throws, or a `SimulationError` when it stalls, passes the horizon or is reached from
  ///   another thread; the body is canceled then.
  public func run<Success: Sendable>(_ body: @escaping @Sendable () async throws -> Success) throws -> Success {
    guard executor.begin() else { throw SimulationError.alreadyRun }
    let result = SimulationResult<Success>()
    // A fixed priority: actors order their jobs by it, and it must not come from whoever calls.
    let task = Task(executorPreference: executor, priority: .medium) { [executor] in
      do {
        result.store(.success(try await body()))
      } catch {
        result.store(.failure(error))
      }
      executor.finishBody()
    }
    let outcome = executor.drain(horizon: horizon.wholeNanoseconds)
    if case .finished = outcome, let value = result.value {
      executor.end()
      return try value.get()
    }
    let error = describe(outcome)
    task.cancel()
    executor.unwind()
    throw error
  }

  private func describe(_ outcome: SimulationExecutor.Outcome) -> SimulationError {
    let tasks = executor.unfinished.map {
      SimulationError.UnfinishedTask(name: $0.name, lastEvent: $0.lastEvent)
    }
    let recent = executor.trace.recent
    return switch outcome {
    case .finished, .stalled: .stalled(at: clock.now, tasks: tasks, recent: recent)
    case .foreignWork: .foreignWork(at: clock.now, tasks: tasks, recent: recent)
    case .horizonPassed(let next):
      .horizonPassed(horizon: horizon, next: SimulatedClock.Instant(nanoseconds: next), tasks: tasks)
    }
  }
}

/// Where the body of a run leaves what it came to.
private final class SimulationResult<Success: Sendable>: Sendable {
  private let state = Mutex<Result<Success, any Error>?>(nil)

  var value: Result<Success, any Error>? { state.withLock { $0 } }

  func store(_ result: Result<Success, any Error>) {
    state.withLock { $0 = result }
  }
}
