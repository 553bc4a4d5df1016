// What ends a simulation early. Each says where time stood, who was unfinished, and what to do.

/// Why a simulation could not run its body to the end.
public enum SimulationError: Error, Sendable {
  /// Nothing was ready and nobody slept, yet the body had not finished.
  case stalled(at: SimulatedClock.Instant, tasks: [UnfinishedTask], recent: [TraceEvent])
  /// A job or a sleep reached the simulation from a thread that is not its own.
  case foreignWork(at: SimulatedClock.Instant, tasks: [UnfinishedTask], recent: [TraceEvent])
  /// The next thing to happen lies past the horizon.
  case horizonPassed(horizon: Duration, next: SimulatedClock.Instant, tasks: [UnfinishedTask])
  /// `run` was called a second time; a simulation has one time line.
  case alreadyRun
  /// A task slept on the simulation's clock outside its `run`, where nothing would wake it.
  case sleptOutside

  /// A named task that had not finished, and what it did last.
  public struct UnfinishedTask: Sendable, Hashable {
    /// The name given to `Simulation.named`.
    public let name: String
    /// The last event that the task took part in; `nil` when there was none.
    public let lastEvent: TraceEvent?
  }
}

extension SimulationError: CustomStringConvertible {
  /// The error with its tasks, its last events and what to do about it.
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
      "this simulation has run already: make a new Simulation(seed:horizon:) for each run."
    case .sleptOutside:
      """
      a task slept on a simulated clock outside the simulation's run, on another thread or before or after it, where \
      nothing would wake it: use the clock only from the body and from the tasks that it starts in groups.
      """
    }
  }

  private static func list(_ tasks: [UnfinishedTask]) -> String {
    if tasks.isEmpty { return "Unfinished tasks: none has a name; name them with Simulation.named.\n" }
    let lines = tasks.map { "  \($0.name): \($0.lastEvent?.description ?? "no event yet")" }
    return "Unfinished tasks and the last event of each:\n\(lines.joined(separator: "\n"))\n"
  }

  private static func list(_ recent: [TraceEvent]) -> String {
    if recent.isEmpty { return "No event came before." }
    return "The last events:\n\(recent.suffix(8).map { "  \($0)" }.joined(separator: "\n"))"
  }
}
