// What became worse, on one screen, the worst first, and what to type next.

/// The table of a comparison: promises, metrics that changed (the worst first), and the verdict in words.
///
/// Unchanged metrics are counted, not listed. At most 100 columns wide, but for a name that is wider; ends with a newline.
public struct ComparisonTable: Sendable {
  private let comparison: Comparison
  private let run: String
  private let baseline: String

  /// The table of a comparison of two files, under the names by which a reader knows them.
  public init(_ comparison: Comparison, run: String, baseline: String) {
    self.comparison = comparison
    self.run = run
    self.baseline = baseline
  }

  /// The text of the table, which ends with the verdict in words unless the caller has a last word of its own.
  public func text(_ style: TextStyle = .plain, withVerdict: Bool = true) -> String {
    let sections =
      [heading(style), requirements(style), metrics(style), host(style), notes(style)]
      + (withVerdict ? [verdict(style)] : [])
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> [String] {
    var table = TextTable([.left, .left, .left], flexible: 1)
    let (of, accepted) = (comparison.run, comparison.accepted)
    table.add([.init("run"), .init(run), .init(source(of.when, of.commit), .faint)])
    table.add([.init("baseline"), .init(baseline), .init(source(accepted.when, accepted.commit), .faint)])
    let scope = comparison.scope == .partial ? ", a part of it" : ""
    return [style.paint("Run against baseline\(scope)", .strong)] + table.lines(style)
  }

  private func source(_ when: String, _ commit: String?) -> String {
    [when, commit.map { String($0.prefix(12)) }].compactMap(\.self).joined(separator: " · ")
  }

  private func requirements(_ style: TextStyle) -> [String] {
    let rows = comparison.requirements
    guard !rows.isEmpty else { return [] }
    var table = RequirementRows.table
    // A row with a remark stands for itself.
    let plain = rows.filter { remark($0) == nil }.map(\.result)
    for group in RequirementRows.groups(plain) { table.add(RequirementRows.cells(group)) }
    for row in rows {
      guard let (remark, colour) = remark(row) else { continue }
      table.add(RequirementRows.cells(row.result))
      table.addRemark(remark, from: 2, colour)
    }
    return [style.paint(RequirementRows.heading(rows.map(\.result)), .strong)] + table.lines(style)
  }

  private func remark(_ row: RequirementComparison) -> (String, TextStyle.Colour)? {
    func promise(_ requirement: Requirement) -> String {
      "\(requirement.relation.sign) \(Quantity.text(requirement.target, requirement.unit))"
    }
    switch (row.declaration, row.baseline, row.run) {
    case (.changed, let baseline?, let run?):
      return ("target changed: the run declares \(promise(run)), accepted is \(promise(baseline))", .bad)
    case (.missing, _, _): return ("missing: accepted, but the run no longer declares it", .attention)
    case (.added, _, _): return ("added: not in the baseline yet", .faint)
    default: return nil
    }
  }

  private func metrics(_ style: TextStyle) -> [String] {
    let rows = comparison.metrics.filter { $0.verdict != .unchanged || $0.isToleranceChanged }
    var table = TextTable([.left, .left, .right, .right, .right, .left], flexible: 1)
    if !rows.isEmpty { table.add(["", "", "baseline", "run", "change", "tolerance"].map { .init($0, .faint) }) }
    for row in rows {
      table.add(cells(row))
      for difference in row.differences { table.addRemark(difference, from: 1, .attention) }
      if row.isToleranceChanged, let baseline = row.baseline, let run = row.run {
        let old = Quantity.tolerance(baseline.tolerance, baseline.unit)
        let new = Quantity.tolerance(run.tolerance, run.unit)
        table.addRemark("tolerance changed: the run declares \(new), accepted is \(old)", from: 1, .bad)
      }
    }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let count = comparison.metrics(verdict).count
      return count == 0 && verdict != .unchanged ? nil : "\(count) \(verdict.rawValue)"
    }
    return [style.paint("Metrics: \(counts.joined(separator: ", "))", .strong)] + table.lines(style)
  }

  private func cells(_ row: MetricComparison) -> [TextTable.Cell] {
    let verdict = TextTable.Cell(row.verdict.rawValue, row.verdict.colour)
    guard let baseline = row.baseline, let run = row.run, let change = row.change else {
      let texts = [row.baseline, row.run].map { $0.map { Quantity.text($0.value, $0.unit) } ?? "–" }
      return [verdict, .init(row.id), .init(texts[0]), .init(texts[1]), .init(""), .init("")]
    }
    let (old, new) = Quantity.pair(baseline.value, run.value, run.unit)
    return [
      verdict, .init(row.id), .init(old), .init(new, .strong), .init(text(change, baseline)),
      .init(Quantity.tolerance(baseline.tolerance, baseline.unit), .faint),
    ]
  }

  /// A change in the terms of its tolerance: a percentage where that is one and shows something, else the amount.
  private func text(_ change: Change, _ baseline: Metric) -> String {
    if change.absolute == 0 { return "" }
    if case .relative = baseline.tolerance, let permille = change.permille, permille != 0 {
      return Quantity.percentChange(permille: permille)
    }
    return Quantity.change(change.absolute, baseline.unit)
  }

  private func host(_ style: TextStyle) -> [String] {
    guard !comparison.hostMetrics.isEmpty else { return [] }
    var table = TextTable([.left, .right], flexible: 0)
    for metric in comparison.hostMetrics {
      table.add([.init(metric.id), .init(Quantity.text(metric.value, metric.unit))])
    }
    return [style.paint("Host (shown, not judged)", .strong)] + table.lines(style)
  }

  private func notes(_ style: TextStyle) -> [String] {
    guard !comparison.notes.isEmpty else { return [] }
    return [style.paint("Notes", .attention)] + comparison.notes.flatMap { TextTable.wrapped($0) }
  }

  private func verdict(_ style: TextStyle) -> [String] {
    let verdict = VerdictSentence(comparison)
    let lines = TextTable.wrapped(verdict.sentence, indent: 0)
    let next = verdict.next.map { TextTable.wrapped("Next: \($0)", indent: 0) } ?? []
    return lines.map { style.paint($0, comparison.exitCode == .nothingWorse ? .good : .bad) } + next
  }
}

extension Verdict {
  fileprivate var colour: TextStyle.Colour? {
    switch self {
    case .regressed: .bad
    case .missing, .incomparable, .drifted: .attention
    case .improved: .good
    case .added, .unchanged: nil
    }
  }
}
