// The requirements of several runs side by side: the same code under other conditions.

import PerformanceMetrics
import PerformanceReporting

extension Document {
  /// Shows the requirements of runs under different conditions, a column for each run.
  ///
  /// Nothing is judged: numbers of different conditions stand beside each other, and the gate never compares them.
  ///
  /// - Parameter reports: the runs; the requirements are those of the first.
  package init(worlds reports: [PerformanceReport]) {
    let legend = reports.enumerated().map { number, report in
      DocumentBlock.paragraph(
        "\(number + 1) \(Self.conditions(of: report)): \(Self.sentence(report, after: number == 0 ? nil : reports[0]))")
    }
    let rows = (reports.first?.requirements ?? []).map { result -> [DocumentCell] in
      let requirement = result.requirement
      return [DocumentCell(requirement.id, .strong), DocumentCell(requirement.row), DocumentCell(requirement.bound)]
        + reports.map { report in Self.cell(report.requirements.first { $0.requirement == requirement }) }
    }
    self.init(
      "Requirements under \(reports.count) conditions",
      [
        DocumentSection(nil, legend),
        DocumentSection(
          "Side by side",
          rows.isEmpty
            ? []
            : [
              .table(
                DocumentTable(
                  "", [.text(""), .text(""), .text("target")] + reports.indices.map { .number("\($0 + 1)") }, rows))
            ]),
      ])
  }

  /// The conditions under which the first requirement was measured.
  private static func conditions(of report: PerformanceReport) -> String {
    let measured = report.requirements.lazy.compactMap { result in
      report.metrics.first { $0.id == result.requirement.metric }
    }
    return measured.first?.scenario.conditions ?? "nothing measured"
  }

  private static func sentence(_ report: PerformanceReport, after first: PerformanceReport?) -> String {
    let met = report.requirements.count { $0.status == .met }
    let kept = "\(met) of \(report.requirements.count) met"
    guard let first else { return kept }
    let values = Dictionary(uniqueKeysWithValues: first.metrics(.simulated).map { ($0.id, $0.value) })
    let shared = report.metrics(.simulated).filter { values[$0.id] != nil }
    let others = shared.count { values[$0.id] != $0.value }
    return "\(kept); \(others) of \(shared.count) simulated numbers differ from those of 1"
  }

  private static func cell(_ result: RequirementResult?) -> DocumentCell {
    guard let result, let actual = result.actual else { return DocumentCell("not measured", .attention) }
    let text = Quantity.text(actual, result.requirement.unit)
    return result.status == .met ? DocumentCell(text) : DocumentCell("unmet \(text)", .bad)
  }
}
