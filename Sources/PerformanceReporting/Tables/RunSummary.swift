// What a run measured, on one screen: the table that a test run prints at its end.

import PerformanceMetrics

/// The summary of a run: the promises, the slowest latencies, what a real clock measured, the warnings.
///
/// At most 100 columns wide and about 40 lines long for a suite of any size; ends with a newline. ``RunTable`` holds
/// the rest.
package struct RunSummary: Sendable {
  /// How many latencies are listed.
  static let slowestCount = 10

  private let report: PerformanceReport

  /// The summary of a report.
  package init(_ report: PerformanceReport) {
    self.report = report
  }

  /// The text of the summary.
  package func text(_ style: TextStyle = .plain) -> String {
    let sections = [
      RunTable.heading(report.run, style), requirements(style), slowest(style), host(style),
      RunTable.warnings(report.run, style),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func requirements(_ style: TextStyle) -> [String] {
    guard !report.requirements.isEmpty else { return [] }
    var table = RequirementRows.table
    for group in RequirementRows.groups(report.requirements) { table.add(RequirementRows.cells(group)) }
    return [style.paint(RequirementRows.heading(report.requirements), .strong)] + table.lines(style)
  }

  private func slowest(_ style: TextStyle) -> [String] {
    let simulated = report.metrics(.simulated)
    let p95s = simulated.filter { $0.unit == .nanoseconds && $0.id.hasSuffix(".p95") }
      .sorted { ($1.value, $0.id) < ($0.value, $1.id) }
    guard !p95s.isEmpty else { return [style.paint("Simulated: \(simulated.count) metrics", .strong)] }
    var table = TextTable([.left, .right, .right, .right], flexible: 0)
    table.add(["", "p50", "p95", "p99"].map { .init($0, .faint) })
    for metric in p95s.prefix(Self.slowestCount) {
      table.add(
        [.init(String(metric.id.dropLast(".p95".count)))]
          + [500, 950, 990].map { permille in
            .init(metric.distribution?.value(permille: permille).map { Quantity.text($0, metric.unit) } ?? "–")
          })
    }
    let choice =
      p95s.count > Self.slowestCount ? "the \(Self.slowestCount) slowest of \(p95s.count) latencies" : "latencies"
    let heading = "Simulated: \(simulated.count) metrics; \(choice), by p95"
    return [style.paint(heading, .strong)] + table.lines(style)
  }

  private func host(_ style: TextStyle) -> [String] {
    let metrics = report.metrics(.host)
    guard !metrics.isEmpty else { return [] }
    var table = TextTable([.left, .right], flexible: 0)
    for metric in metrics { table.add([.init(metric.id), .init(Quantity.text(metric.value, metric.unit))]) }
    return [style.paint("Host (shown, not judged)", .strong)] + table.lines(style)
  }
}
