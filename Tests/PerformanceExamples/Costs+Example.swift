// What work cost a machine, as two builds of it measured that, by hand.

import PerformanceMetrics

extension Example {
  /// A cost of some work, as a suite records it.
  package static func cost(
    _ cost: MetricLabel.Cost, _ value: Int64, of work: String = "parsing", tolerance: Tolerance? = nil,
    scenario: Scenario = Scenario(workload: "a report is parsed", conditions: "release build", seed: 1),
    test: String = "Tests.`Costs performance`/parsing()"
  ) -> Metric {
    let unit: MetricUnit =
      switch cost {
      case .allocations: .count
      case .allocatedBytes, .heldBytes, .peakBytes: .bytes
      case .processorTime, .wallTime: .nanoseconds
      }
    var labels = [MetricLabel.measure: work, MetricLabel.cost: cost.rawValue]
    if unit == .nanoseconds { labels[MetricLabel.statistic] = "p50" }
    return Metric(
      id: "\(work).\(cost.rawValue)\(unit == .nanoseconds ? ".p50" : "")", unit: unit, basis: .host,
      tolerance: tolerance,
      scenario: scenario, value: value, labels: labels, test: test
    )
  }

  /// A report of a release build.
  package static func release(
    _ metrics: [Metric], requirements: [Requirement] = [], tests: [TestOutcome]? = []
  ) throws -> PerformanceReport {
    let run = RunInformation(
      when: run.when, commit: run.commit, uncommittedChanges: run.uncommittedChanges, host: run.host, swift: run.swift,
      configuration: .release, seed: 1, tests: tests)
    return try PerformanceReport(run: run, requirements: requirements, metrics: metrics, series: [])
  }

  /// The runs of a build whose whole run measured the first process's costs.
  package static func builds(_ processes: [[Metric]], whole: PerformanceReport? = nil) throws -> BuildRuns {
    BuildRuns(whole: try whole ?? release(processes.first ?? []), processes: try processes.map { try release($0) })
  }
}
