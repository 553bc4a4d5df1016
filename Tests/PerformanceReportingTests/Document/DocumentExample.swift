// Documents of every state, small enough to read whole.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting

enum DocumentExample {
  static let second: Int64 = 1_000_000_000
  static let latency = "latency/one-worker.finalize-10.p95"

  /// A run with a promised latency, a promised count and a loose number, bent as a test needs it.
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
        Example.requirement("PERF-01", id, .lessThan, target * 1_000_000, row: "1 worker"),
        Example.requirement("PERF-03", "calls/finalize-10.most", .atMost, 3, unit: .calls, row: "10 unions"),
      ])
  }

  /// The document of a run against a baseline of `report()`.
  static func document(
    _ run: PerformanceReport, scope: ComparisonScope = .complete, trend: Trend? = nil, envelope: Baseline? = nil
  ) throws -> PerformanceDocument {
    let baseline = Baseline(from: try report())
    return PerformanceDocument(
      run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run, scope: scope),
      trend: trend, envelope: envelope)
  }

  /// Two policies under three loads: one keeps its promise up to 50 workers, the other never.
  static func envelope() throws -> Baseline {
    var metrics: [Metric] = []
    var promises: [Requirement] = []
    for (name, title, values) in [
      ("five", "5 identities", [300, 900, 1200]), ("one", "1 identity", [1100, 2300, 9000]),
    ] as [(String, String, [Int64])] {
      for (load, value) in zip(
        [("10-workers", "10 workers"), ("50-workers", "50 workers"), ("open-110-percent", "110 %")], values)
      {
        let id = "envelope/\(name)/\(load.0).p95"
        metrics.append(Example.metric(id, value * 1_000_000))
        promises.append(Example.requirement("PERF-01", id, .lessThan, second, row: "\(title): \(load.1)"))
      }
    }
    return Baseline(from: try Example.report(metrics, requirements: promises))
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
