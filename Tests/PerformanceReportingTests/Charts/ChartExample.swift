// A run that all charts can be drawn of, with names that can be chosen.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting

enum ChartExample {
  /// Names that try to be markup, to leave their line, or to turn the text round.
  static let hostile = [
    "<script>alert(1)</script>", "\"><svg onload='x'>", "</text></svg>", "${{ secrets }} & `code`", "a\nb\u{0}\u{8}c",
    "\u{202E}esrever", "\u{FFFE}\u{FFFF}\u{1F}", "]]>", "<!--", "&amp;", String(repeating: "long ", count: 60),
  ]

  /// The metrics: two policies under 10 and 50 workers, with their spans and distributions; a name is put behind all.
  static func metrics(_ suffix: String = "", root: String = "load") throws -> [Metric] {
    let name = suffix.filter { !$0.isWhitespace && $0 != "/" }
    return try ["five-identities", "one-identity"].flatMap { policy in
      try [10, 50].flatMap { workers in
        let samples = try Example.samples(200, unit: Int64(workers) * (policy == "one-identity" ? 2 : 1) * 50_000)
        let named = try samples.map { sample in
          try Sample(value: sample.value, spans: sample.spans.map { Span(name: $0.name + suffix, value: $0.value) })
        }
        return try Metric.summary(
          id: "\(root)/\(policy)/\(workers).finalize-10\(name)", of: named, basis: .simulated,
          scenario: Example.scenario,
          labels: ["policy": policy + suffix, "workers": "\(workers)", "operation": "finalize-10" + suffix])
      }
    }
  }

  /// Requirements over the p95 and the p99 of the larger load of the first policy, and over its writes.
  static func requirements(_ metrics: [Metric], suffix: String = "") -> [Requirement] {
    let required = metrics.filter { $0.id.hasPrefix("load/five-identities/50") }
    return required.filter { $0.id.hasSuffix(".p95") || $0.id.hasSuffix(".p99") }.map {
      Example.requirement(
        "PERF-01" + suffix, $0.id, .lessThan, 1_500 * Example.milliseconds, row: "50 workers" + suffix)
    } + [Example.requirement("PERF-05", "load/five-identities/50.peak-writes", .lessThan, 150, unit: .calls)]
  }

  /// Writes over the minutes, under two loads.
  static func series(_ suffix: String = "") -> [Series] {
    [10, 50].map { workers in
      Series(
        id: "load/five-identities/\(workers).writes", scenario: Example.scenario,
        labels: [
          "policy": "five-identities" + suffix, "workers": "\(workers)", "measure": "writes-a-minute" + suffix,
        ],
        metric: "load/five-identities/\(workers).peak-writes", x: Axis(name: "minute" + suffix, unit: .count),
        y: Axis(name: "writes" + suffix, unit: .calls), points: [Point(0, 138), Point(1, 145), Point(2, 1)])
    }
  }

  /// Three runs, of which the last is worse by a half.
  static func trend(_ metrics: [Metric], commit: String = "7babb0c1d2e") throws -> Trend {
    let lines = try (1...3).map { run in
      let values = try metrics.map { metric in
        "\(try quoted(metric.id)):[\(run < 3 ? metric.value / 3 * 2 : metric.value),\(metric.scenarioNumber)]"
      }
      let members = [
        "\"schema\":1", "\"commit\":\(try quoted("\(run)\(commit)"))", "\"when\":\"2025-06-0\(run)T12:00:00Z\"",
        "\"metrics\":{\(values.joined(separator: ","))}",
      ]
      return "{\(members.joined(separator: ","))}"
    }
    return Trend(
      history: try History(ndjson: Data((lines.joined(separator: "\n") + "\n").utf8), file: "history"),
      baseline: Baseline(from: try Example.report(metrics)), last: 10)
  }

  private static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// All charts, with a name put behind every name.
  static func charts(_ suffix: String = "") throws -> [ChartImage] {
    let metrics = try metrics(suffix)
    let requirements = requirements(metrics, suffix: suffix)
    return try ReportCharts(metrics: metrics, requirements: requirements, series: series(suffix)).images
      + LabelCharts(metrics: Self.metrics(suffix, root: "sweep"), requirements: [], prefix: "load-sweep-").images
      + trendCharts(metrics, requirements, commit: suffix + "7babb0c1d2e")
  }

  static func trendCharts(
    _ metrics: [Metric], _ requirements: [Requirement], commit: String = "7babb0c1d2e"
  ) throws -> [ChartImage] {
    let content = ReportContent(
      baseline: Baseline(from: try Example.report(metrics, requirements: requirements)),
      trend: try trend(metrics, commit: commit), commands: DocumentExample.commands)
    return content.document.charts.filter { $0.name.hasPrefix("trend-") }
  }
}
