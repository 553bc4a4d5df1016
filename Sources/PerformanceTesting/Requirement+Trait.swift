// A requirement where it is declared: in the trait of the suite, or as a trait of the test that measures it.

import PerformanceMetrics
import Testing

extension Requirement: TestTrait, SuiteTrait {}

extension Trait where Self == Requirement {
  /// Requires something of a metric, in `.performance(…)` or on a test or a suite below it.
  ///
  /// ```swift
  /// @Test(.require("words.calls", .atMost(2, .calls))) func `words are few`() throws {
  /// ```
  ///
  /// A test that has it is held to it also when it is disabled or skipped: a metric that nobody measured does not meet a
  /// bound. Outside a suite with `.performance(…)` it says nothing.
  ///
  /// - Parameters:
  ///   - metric: the metric's id, of which a summary makes several: `invoice.p95`, `invoice.mean`.
  ///   - bound: the relation and the target.
  ///   - id: the name that reports use, as `PERF-01`, which several may share; by default the metric's id.
  ///   - row: where it is measured, in words; by default reports say what was done to get the number.
  ///   - badge: the colors of the badge; at most one of a suite has them.
  /// - Returns: The requirement.
  public static func require(
    _ metric: String, _ bound: Bound, id: String? = nil, row: String? = nil, badge: BadgeThresholds? = nil
  ) -> Requirement {
    Requirement(
      id: id ?? metric, row: row ?? "", metric: metric, relation: bound.relation, target: bound.target,
      unit: bound.unit, badge: badge)
  }
}
