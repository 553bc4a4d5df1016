// The promises of several runs side by side: what another world makes of the same code.

import PerformanceMetrics

/// The requirements of runs that were made under different worlds, one column a run.
///
/// It judges nothing: numbers of different worlds are shown beside each other and never compared by the gate.
package struct WorldsTable: Sendable {
  private let reports: [PerformanceReport]

  /// The table of some runs; the requirements are those of the first.
  package init(_ reports: [PerformanceReport]) {
    self.reports = reports
  }

  /// The text of the table.
  package func text(_ style: TextStyle = .plain) -> String {
    let legend = reports.enumerated().flatMap { number, report in
      TextTable.wrapped("\(number + 1) \(world(of: report)): \(sentence(report, isFirst: number == 0))")
    }
    var table = TextTable([.left, .left, .left] + reports.map { _ in .right }, flexible: 1)
    table.add((["", "", ""] + reports.indices.map { "\($0 + 1)" }).map { .init($0, .faint) })
    for result in reports.first?.requirements ?? [] {
      let requirement = result.requirement
      let cells = reports.map { cell($0.requirements.first { $0.requirement == requirement }) }
      table.add(
        [
          .init(requirement.id), .init(requirement.row),
          .init("\(requirement.relation.sign) \(Quantity.text(requirement.target, requirement.unit))"),
        ] + cells)
    }
    return ([style.paint("Requirements under \(reports.count) worlds", .strong)] + legend + [""] + table.lines(style))
      .joined(separator: "\n") + "\n"
  }

  /// The world in which the first requirement was measured.
  private func world(of report: PerformanceReport) -> String {
    let measured = report.requirements.lazy.compactMap { result in
      report.metrics.first { $0.id == result.requirement.metric }
    }
    return measured.first?.scenario.conditions ?? "nothing measured"
  }

  private func sentence(_ report: PerformanceReport, isFirst: Bool) -> String {
    let met = report.requirements.count { $0.status == .met }
    let kept = "\(met) of \(report.requirements.count) met"
    guard !isFirst, let first = reports.first else { return kept }
    let values = Dictionary(uniqueKeysWithValues: first.metrics(.simulated).map { ($0.id, $0.value) })
    let shared = report.metrics(.simulated).filter { values[$0.id] != nil }
    let others = shared.count { values[$0.id] != $0.value }
    return "\(kept); \(others) of \(shared.count) simulated numbers differ from those of 1"
  }

  private func cell(_ result: RequirementResult?) -> TextTable.Cell {
    guard let result, let actual = result.actual else { return .init("not measured", .attention) }
    let text = Quantity.text(actual, result.requirement.unit)
    return result.status == .met ? .init(text) : .init("unmet \(text)", .bad)
  }
}
