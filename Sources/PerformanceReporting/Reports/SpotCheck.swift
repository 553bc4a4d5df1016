// A part of the suites against the baseline: for somebody who runs one test and looks at it at once.

import PerformanceMetrics

/// A partial comparison: the requirements and metrics that were measured, the worst first, and what got worse.
package struct SpotCheck: Sendable {
  /// How many metrics are listed.
  static let rowCount = 12

  private let comparison: Comparison

  /// A spot check of the metrics that a run measured; what it did not measure is left out.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// The spot check as a document.
  package var document: Document {
    let measured = comparison.metrics.filter { $0.run != nil }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = measured.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    let known = measured.count { $0.baseline != nil }
    let all = comparison.metrics.count { $0.baseline != nil }
    let rest = measured.count - Self.rowCount
    return Document(
      "Spot check: \(known) of \(all) metrics of the baseline measured",
      [
        comparison.run.failedTestsSection,
        DocumentSection(nil, [.paragraph("seed \(comparison.run.seed)")]),
        comparison.requirementRows.section(isComplete: false, withEveryRow: false),
        DocumentSection(
          "Metrics", detail: counts.joined(separator: ", "),
          measured.isEmpty
            ? []
            : comparison.commonCauses
              + [.table(MetricComparison.table("", Array(measured.prefix(Self.rowCount))))]
              + (rest > 0 ? [.paragraph("and \(rest) more, none of them worse than these")] : [])),
        comparison.hostSection,
        comparison.run.warningsSection,
      ])
  }

  /// For each test that measured something worse than the baseline, one sentence; sorted by test.
  package var warnings: [(test: String?, sentence: String)] {
    let worse = comparison.metrics.filter { [.regressed, .drifted].contains($0.verdict) }
    return Dictionary(grouping: worse) { $0.run?.test }.map { ($0.key, Self.sentence($0.value)) }
      .sorted { ($0.test ?? "") < ($1.test ?? "") }
  }

  private static func sentence(_ rows: [MetricComparison]) -> String {
    let texts = rows.prefix(3).compactMap { row -> String? in
      guard let baseline = row.baseline, let run = row.run, let change = row.change else { return nil }
      let (old, new) = Quantity.pair(baseline, run)
      return "\(row.id) \(row.verdict.rawValue) from \(old) to \(new) (\(change.text(baseline)))"
    }
    let more = rows.count > texts.count ? " and \(rows.count - texts.count) more" : ""
    return "worse than the baseline: \(texts.joined(separator: "; "))\(more)"
  }
}
