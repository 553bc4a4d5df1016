// Everything that a run measured, as one table.

import PerformanceMetrics

/// The table of a run: the promises, the latencies, the other metrics, what a real clock measured, the warnings.
///
/// At most 100 columns wide, and ends with a newline. The basis chooses what is listed; without one everything is.
package struct RunTable: Sendable {
  private let report: PerformanceReport
  private let basis: Basis?

  /// The table of a report, of one basis or of both.
  package init(_ report: PerformanceReport, basis: Basis? = nil) {
    self.report = report
    self.basis = basis
  }

  /// The text of the table.
  package func text(_ style: TextStyle = .plain) -> String {
    var sections: [[String]] = [heading(style)]
    if basis != .host {
      sections.append(requirements(style))
      sections += section("Simulated", report.metrics(.simulated), style)
    }
    if basis != .simulated { sections += section("Host (shown, not judged)", report.metrics(.host), style) }
    sections.append(RunTable.warnings(report.run, style))
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> [String] { Self.heading(report.run, style) }

  /// Where, when and from what a run was made.
  static func heading(_ run: RunInformation, _ style: TextStyle) -> [String] {
    let code = run.commit.map { commit in
      "commit \(commit.prefix(12))\(run.uncommittedChanges == true ? " with uncommitted changes" : "")"
    }
    let measured = [run.when, code, "\(run.configuration.rawValue), Swift \(run.swift)", "seed \(run.seed)"]
    let host = "\(run.host.operatingSystem) · \(run.host.architecture) · \(run.host.processors) processors"
    return [style.paint("Performance run", .strong)]
      + TextTable.wrapped(measured.compactMap(\.self).joined(separator: " · ")) + TextTable.wrapped(host)
  }

  /// What a reader must know before trusting the numbers.
  static func warnings(_ run: RunInformation, _ style: TextStyle) -> [String] {
    guard !run.warnings.isEmpty else { return [] }
    return [style.paint("Warnings", .attention)] + run.warnings.flatMap { TextTable.wrapped($0) }
  }

  private func requirements(_ style: TextStyle) -> [String] {
    guard !report.requirements.isEmpty else { return [] }
    var table = RequirementRows.table
    report.requirements.forEach { table.add(RequirementRows.cells($0)) }
    let met = report.requirements.count { $0.status == .met }
    return [style.paint("Requirements: \(met) of \(report.requirements.count) met", .strong)] + table.lines(style)
  }

  private func section(_ title: String, _ metrics: [Metric], _ style: TextStyle) -> [[String]] {
    guard !metrics.isEmpty || basis != nil || title == "Simulated" else { return [] }
    let heading = style.paint("\(title): \(metrics.count) metric\(metrics.count == 1 ? "" : "s")", .strong)
    let distributions = distributions(metrics, style)
    let others = others(metrics, style)
    return distributions.isEmpty ? [[heading] + others] : [[heading] + distributions, others]
  }

  /// One row for each measured quantity: the metrics that share a distribution (p50, p95, mean …) are one quantity.
  private func distributions(_ metrics: [Metric], _ style: TextStyle) -> [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right], flexible: 0)
    table.add(["", "p50", "p95", "p99", "max", "count"].map { .init($0, .faint) })
    var shown: Set<String> = []
    for metric in metrics {
      guard let distribution = metric.distribution, shown.insert(metric.quantity).inserted else { continue }
      let percentiles = [500, 950, 990].map { distribution.value(permille: $0) }
      let values = (percentiles + [distribution.maximum]).map { $0.map { Quantity.text($0, metric.unit) } ?? "–" }
      table.add(
        [.init(metric.quantity)] + values.map { .init($0) } + [.init(Quantity.grouped(distribution.count), .faint)])
    }
    return shown.isEmpty ? [] : table.lines(style)
  }

  /// The metrics without a distribution, each with its value; in two columns where many short ones would fill a screen.
  private func others(_ metrics: [Metric], _ style: TextStyle) -> [String] {
    let rows = metrics.filter { $0.distribution == nil }
      .map { [TextTable.Cell($0.id), TextTable.Cell(Quantity.text($0.value, $0.unit))] }
    if rows.count > 12 {
      let half = (rows.count + 1) / 2
      var table = TextTable([.left, .right, .left, .right], flexible: 2)
      for (index, row) in rows[..<half].enumerated() {
        table.add(row + (half + index < rows.count ? rows[half + index] : []))
      }
      let lines = table.lines(style)
      if lines.count == half { return lines }
    }
    var table = TextTable([.left, .right], flexible: 0)
    rows.forEach { table.add($0) }
    return table.lines(style)
  }
}
