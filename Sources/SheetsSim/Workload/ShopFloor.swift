// The people who use the spreadsheet: what they do, how often, and how long they think in between.

import SheetsAPI

/// A closed-loop workload: each worker thinks, does a task, waits for its acknowledgement, and thinks again.
public struct ShopFloor: Sendable, Hashable {
  /// What a worker does in one go.
  public enum Task: Sendable, Hashable, CustomStringConvertible {
    /// Marks unions as finished: 2 cells a union, and 1 + N event rows.
    case finalize(unions: Int)
    /// Marks a spool as started: 2 cells and 1 event row.
    case startSpool
    /// Reads the unions that are still open for the worker.
    case queryAvailable
    /// Reads the day's figures.
    case queryMetrics

    /// The task's name in reports.
    public var description: String {
      switch self {
      case .finalize(let unions): "finalize \(unions)"
      case .startSpool: "start a spool"
      case .queryAvailable: "query available"
      case .queryMetrics: "query metrics"
      }
    }
  }

  /// A task with how often it is chosen, relative to the others.
  public struct Share: Sendable, Hashable {
    /// The task.
    public var task: Task
    /// The weight, at least 1.
    public var weight: Int

    /// Gives a task its weight.
    public init(_ task: Task, weight: Int) {
      self.task = task
      self.weight = weight
    }
  }

  /// How many work at once.
  public var workers: Int
  /// What they do.
  public var mix: [Share]
  /// How long a worker thinks before each task, drawn uniformly.
  public var thinking: ClosedRange<Duration>

  /// The usual mix: finalize 10, 5 and 50 unions, start a spool, query available, query metrics at 3:2:1:1:1:1.
  public static let usualMix: [Share] = [
    Share(.finalize(unions: 10), weight: 3), Share(.finalize(unions: 5), weight: 2),
    Share(.finalize(unions: 50), weight: 1), Share(.startSpool, weight: 1), Share(.queryAvailable, weight: 1),
    Share(.queryMetrics, weight: 1),
  ]

  /// Makes a shop floor.
  public init(
    workers: Int, mix: [Share] = ShopFloor.usualMix, thinking: ClosedRange<Duration> = .seconds(5) ... .seconds(15)
  ) {
    self.workers = workers
    self.mix = mix
    self.thinking = thinking
  }

  /// The workload in one line, such as `50 workers, finalize 10 ×3, …, thinking 5–15 s`.
  public var description: String {
    let shares = mix.map { "\($0.task) ×\($0.weight)" }.joined(separator: ", ")
    let least = thinking.lowerBound.wholeNanoseconds / 1_000_000
    let most = thinking.upperBound.wholeNanoseconds / 1_000_000
    return "\(workers) \(workers == 1 ? "worker" : "workers"), \(shares), thinking \(least)–\(most) ms"
  }
}
