// The workload of a shop floor: what its workers do, how often, and how long they think in between.

import SheetsAPI

/// A closed-loop workload: each worker thinks, performs a task, waits for its acknowledgment, and thinks again.
public struct ShopFloor: Sendable, Hashable {
  /// A task of a worker.
  public enum Task: Sendable, Hashable, CustomStringConvertible {
    /// Marks N pipe unions as finished: 2 cells for each union, and 1 + N event rows.
    case finalize(unions: Int)
    /// Marks a pipe spool as started: 2 cells and 1 event row.
    case startSpool
    /// Reads the unions that are still open for the worker.
    case queryAvailable
    /// Reads the day's figures.
    case queryMetrics

    /// The name of the task in reports.
    public var description: String {
      switch self {
      case .finalize(let unions): "finalize \(unions)"
      case .startSpool: "start a spool"
      case .queryAvailable: "query available"
      case .queryMetrics: "query metrics"
      }
    }
  }

  /// A task with its weight, which says how often it is chosen relative to the others.
  public struct Share: Sendable, Hashable {
    /// The weighted task.
    public var task: Task
    /// The weight, at least 1.
    public var weight: Int

    /// Creates a share of a task with a weight of at least 1.
    public init(_ task: Task, weight: Int) {
      self.task = task
      self.weight = weight
    }
  }

  /// The number of concurrent workers.
  public var workers: Int
  /// The tasks of the workers, with their weights.
  public var mix: [Share]
  /// The range from which the think time before each task is drawn uniformly.
  public var thinking: ClosedRange<Duration>

  /// The default mix: finalize 10, 5 and 50 unions, start a spool, query available, query metrics at 3:2:1:1:1:1.
  public static let usualMix: [Share] = [
    Share(.finalize(unions: 10), weight: 3), Share(.finalize(unions: 5), weight: 2),
    Share(.finalize(unions: 50), weight: 1), Share(.startSpool, weight: 1), Share(.queryAvailable, weight: 1),
    Share(.queryMetrics, weight: 1),
  ]

  /// Creates a shop floor with a number of workers.
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
