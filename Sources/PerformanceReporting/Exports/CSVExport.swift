// Comma-separated values as RFC 4180 has them: a header, CRLF behind every record, quotation marks where they are needed.

import Foundation
import PerformanceMetrics

/// One record for each failed test, for each metric of the baseline and of the run, and for each requirement over a metric
/// that neither has.
///
/// Numbers are in the unit of the record, a mean and a ratio with up to 15 digits behind the point; an empty field is a
/// number that there is not.
package struct CSVExport: ComparisonExport {
  private let comparison: Comparison

  /// Takes the comparison that is written.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// Everything has a record.
  package var omissions: [String] { [] }

  static let header = [
    "id", "basis", "verdict", "unit", "better", "baseline", "run", "change", "change_permille", "tolerance_percent",
    "tolerance_absolute", "requirements", "test", "tags",
  ]

  /// The bytes of the file, in UTF-8.
  package func data() -> Data {
    let judged = comparison.metrics.sorted { $0.id < $1.id }.map(record)
    let host = comparison.hostMetrics.map { metric in
      fields(metric.id, "not judged", metric, baseline: nil, run: metric, change: nil)
    }
    let known = Set(comparison.metrics.map(\.id) + comparison.hostMetrics.map(\.id))
    let unknown = Set(comparison.requirements.map(\.result.requirement.metric)).subtracting(known).sorted().map { id in
      [Self.text(id), "", "missing"] + Array(repeating: "", count: 8) + [requirements(id), "", ""]
    }
    let failed = comparison.failedTests.map { test in
      ["", "", test.status.rawValue] + Array(repeating: "", count: 9) + [Self.text(test.name), ""]
    }
    let records = [Self.header] + failed + judged + host + unknown
    return Data(records.map { $0.joined(separator: ",") + "\r\n" }.joined().utf8)
  }

  private func record(_ row: MetricComparison) -> [String] {
    guard let metric = row.run ?? row.baseline else { return [] }
    return fields(row.id, row.verdict.rawValue, metric, baseline: row.baseline, run: row.run, change: row.change)
  }

  private func fields(
    _ id: String, _ verdict: String, _ metric: Metric, baseline: Metric?, run: Metric?, change: Change?
  ) -> [String] {
    let (percent, absolute) =
      switch (baseline ?? metric).tolerance {
      case .relative(let percent): ("\(percent)", "")
      case .absolute(let amount): ("", "\(amount)")
      }
    let numbers =
      if let baseline, let run, change != nil {
        [Metric.comparable(baseline, run)].flatMap { old, new in
          [
            Quantity.plain(old, baseline.unit), Quantity.plain(new, run.unit),
            Quantity.plain(from: old, to: new, run.unit),
          ]
        }
      } else { [baseline, run].map { $0.map { Quantity.plain($0.exact, $0.unit) } ?? "" } + [""] }
    return [
      Self.text(id), metric.basis.rawValue, verdict, metric.unit.rawValue, metric.better.rawValue,
    ] + numbers + [
      change?.permille.map { "\($0)" } ?? "", percent, absolute, requirements(id), Self.text(metric.test ?? ""),
      Self.text(metric.tags.joined(separator: " ")),
    ]
  }

  /// The requirements over a metric with their status: `PERF-01 met; PERF-02 unmet`.
  private func requirements(_ id: String) -> String {
    let rows = comparison.requirements.filter { $0.result.requirement.metric == id }
    return Self.text(
      rows.map { "\($0.result.requirement.id) \($0.result.status.rawValue)" }.sorted().joined(separator: "; "))
  }

  /// A field of text; behind an apostrophe where a spreadsheet would take it for a formula.
  static func text(_ text: String) -> String {
    var shown = text.visible
    if let first = shown.unicodeScalars.first, "=+-@".unicodeScalars.contains(first) { shown = "'" + shown }
    guard shown.contains(where: { "\",".contains($0) }) else { return shown }
    return "\"" + shown.replacing("\"", with: "\"\"") + "\""
  }
}
