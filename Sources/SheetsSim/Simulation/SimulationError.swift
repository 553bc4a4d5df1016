// The errors that end a simulation early: each says when, which tasks were unfinished, and what to do.

/// An error that ends a simulation before its body has finished.
public enum SimulationError: Error, Sendable {
  /// No task was ready or sleeping, but the body had not finished.
  case stalled(at: SimulatedClock.Instant, tasks: [UnfinishedTask], recent: [TraceEvent])
  /// A job or a sleep arrived from another thread.
  case foreignWork(at: SimulatedClock.Instant, tasks: [UnfinishedTask], recent: [TraceEvent])
  /// The next event lies beyond the horizon.
  case horizonPassed(horizon: Duration, next: SimulatedClock.Instant, tasks: [UnfinishedTask])
  /// `run` was called a second time; a simulation runs once.
  case alreadyRun
  /// A task slept on the clock outside `run`, where nothing would wake it.
  case sleptOutside

  /// A named task that had not finished, with its last event.
  public struct UnfinishedTask: Sendable, Hashable {
    /// The name passed to `Simulation.named`.
    public let name: String
    /// The last event of the task; `nil` if there was none.
    public let lastEvent: TraceEvent?
  }
}

extension SimulationError: CustomStringConvertible {
  /// The error with the unfinished tasks, the last events and what to do about it.
  public var description: String {
    switch self {
    case .stalled(let at, let tasks, let recent):
      """
      simulation stalled at \(at): nothing is ready, nobody sleeps, and the body has not finished.
      Either the tasks wait for each other, or one awaits work that left the simulation: an unstructured Task { } or \
      Task.detached, a real clock, a callback of another thread. Use task groups, async let and the simulated clock.
      \(Self.list(tasks))\(Self.list(recent))
      """
    case .foreignWork(let at, let tasks, let recent):
      """
      work reached the simulation from another thread at \(at), so its order is not determined.
      Something that the body awaits runs outside: an unstructured Task { } or Task.detached, a real clock, a callback \
      of another thread. Use task groups, async let and the simulated clock.
      \(Self.list(tasks))\(Self.list(recent))
      """
    case .horizonPassed(let horizon, let next, let tasks):
      """
      simulation passed its horizon of \(horizon): the next event is due at \(next).
      Either a loop never ends, or the scenario needs a longer horizon: give one to Simulation(seed:horizon:).
      \(Self.list(tasks))
      """
    case .alreadyRun:
      "this simulation has already run; create a new Simulation(seed:horizon:) for each run."
    case .sleptOutside:
      """
      a task slept on a simulated clock outside the simulation's run, on another thread or before or after it, where \
      nothing would wake it: use the clock only from the body and from the tasks that it starts in groups.
      """
    }
  }

  private static func list(_ tasks: [UnfinishedTask]) -> String {
    if tasks.isEmpty { return "No unfinished task has a name; name tasks with Simulation.named.\n" }
    let lines = tasks.map { "  \($0.name): \($0.lastEvent?.description ?? "no event yet")" }
    return "Unfinished tasks with their last events:\n\(lines.joined(separator: "\n"))\n"
  }

  private static func list(_ recent: [TraceEvent]) -> String {
    if recent.isEmpty { return "There was no event before." }
    return "The last events:\n\(recent.suffix(8).map { "  \($0)" }.joined(separator: "\n"))"
  }
}
