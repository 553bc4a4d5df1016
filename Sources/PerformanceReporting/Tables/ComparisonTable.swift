// What became worse, on one screen, the worst first, and what to type next.

import PerformanceMetrics

/// The table of a comparison: promises, metrics that changed (the worst first), and the verdict in words.
///
/// Unchanged metrics are counted, not listed. At most 100 columns wide, but for a name that is wider; ends with a newline.
package struct ComparisonTable: Sendable {
  /// How many edits of the baseline are listed; those that need a reason are the first.
  static let editCount = 20

  private let comparison: Comparison
  private let run: String
  private let baseline: String

  /// The table of a comparison of two files, under the names by which a reader knows them.
  package init(_ comparison: Comparison, run: String, baseline: String) {
    self.comparison = comparison
    self.run = run
    self.baseline = baseline
  }

  /// The text of the table, which ends with the verdict in words unless the caller has a last word of its own.
  package func text(_ style: TextStyle = .plain, withVerdict: Bool = true) -> String {
    let sections =
      [
        heading(style), requirements(style), metrics(style), edits(style), reasons(style), host(style), notes(style),
      ]
      + (withVerdict ? [verdict(style)] : [])
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> [String] {
    var table = TextTable([.left, .left, .left], flexible: 1)
    let (of, accepted) = (comparison.run, comparison.baselineSource)
    table.add([.init("run"), .init(run), .init(source(of.when, of.commit), .faint)])
    table.add([
      .init("baseline"), .init(baseline), .init(accepted.map { source($0.when, $0.commit) } ?? "empty", .faint),
    ])
    return [style.paint(comparison.title, .strong)] + table.lines(style)
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
    guard let remark = row.remark else { return nil }
    switch row.declaration {
    case .changed: return (remark, .bad)
    case .missing: return (remark, .attention)
    case .added, .unchanged: return (remark, .faint)
    }
  }

  private func metrics(_ style: TextStyle) -> [String] {
    let rows = comparison.metrics.filter(\.isListed)
    var table = TextTable([.left, .left, .right, .right, .right, .left], flexible: 1)
    if !rows.isEmpty { table.add(["", "", "baseline", "run", "change", "tolerance"].map { .init($0, .faint) }) }
    for row in rows {
      table.add(cells(row))
      if let sentence = row.attribution?.sentence(row.unit) { table.addRemark(sentence, from: 1, .faint) }
      for difference in row.differences { table.addRemark(difference, from: 1, .attention) }
      if let remark = row.toleranceRemark { table.addRemark(remark, from: 1, .bad) }
    }
    return [style.paint("Metrics: \(comparison.countsSentence)", .strong)] + table.lines(style)
  }

  private func cells(_ row: MetricComparison) -> [TextTable.Cell] {
    let verdict = TextTable.Cell(row.verdict.rawValue, row.verdict.colour)
    guard let baseline = row.baseline, let run = row.run, let change = row.change else {
      let texts = [row.baseline, row.run].map { $0.map { Quantity.text($0.value, $0.unit) } ?? "–" }
      return [verdict, .init(row.id), .init(texts[0]), .init(texts[1]), .init(""), .init("")]
    }
    let (old, new) = Quantity.pair(baseline.value, run.value, run.unit)
    return [
      verdict, .init(row.id), .init(old), .init(new, .strong), .init(change.text(baseline)),
      .init(Quantity.tolerance(baseline.tolerance, baseline.unit), .faint),
    ]
  }

  private func edits(_ style: TextStyle) -> [String] {
    guard !comparison.baselineEdits.isEmpty else { return [] }
    var table = TextTable([.left, .left, .left, .left], flexible: 1)
    let unexplained = Set(comparison.unexplainedEdits)
    for edit in comparison.baselineEdits.prefix(Self.editCount) {
      let isUnexplained = unexplained.contains(edit)
      table.add([
        .init(edit.kind.title, isUnexplained ? .bad : nil), .init(edit.subject), .init(edit.words),
        .init(isUnexplained ? "no reason" : "", .bad),
      ])
    }
    let rest = comparison.baselineEdits.count - Self.editCount
    let more = rest > 0 ? ["  and \(rest) more, all of them in the JSON"] : []
    return [style.paint(comparison.baselineEditsSentence, .attention)] + table.lines(style) + more
  }

  private func reasons(_ style: TextStyle) -> [String] {
    guard !comparison.reasons.isEmpty else { return [] }
    return [style.paint("Accepted on purpose", .strong)] + comparison.latestReasons.flatMap { TextTable.wrapped($0) }
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
  /// How bad it is.
  var colour: TextStyle.Colour? {
    switch self {
    case .regressed: .bad
    case .missing, .incomparable, .drifted: .attention
    case .improved: .good
    case .added, .unchanged: nil
    }
  }
}
