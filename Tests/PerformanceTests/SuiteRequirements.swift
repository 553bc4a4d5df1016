// PERF-01…06 as rows over metrics. The suites measure; the collector and the gate judge.

import PerformanceMetrics
import SheetsScenarios

enum SuiteRequirements {
  static let all = InjectedRegression.current?.changed(usual) ?? usual

  private static let usual = latency + calls + chunks + quota + degradation

  private static let atShopFloor = "load/\(Policy.fiveIdentitiesOneCall.name)/50-workers.finalize-10"

  private static let latency = [
    ("1 worker, 2 calls a flush", "latency/\(Policy.oneIdentityTwoCalls.name)/finalize-10"),
    ("50 workers, \(Policy.fiveIdentitiesOneCall.title)", atShopFloor),
  ].flatMap { row, metric in
    [
      Requirement(
        id: "PERF-01", row: row, metric: "\(metric).p95", relation: .lessThan, target: 1_000_000_000,
        unit: .nanoseconds,
        badge: metric == atShopFloor ? nil : BadgeThresholds(good: 1_000_000_000, fair: 1_500_000_000)),
      Requirement(
        id: "PERF-02", row: row, metric: "\(metric).p99", relation: .lessThan, target: 2_000_000_000, unit: .nanoseconds
      ),
    ]
  }

  private static let calls = [Policy.oneIdentityTwoCalls, .oneIdentityOneCall].flatMap { policy in
    [
      Requirement(
        id: "PERF-03", row: "0 to 100 unions, \(policy.title)", metric: "calls/\(policy.name)/most", relation: .atMost,
        target: 2, unit: .calls),
      Requirement(
        id: "PERF-03", row: "0 unions, \(policy.title)", metric: "calls/\(policy.name)/no-unions", relation: .equalTo,
        target: 0, unit: .calls),
    ]
  }

  private static let chunks = [Policy.oneIdentityTwoCalls, .oneIdentityOneCall].flatMap { policy in
    [
      ("largest chunk", "largest-chunk", Relation.atMost, Int64(900), MetricUnit.rows),
      ("rows lost", "rows-lost", .equalTo, 0, .rows),
      ("rows doubled", "rows-doubled", .equalTo, 0, .rows),
      ("rows out of order", "rows-out-of-order", .equalTo, 0, .rows),
      ("chunks of 1,050 rows", "rows-1050", .equalTo, 2, .chunks),
      ("chunks of 5,000 rows", "rows-5000", .equalTo, 6, .chunks),
      ("operations split", "operations-split", .equalTo, 0, .count),
    ].map { row, name, relation, target, unit in
      Requirement(
        id: "PERF-04", row: "\(row), \(policy.mode == .twoCalls ? "2 calls a flush" : "1 call a flush")",
        metric: "chunks/\(policy.name)/\(name)", relation: relation, target: target, unit: unit)
    }
  }

  private static let quota =
    Policy.all.flatMap { policy in
      [30, 40, 50].map { workers in
        Requirement(
          id: "PERF-05", row: "\(workers) workers, \(policy.title)",
          metric: "load/\(policy.name)/\(workers)-workers.peak-writes-of-an-identity", relation: .lessThan, target: 30,
          unit: .calls)
      }
    }
    + [30, 40, 50].map { workers in
      // Half of the project's 300, which bounds what more identities can bring.
      Requirement(
        id: "PERF-05", row: "\(workers) workers, 5 identities together",
        metric: "load/\(Policy.fiveIdentitiesOneCall.name)/\(workers)-workers.peak-writes", relation: .lessThan,
        target: 150, unit: .calls)
    }

  /// No degradation under load: who works among 50 waits hardly longer than who works among 10.
  private static let degradation = [
    Requirement(
      id: "PERF-06", row: "50 workers to 10, \(Policy.fiveIdentitiesOneCall.title)",
      metric: "\(atShopFloor).p95-to-10-workers", relation: .atMost, target: 1_500, unit: .permille)
  ]
}
