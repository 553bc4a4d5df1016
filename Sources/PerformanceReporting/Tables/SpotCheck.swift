// What a part of the suites measured, beside what was accepted: for who runs one test and looks at it at once.

import PerformanceMetrics

/// A partial comparison on one screen: the promises and metrics that were measured, the worst first, and what got worse.
///
/// At most 100 columns wide, and ends with a newline.
package struct SpotCheck: Sendable {
  /// How many metrics are listed.
  static let rowCount = 12

  private let comparison: Comparison

  /// A spot check of the metrics that a run measured; what it did not measure is left out.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// The text.
  package func text(_ style: TextStyle = .plain) -> String {
    let sections = [heading(style), requirements(style), metrics(style), host(style)]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// For each test that measured something worse than accepted, one sentence; sorted by test.
  package var warnings: [(test: String?, sentence: String)] {
    let worse = comparison.metrics.filter { [.regressed, .drifted].contains($0.verdict) }
    return Dictionary(grouping: worse) { $0.run?.test }.map { ($0.key, Self.sentence($0.value)) }
      .sorted { ($0.test ?? "") < ($1.test ?? "") }
  }

  private static func sentence(_ rows: [MetricComparison]) -> String {
    let texts = rows.prefix(3).compactMap { row -> String? in
      guard let baseline = row.baseline, let run = row.run, let change = row.change else { return nil }
      let (old, new) = Quantity.pair(baseline.value, run.value, run.unit)
      return "\(row.id) \(row.verdict.rawValue) from \(old) to \(new) (\(change.text(baseline)))"
    }
    let more = rows.count > texts.count ? " and \(rows.count - texts.count) more" : ""
    return "worse than accepted: \(texts.joined(separator: "; "))\(more)"
  }

  private var measured: [MetricComparison] { comparison.metrics.filter { $0.run != nil } }

  private func heading(_ style: TextStyle) -> [String] {
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = measured.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    let accepted = comparison.metrics.count { $0.baseline != nil }
    let known = measured.count { $0.baseline != nil }
    let title = "Spot check: \(known) of \(accepted) accepted metrics measured"
    return [style.paint(title, .strong)] + TextTable.wrapped(counts.joined(separator: ", "))
  }

  private func requirements(_ style: TextStyle) -> [String] {
    let results = comparison.requirements.map(\.result).filter { $0.status != .notMeasured }
    guard !results.isEmpty else { return [] }
    var table = RequirementRows.table
    for group in RequirementRows.groups(results) { table.add(RequirementRows.cells(group)) }
    return table.lines(style)
  }

  private func metrics(_ style: TextStyle) -> [String] {
    guard !measured.isEmpty else { return [] }
    var table = TextTable([.left, .left, .right, .right, .right], flexible: 1)
    table.add(["", "", "accepted", "now", "change"].map { .init($0, .faint) })
    for row in measured.prefix(Self.rowCount) {
      let numbers = [row.baseline, row.run].map { $0.map { Quantity.text($0.value, $0.unit) } ?? "–" }
      let change = row.baseline.flatMap { baseline in row.change.map { $0.text(baseline) } } ?? ""
      let pair =
        if let baseline = row.baseline, let run = row.run, row.change != nil {
          Quantity.pair(baseline.value, run.value, run.unit)
        } else { (numbers[0], numbers[1]) }
      table.add([
        .init(row.verdict.rawValue, row.verdict.colour), .init(row.id), .init(pair.0), .init(pair.1, .strong),
        .init(change),
      ])
      if let sentence = row.attribution?.sentence(row.unit) { table.addRemark(sentence, from: 1, .faint) }
      if let remark = row.toleranceRemark { table.addRemark(remark, from: 1, .bad) }
      for difference in row.differences { table.addRemark(difference, from: 1, .attention) }
    }
    let rest = measured.count - Self.rowCount
    return table.lines(style) + (rest > 0 ? ["  and \(rest) more, none of them worse than these"] : [])
  }

  private func host(_ style: TextStyle) -> [String] {
    guard !comparison.hostMetrics.isEmpty else { return [] }
    var table = TextTable([.left, .right], flexible: 0)
    for metric in comparison.hostMetrics.prefix(Self.rowCount) {
      table.add([.init(metric.id), .init(Quantity.text(metric.value, metric.unit))])
    }
    return [style.paint("Host (shown, not judged)", .strong)] + table.lines(style)
  }
}
