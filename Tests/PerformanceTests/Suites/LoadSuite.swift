// Ten minutes of the shop floor at growing load: how long people wait, and how many calls any minute holds (PERF-05).

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.load, .quota)) struct Load {
    static let workers = [10, 30, 40, 50]

    @Test(arguments: Policy.all)
    func `ten minutes of 10 to 50 workers`(policy: Policy) async throws {
      let runs = try await Self.runs(of: policy)
      var p95: [Int64] = []
      for run in runs {
        let load = LoadLabels(
          prefix: "load/\(policy.name)/\(run.floor.workers)-workers",
          labels: ["policy": policy.name, "workers": "\(run.floor.workers)"])
        let finalizes = try load.finalizes(of: run)
        p95.append(try #require(finalizes.first { $0.labels[MetricLabel.statistic] == "p95" }).value)
        try PerformanceCollector.record(finalizes)
        try PerformanceCollector.record(Self.otherMetrics(of: run, load))
        try PerformanceCollector.record(Self.quotaMetrics(of: run, policy: policy, load))
        try PerformanceCollector.record(Self.writesByMinute(of: run, policy: policy, load))
      }
      try PerformanceCollector.record(
        zip(runs, p95).dropFirst().map { run, value in
          try Metric.ratio(
            id: "load/\(policy.name)/\(run.floor.workers)-workers.finalize-10.p95-to-10-workers", of: value,
            over: p95[0], basis: .simulated, scenario: run.scenario,
            labels: [
              "policy": policy.name, "workers": "\(run.floor.workers)", MetricLabel.measure: "p95-to-10-workers",
            ])
        })
      try PerformanceCollector.record(
        Series(
          id: "load/\(policy.name)/finalize-10.p95-by-workers", scenario: runs[0].scenario,
          labels: ["policy": policy.name], x: Axis(name: "workers", unit: .count),
          y: Axis(name: "p95 of finalizing 10 unions", unit: .nanoseconds),
          points: zip(runs, p95).map { Point(Int64($0.floor.workers), $1) }))
    }

    /// A closed loop slows down with the service and hides overload; here nobody waits for anybody.
    @Test(arguments: [110])
    func `a minute of arrivals beyond the capacity`(percent: Int) throws {
      let policy = Policy.oneIdentityTwoCalls
      let run = try ShopFloorRun(percentOfCapacity: percent, duration: .seconds(60), policy: policy)
      let load = LoadLabels(
        prefix: "load/\(policy.name)/open-\(percent)-percent",
        labels: ["policy": policy.name, "percent-of-capacity": "\(percent)"])
      try PerformanceCollector.record(load.finalizes(of: run))
      try PerformanceCollector.record(
        [("half", run.duration / 2), ("end", run.duration)].map { name, moment in
          load.metric("under-way-at-\(name)", .operations, run.underWay(at: moment), run.scenario)
        })
      try PerformanceCollector.record(
        Self.otherMetrics(of: run, load) + Self.quotaMetrics(of: run, policy: policy, load))
    }

    /// One simulation for each number of workers, as many at a time as the machine has processors.
    private static func runs(of policy: Policy) async throws -> [ShopFloorRun] {
      try await withThrowingTaskGroup(of: ShopFloorRun.self) { group in
        for workers in workers.reversed() {
          group.addTask { try ShopFloorRun(workers: workers, policy: policy) }
        }
        return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.floor.workers < $1.floor.workers }
      }
    }

    private static func otherMetrics(of run: ShopFloorRun, _ load: LoadLabels) throws -> [Metric] {
      let reads = run.samples { $0.isRead }
      let everything = run.samples { _ in true }
      let writeCalls = run.calls.calls.count { $0.method.access == .write }
      let counts: [(name: String, unit: MetricUnit, better: Direction, value: Int)] = [
        ("operations", .operations, .higher, everything.count), ("failed", .operations, .lower, run.failures),
        ("rows-lost", .rows, .lower, run.audit.lost), ("rows-doubled", .rows, .lower, run.audit.doubled),
        ("rows-out-of-order", .rows, .lower, run.audit.outOfOrder),
      ]
      return try [
        Metric.percentile(
          950, id: "\(load.prefix).read.p95", of: reads, basis: .simulated, scenario: run.scenario,
          labels: load.labels(of: "read")),
        Metric.percentile(
          950, id: "\(load.prefix).any.p95", of: everything, basis: .simulated, scenario: run.scenario,
          labels: load.labels(of: "any")),
        Metric.ratio(
          id: "\(load.prefix).write-calls-per-write", of: Int64(writeCalls), over: Int64(run.writes),
          basis: .simulated, scenario: run.scenario, labels: load.labels(of: "write-calls-per-write")),
      ]
        + counts.map { name, unit, better, value in load.metric(name, unit, value, run.scenario, better: better) }
    }

    /// The calls of the fullest minute there is, by the times at which the backend received them.
    private static func quotaMetrics(of run: ShopFloorRun, policy: Policy, _ load: LoadLabels) -> [Metric] {
      let writes = policy.robots.map { run.calls.peakCalls(access: .write, identity: $0) }
      let reads = policy.robots.map { run.calls.peakCalls(access: .read, identity: $0) }
      return [
        ("peak-writes-of-an-identity", writes.max() ?? 0), ("peak-writes", run.calls.peakCalls(access: .write)),
        ("peak-reads-of-an-identity", reads.max() ?? 0), ("peak-reads", run.calls.peakCalls(access: .read)),
        ("refused-for-quota", run.calls.callCount(outcome: .refused(code: 429))),
      ].map { name, value in load.metric(name, .calls, value, run.scenario) }
    }

    private static func writesByMinute(of run: ShopFloorRun, policy: Policy, _ load: LoadLabels) -> Series {
      // What all identities write together is bounded by the project, what a single one writes by its own budget.
      let peak = policy.identities == 1 ? "peak-writes-of-an-identity" : "peak-writes"
      return Series(
        id: "\(load.prefix).writes-by-minute", scenario: run.scenario, labels: load.labels(of: "writes-a-minute"),
        metric: "\(load.prefix).\(peak)", x: Axis(name: "minute", unit: .count),
        y: Axis(name: "writes of all identities", unit: .calls),
        points: run.calls.callsPerMinute(access: .write).enumerated().map { Point(Int64($0), Int64($1)) })
    }
  }
}

/// How the metrics of one load are named and labeled.
private struct LoadLabels {
  /// What their ids begin with.
  let prefix: String
  /// The policy and the load.
  let labels: [String: String]

  func labels(of measure: String) -> [String: String] { labels.merging([MetricLabel.measure: measure]) { $1 } }

  func finalizes(of run: ShopFloorRun) throws -> [Metric] {
    try Metric.summary(
      id: "\(prefix).finalize-10", of: run.samples(ofFinalizing: 10), basis: .simulated, scenario: run.scenario,
      labels: labels(of: "finalize-10"))
  }

  func metric(
    _ name: String, _ unit: MetricUnit, _ value: Int, _ scenario: Scenario, better: Direction = .lower
  ) -> Metric {
    Metric(
      id: "\(prefix).\(name)", unit: unit, better: better, basis: .simulated, scenario: scenario, value: Int64(value),
      labels: labels(of: name))
  }
}
