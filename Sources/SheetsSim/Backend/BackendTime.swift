// Where a backend gets its time from: a simulation, or a clock that really waits.

import SheetsAPI

/// The time of a backend, in nanoseconds since its start.
enum BackendTime: Sendable {
  case simulation(Simulation)
  case clock(now: @Sendable () -> Int64, sleep: @Sendable (Int64) async throws -> Void)

  init<C: Clock<Duration>>(_ clock: C) {
    let start = clock.now
    self = .clock(
      now: { start.duration(to: clock.now).wholeNanoseconds },
      sleep: { try await clock.sleep(for: .nanoseconds($0)) })
  }

  var now: Int64 {
    switch self {
    case .simulation(let simulation): simulation.clock.now.nanoseconds
    case .clock(let now, _): now()
    }
  }

  /// Waits.
  ///
  /// - Throws: `CancellationError` if the task is canceled, `SimulationError` outside the run of the simulation.
  nonisolated(nonsending) func sleep(_ nanoseconds: Int64) async throws {
    switch self {
    case .simulation(let simulation): try await simulation.clock.executor.sleep(for: nanoseconds)
    case .clock(_, let sleep): if nanoseconds > 0 { try await sleep(nanoseconds) }
    }
  }

  /// Adds an event to the trace of the simulation, if there is one.
  func record(_ event: TraceEvent.Kind) {
    if case .simulation(let simulation) = self { simulation.record(event) }
  }
}
