// The requirements of several runs side by side: what other conditions make of the same code.

import PerformanceMetrics

extension Document {
  /// The requirements of runs that were made under different conditions, one column a run.
  ///
  /// It judges nothing: numbers of different conditions are shown beside each other and never compared by the gate.
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

  /// The conditions in which the first requirement was measured.
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
