// A target in the unit that it is thought in: a duration, calls, bytes, a ratio.

import PerformanceMetrics

/// What a requirement asks of a metric: a relation, a target and its unit.
///
/// ```swift
/// .performance(
///   .require("invoice.p95", .lessThan(.milliseconds(250))),
///   .require("invoice.calls", .atMost(2, .calls)),
///   .require("report-parsing.peak-bytes", .atMost(4_000_000, .bytes)),
///   .require("report-parsing.allocations", .atMost(40)))
/// ```
public struct Bound: Sendable, Hashable {
  let relation: Relation
  let target: Int64
  let unit: MetricUnit

  private init(_ relation: Relation, _ target: Int64, _ unit: MetricUnit) {
    (self.relation, self.target, self.unit) = (relation, target, unit)
  }

  private init(_ relation: Relation, _ target: Duration) {
    self.init(relation, Int64(clamping: target.attoseconds / 1_000_000_000), .nanoseconds)
  }

  /// The metric is a time below the target, which counts in whole nanoseconds.
  public static func lessThan(_ target: Duration) -> Bound { Bound(.lessThan, target) }

  /// The metric is a time at the target or below it.
  public static func atMost(_ target: Duration) -> Bound { Bound(.atMost, target) }

  /// The metric is a time at the target or above it.
  public static func atLeast(_ target: Duration) -> Bound { Bound(.atLeast, target) }

  /// The metric is below the target; a ratio counts in thousandths, as `1_500` of the unit `permille` is 1.5.
  public static func lessThan(_ target: Int, _ unit: MetricUnit = .count) -> Bound {
    Bound(.lessThan, Int64(target), unit)
  }

  /// The metric is the target or below it; a ratio counts in thousandths, as `1_500` of the unit `permille` is 1.5.
  public static func atMost(_ target: Int, _ unit: MetricUnit = .count) -> Bound { Bound(.atMost, Int64(target), unit) }

  /// The metric is the target exactly.
  public static func equalTo(_ target: Int, _ unit: MetricUnit = .count) -> Bound {
    Bound(.equalTo, Int64(target), unit)
  }

  /// The metric is the target or above it; a ratio counts in thousandths, as `1_500` of the unit `permille` is 1.5.
  public static func atLeast(_ target: Int, _ unit: MetricUnit = .count) -> Bound {
    Bound(.atLeast, Int64(target), unit)
  }
}
