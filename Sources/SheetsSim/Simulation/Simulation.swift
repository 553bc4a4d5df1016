// Runs ordinary async code in virtual time, the same way every time.

import Synchronization

/// Runs an async body in virtual time, on the calling thread, in an order that depends only on the seed.
///
/// Actors, task groups, `async let` and continuations work unchanged. Time stands still while a task can run, and jumps to
/// the next deadline when none can, so a simulated hour costs only its events.
///
/// ```swift
/// let simulation = Simulation(seed: 1, horizon: .seconds(3600))
/// let waited = try simulation.run {
///   try await simulation.clock.sleep(for: .seconds(60))
///   return simulation.clock.now
/// }
/// ```
///
/// Do not use unstructured `Task { }`, `Task.detached`, real clocks or callbacks from other threads: they run outside the
/// simulation. `run` detects them and throws.
public final class Simulation: Sendable {
  /// The seed of all random numbers in the simulation.
  public let seed: UInt64
  /// The maximum duration; a run beyond it is stopped with an error.
  public let horizon: Duration
  /// The clock of the simulation, which starts at 0.
  public let clock: SimulatedClock
  private let executor: SimulationExecutor

  /// Creates a simulation that has not run yet.
  ///
  /// - Parameters:
  ///   - seed: the seed of all random numbers.
  ///   - horizon: the maximum duration, so that a body that never ends is stopped.
  public init(seed: UInt64, horizon: Duration) {
    self.seed = seed
    self.horizon = horizon
    executor = SimulationExecutor()
    clock = SimulatedClock(executor: executor)
  }

  /// Whether the calling thread is the one that runs the simulation now.
  package var isRunningHere: Bool { executor.isRunningHere }

  /// The events so far; after `run`, those of the whole run.
  public var trace: Trace { executor.trace }

  /// Returns a generator for the named substream of the seed, at the start of its sequence.
  public func generator(_ name: String) -> SplitMix64 {
    SplitMix64(seed: seed, substream: name)
  }

  /// Adds an event to the trace at the current time.
  public func record(_ event: TraceEvent.Kind) {
    executor.record(event)
  }

  /// Names the work of `body`, so that an error can say which task was unfinished and what it did last.
  ///
  /// - Throws: what `body` throws.
  public func named<Success>(
    _ name: String, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Success
  ) async rethrows -> Success {
    let slot = executor.openActivity(name)
    defer { executor.closeActivity(slot) }
    return try await SimulationExecutor.$activity.withValue(slot, operation: body, isolation: isolation)
  }

  /// Runs `body` in virtual time and returns its result; blocks the calling thread.
  ///
  /// - Throws: what `body` throws, or a `SimulationError` if it stalls, passes the horizon or is reached from another
  ///   thread, in which case the body is canceled.
  public func run<Success: Sendable>(_ body: @escaping @Sendable () async throws -> Success) throws -> Success {
    try run(horizon: horizon, body)
  }

  /// Runs `body` in virtual time up to another horizon than that of the simulation.
  ///
  /// - Throws: as ``run(_:)``.
  package func run<Success: Sendable>(
    horizon: Duration, _ body: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    guard executor.begin() else { throw SimulationError.alreadyRun }
    let result = SimulationResult<Success>()
    // A fixed priority, because actors order their jobs by it, and it must not depend on the caller.
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
    let error = describe(outcome, horizon)
    task.cancel()
    executor.unwind()
    throw error
  }

  private func describe(_ outcome: SimulationExecutor.Outcome, _ horizon: Duration) -> SimulationError {
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

/// Holds the result of the body of a run.
private final class SimulationResult<Success: Sendable>: Sendable {
  private let state = Mutex<Result<Success, any Error>?>(nil)

  var value: Result<Success, any Error>? { state.withLock { $0 } }

  func store(_ result: Result<Success, any Error>) {
    state.withLock { $0 = result }
  }
}
