// A comparison as a document: requirements at a glance, the common causes, then what can be unfolded.

import PerformanceMetrics

extension Document {
  /// A comparison of two files, under the names by which a reader knows them.
  package init(comparison: Comparison, run: String? = nil, baseline: String? = nil, commands: SuggestedCommands) {
    let verdict = VerdictSentence(comparison, commands: commands)
    self.init(
      comparison.title, state: comparison.state, verdict: verdict.sentence, next: verdict.next,
      [
        comparison.run.failedTestsSection,
        run == nil ? nil : comparison.sourceSection(run: run, baseline: baseline),
        comparison.requirementRows.section(isComplete: comparison.isComplete, withEveryRow: false),
        comparison.causesSection(withChart: false), comparison.editsSection, comparison.reasonsSection,
        comparison.foldedSection,
        comparison.notesSection,
        run == nil ? comparison.sourceSection(run: nil, baseline: nil) : nil,
      ])
  }
}

extension Comparison {
  /// How many changed metrics are all shown, without their causes.
  static let fewRows = 12
  /// How many metrics of the first cause are shown; of the others one less.
  private static let shownRows = 3
  /// How many causes are shown with some of their metrics.
  private static let shownCauses = 3

  /// Which run is compared with which baseline.
  fileprivate func sourceSection(run name: String?, baseline: String?) -> DocumentSection {
    func words(_ name: String?, _ when: String, _ commit: String?) -> String {
      [name, when, commit.map { String($0.prefix(12)) }].compactMap(\.self).joined(separator: " · ")
    }
    let other = baselineSource.map { words(baseline, $0.when, $0.commit) } ?? baseline ?? "empty"
    let (one, two) = ("Run: \(words(name, run.when, run.commit))", "Baseline: \(other)")
    return DocumentSection(nil, name == nil ? [.paragraph("\(one). \(two).")] : [.paragraph(one), .paragraph(two)])
  }

  /// The spans that explain more than one metric each, in a line.
  var commonCauses: [DocumentBlock] {
    let sentences = causes.filter { $0.isSpan && $0.rows.count > 1 }.map { $0.sentence.capitalizedFirst }
    return sentences.isEmpty ? [] : [.list(sentences)]
  }

  /// What changed, by cause, with the worst of each; the rest is folded.
  func causesSection(withChart: Bool) -> DocumentSection? {
    let causes = causes
    let (title, detail) = ("What changed", countsSentence)
    guard !causes.isEmpty else {
      return DocumentSection(
        title, detail: detail, [.paragraph(comparedCount == 0 ? "Nothing was compared." : "Nothing changed.")])
    }
    let chart = withChart ? [ChangeChart(causes.filter(\.isBad).flatMap(\.rows)).image()].compactMap(\.self) : []
    let charts: [DocumentBlock] = chart.isEmpty ? [] : [.charts(chart)]
    let listed = listed
    guard listed.count > Self.fewRows else {
      return DocumentSection(
        title, detail: detail, commonCauses + charts + [.table(MetricComparison.table("", listed))])
    }
    // With a picture before the causes, their sentences come before it.
    let sentences = causes.filter(\.isBad).map { $0.sentence.capitalizedFirst }
    var blocks: [DocumentBlock] = charts.isEmpty || sentences.isEmpty ? [] : [.list(sentences)] + charts
    for (index, cause) in causes.enumerated() {
      // What is good news, and a small cause behind larger ones, is one line.
      let isOpen = cause.isBad && index < Self.shownCauses
      let shown = isOpen ? Self.shownRows - min(index, 1) : 0
      let (open, more) = (Array(cause.rows.prefix(shown)), Array(cause.rows.dropFirst(shown)))
      let sentence = cause.sentence.capitalizedFirst
      if !open.isEmpty { blocks += [.heading(sentence), .table(MetricComparison.table("", open))] }
      if !more.isEmpty {
        let summary = open.isEmpty ? sentence : "\(count(more.count, "more metric")) of this cause"
        blocks.append(.folded(summary, [.table(MetricComparison.table("", more))]))
      }
    }
    return DocumentSection(title, detail: detail, blocks)
  }
}
