// A comparison as Markdown: for a job's summary and a pull request's comment.

import PerformanceMetrics

/// The Markdown of a comparison: the verdict first, then what changed, the worst first.
///
/// Unchanged metrics are counted, not listed. Names are shown as they are, whatever they hold; ends with a newline.
package struct ComparisonMarkdown: Sendable {
  private let comparison: Comparison

  /// The Markdown of a comparison.
  package init(_ comparison: Comparison) {
    self.comparison = comparison
  }

  /// The text.
  package func text() -> String {
    Self.joined([verdict, next, source, requirements, metrics(), edits, reasons, notes])
  }

  /// The verdict, marked so that it is seen at a glance.
  var verdict: [String] {
    let mark = comparison.exitCode == .nothingWorse ? "✅" : "❌"
    return ["**\(mark) \(Markdown.text(VerdictSentence(comparison).sentence))**"]
  }

  /// What to type next; empty when there is nothing to do.
  var next: [String] { VerdictSentence(comparison).next.map { ["Next: \(Markdown.text($0))"] } ?? [] }

  /// Sections with an empty line between them; one that is empty is left out.
  static func joined(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Which run and which baseline are compared.
  var source: [String] {
    func words(_ when: String, _ commit: String?) -> String {
      [commit.map { Markdown.code(String($0.prefix(12))) }, Markdown.text(when)].compactMap(\.self)
        .joined(separator: ", ")
    }
    let (run, accepted) = (comparison.run, comparison.baselineSource)
    return [
      "\(Markdown.text(comparison.title)): run \(words(run.when, run.commit)); baseline "
        + (accepted.map { words($0.when, $0.commit) } ?? "empty") + "."
    ]
  }

  /// The promises as a table.
  var requirements: [String] {
    let rows = comparison.requirements
    guard !rows.isEmpty else { return [] }
    let plain = rows.filter { $0.remark == nil }.map(\.result)
    var cells = RequirementRows.groups(plain).map { Self.cells($0.tightest, count: $0.count, remark: "") }
    cells += rows.compactMap { row in row.remark.map { Self.cells(row.result, count: 1, remark: $0) } }
    let heading = ["requirement", "status", "where", "target", "actual", "headroom"]
    return ["### \(Markdown.text(RequirementRows.heading(rows.map(\.result))))", ""]
      + Markdown.table(heading, right: [4, 5], cells)
  }

  private static func cells(_ result: RequirementResult, count: Int, remark: String) -> [String] {
    let requirement = result.requirement
    let (actual, target) = result.texts
    let status = count > 1 ? "\(count) met" : result.status.rawValue
    return [
      Markdown.text(requirement.id), result.status == .met ? status : "**\(status)**",
      Markdown.text(requirement.row) + (remark.isEmpty ? "" : "<br>**\(Markdown.text(remark))**"),
      "\(requirement.relation.sign) \(target)".escapingAngle, actual, RequirementRows.headroom(result),
    ]
  }

  /// The metrics that changed as a table, the worst first.
  ///
  /// Behind so many rows in the open, so many are folded away, and the rest is counted.
  func metrics(open: Int = .max, folded: Int = 0) -> [String] {
    let heading = "### Metrics: \(comparison.countsSentence)"
    let listed = comparison.metrics.filter(\.isListed)
    guard !listed.isEmpty else { return [heading] }
    let more = listed.dropFirst(open).prefix(folded)
    let rest = listed.dropFirst(open).count - more.count
    return [heading] + (open > 0 ? [""] + Self.table(listed.prefix(open)) : [])
      + (more.isEmpty
        ? [] : ["", "<details><summary>\(more.count) more</summary>", ""] + Self.table(more) + ["", "</details>"])
      + (rest > 0
        ? ["", "\(rest) \(rest == 1 ? "metric" : "metrics") that changed \(rest == 1 ? "is" : "are") not listed here."]
        : [])
  }

  private static func table(_ rows: ArraySlice<MetricComparison>) -> [String] {
    Markdown.table(
      ["verdict", "metric", "baseline", "run", "change", "tolerance"], right: [2, 3, 4], rows.map(cells))
  }

  private static func cells(_ row: MetricComparison) -> [String] {
    let remarks =
      [row.attribution?.sentence(row.unit), row.toleranceRemark].compactMap(\.self) + row.differences
    let name = ([Markdown.code(row.id)] + remarks.map(Markdown.text)).joined(separator: "<br>")
    let verdict = [.regressed, .missing, .incomparable].contains(row.verdict) || row.isToleranceChanged
    let title = verdict ? "**\(row.verdict.rawValue)**" : row.verdict.rawValue
    guard let baseline = row.baseline, let run = row.run, let change = row.change else {
      return [title, name] + [row.baseline, row.run].map { $0.map { Quantity.text($0.value, $0.unit) } ?? "–" }
        + ["", ""]
    }
    let (old, new) = Quantity.pair(baseline.value, run.value, run.unit)
    return [title, name, old, new, change.text(baseline), Quantity.tolerance(baseline.tolerance, baseline.unit)]
  }

  /// How the change edits the baseline itself.
  var edits: [String] {
    guard !comparison.baselineEdits.isEmpty else { return [] }
    let unexplained = Set(comparison.unexplainedEdits)
    let rows = comparison.baselineEdits.prefix(ComparisonTable.editCount).map { edit in
      [
        edit.kind.title, Markdown.code(edit.subject), Markdown.text(edit.words),
        unexplained.contains(edit) ? "**none**" : edit.kind.needsReason ? "given" : "",
      ]
    }
    let rest = comparison.baselineEdits.count - rows.count
    return ["### ⚠️ \(comparison.baselineEditsSentence)", ""]
      + Markdown.table(["edit", "of", "before → after", "reason"], right: [], rows)
      + (rest > 0 ? ["", "… and \(rest) more."] : [])
  }

  /// Why worse numbers than before are the accepted ones.
  var reasons: [String] {
    guard !comparison.reasons.isEmpty else { return [] }
    return ["### Accepted on purpose", ""] + comparison.latestReasons.map { "- \(Markdown.text($0))" }
  }

  /// What a reader must know about the numbers of the run's file.
  var notes: [String] { comparison.notes.map { "- \(Markdown.text($0))" } }
}

extension String {
  /// The sign of a relation, safe in Markdown.
  fileprivate var escapingAngle: String { replacing("<", with: "&lt;") }
}
