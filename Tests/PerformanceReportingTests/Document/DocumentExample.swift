// Reports of every state, small enough to read whole.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting

enum DocumentExample {
  static let second: Int64 = 1_000_000_000
  static let latency = "latency/one-worker.finalize-10.p95"

  static let commands = SuggestedCommands(
    measure: "swift test --filter performance", compare: "performance compare", update: "performance update",
    addToHistory: "performance history add")

  /// A run with a required latency, a required count and a loose number, changed as a test needs it.
  static func report(p95: Int64 = 600, calls: Int64 = 2, target: Int64 = 1000, id: String = latency) throws
    -> PerformanceReport
  {
    let spans = [("queued", p95 * 1_000_000 - 379_000_000), ("in flight", 379_000_000)]
    return try Example.report(
      [
        Example.metric(id, p95 * 1_000_000, spans: spans, tags: ["latency"]),
        Example.metric("calls/finalize-10.most", calls, unit: .calls, tags: ["calls"]),
        Example.metric("load/50-workers.rows", 4_200, unit: .rows, better: .higher, tags: ["load", "quota"]),
        Example.metric("host/cpu", 41_250, basis: .host),
      ],
      requirements: [
        Requirement(
          id: "PERF-01", row: "1 worker", metric: id, relation: .lessThan, target: target * 1_000_000,
          unit: .nanoseconds, badge: BadgeThresholds(good: second, fair: second / 2 * 3)),
        Example.requirement("PERF-03", "calls/finalize-10.most", .atMost, 3, unit: .calls, row: "10 unions"),
      ])
  }

  /// The content of a run's report, against a baseline of `report()`.
  static func content(
    _ run: PerformanceReport, scope: ComparisonScope = .complete, trend: Trend? = nil, loadSweep: Baseline? = nil
  ) throws -> ReportContent {
    let baseline = Baseline(from: try report())
    return ReportContent(
      run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run, scope: scope),
      trend: trend, loadSweep: loadSweep, commands: commands)
  }

  /// The content of a run's report before there is a baseline.
  static func first(_ run: PerformanceReport) -> ReportContent {
    ReportContent(run: run, baseline: nil, comparison: nil, commands: commands)
  }

  /// The content of a baseline's report.
  static func committed(_ report: PerformanceReport) -> ReportContent {
    ReportContent(baseline: Baseline(from: report), commands: commands)
  }

  /// Two policies under two loads of workers and one of arrivals: one meets its requirement up to 50 workers.
  static func loadSweep() throws -> Baseline {
    var metrics: [Metric] = []
    var requirements: [Requirement] = []
    for (policy, values) in [("five-identities", [300, 900, 1200]), ("one-identity", [1100, 2300, 9000])]
      as [(String, [Int64])]
    {
      let loads = [("workers", "10"), ("workers", "50"), ("percent-of-capacity", "110")]
      for ((axis, load), value) in zip(loads, values) {
        let id = "sweep-\(metrics.count)"
        metrics.append(
          Metric(
            id: id, unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: value * 1_000_000,
            labels: ["policy": policy, axis: load, "operation": "finalize-10", "statistic": "p95"]))
        requirements.append(Example.requirement("PERF-01", id, .lessThan, second, row: "\(policy): \(load)"))
      }
    }
    return Baseline(from: try Example.report(metrics, requirements: requirements))
  }

  /// The latency over the last runs, in milliseconds.
  static func trend(_ values: [Int64]) throws -> Trend {
    var data = Data()
    for (day, value) in values.enumerated() {
      data += try HistoryEntry(History.run("\(day)abc0c1d2e3f4051", day, [Example.metric(latency, value * 1_000_000)]))
        .line()
    }
    return Trend(
      history: try History(ndjson: data, file: "h"), baseline: Baseline(from: try report()), last: 50)
  }
}
