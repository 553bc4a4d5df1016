// What a report is made from: a run, or the baseline alone, with what is known beside it.

import PerformanceMetrics

/// The content of a report; ``document`` puts it in order.
package struct ReportContent: Sendable, Hashable {
  /// The run that is reported; `nil` where the baseline is.
  package let run: PerformanceReport?
  /// The baseline; `nil` before there is one.
  package let baseline: Baseline?
  /// The run against the baseline.
  package let comparison: Comparison?
  /// How the metrics moved over the last runs.
  package let trend: Trend?
  /// What was measured over a wide range of loads, on another day.
  package let loadSweep: Baseline?
  /// What the report tells its reader to type.
  package let commands: SuggestedCommands

  /// Reports a run against the baseline that judged it.
  ///
  /// Without a comparison nothing says that the run is as good as the baseline, and the report is `partial` at best.
  package init(
    run: PerformanceReport, baseline: Baseline?, comparison: Comparison?, trend: Trend? = nil,
    loadSweep: Baseline? = nil, commands: SuggestedCommands
  ) {
    self.run = run
    self.baseline = baseline
    self.comparison = comparison
    self.trend = trend
    self.loadSweep = loadSweep
    self.commands = commands
  }

  /// Reports the baseline, without a run: equal to the byte for as long as the baseline does not change.
  package init(
    baseline: Baseline, trend: Trend? = nil, loadSweep: Baseline? = nil, commands: SuggestedCommands
  ) {
    run = nil
    self.baseline = baseline
    comparison = nil
    self.trend = trend
    self.loadSweep = loadSweep
    self.commands = commands
  }

  /// What the suite's words mean, each in a sentence.
  package var glossary: [String: String] { run?.glossary ?? baseline?.glossary ?? [:] }

  /// The metrics that are reported: of the run or, without one, of the baseline.
  package var metrics: [Metric] { run?.metrics ?? baseline?.metrics ?? [] }

  /// The requirements, judged over ``metrics``.
  package var requirements: [RequirementResult] {
    comparison.map { $0.requirements.map(\.result) } ?? run?.requirements
      ?? (baseline?.requirements ?? []).map { $0.evaluate(baseline?.metrics ?? []) }
  }

  /// Whether it is good news.
  package var state: Document.State {
    let isBroken = requirements.contains { $0.status == .unmet } || run?.run.failureWords != nil
    if isBroken { return .failing }
    if let comparison { return comparison.state }
    if run != nil { return .partial }
    return requirements.isEmpty || requirements.contains { $0.status == .notMeasured } ? .partial : .passing
  }

  /// The verdict in one sentence.
  package var verdict: String {
    if let comparison { return VerdictSentence(comparison, commands: commands).sentence }
    if let run {
      return (run.run.failureWords.map { "Does not pass: \($0). " } ?? "") + "Not compared: there is no baseline yet."
    }
    let source = "the baseline (\(baseline?.source?.sentence ?? "none"))"
    let results = requirements
    if results.isEmpty { return "Nothing is required of \(source): it holds no requirements." }
    return results.contains { $0.status != .met }
      ? "Not every requirement is met by \(source)." : "Every requirement is met by \(source)."
  }

  /// What to do next; `nil` when there is nothing to do.
  var next: NextStep? {
    if let comparison { return VerdictSentence(comparison, commands: commands).next }
    return run == nil ? nil : NextStep("make the run the baseline", command: commands.update)
  }

  private var requirementRows: [RequirementRow] {
    comparison?.requirementRows ?? requirements.map { RequirementRow($0) }
  }

  /// The report: first what a busy person needs, then the charts, then what can be looked up.
  package var document: Document {
    Document(
      run == nil ? "Performance baseline" : "Performance report", state: state, verdict: verdict, next: next,
      [
        run?.run.failedTestsSection, summarySection,
        requirementRows.section(
          isComplete: comparison?.isComplete ?? true, withEveryRow: true, words: glossary),
        comparison?.causesSection(withChart: true), recommendationsSection, chartsSection, loadSweepSection,
        trendSection,
        metricsSection, comparison?.editsSection, reasonsSection, comparison?.notesSection, configurationSection,
        everyMetricSection,
      ])
  }

  private var chartsSection: DocumentSection? {
    let images = ReportCharts(
      metrics: metrics, requirements: requirements.map(\.requirement), series: run?.series ?? []
    ).images
    return DocumentSection("Charts", images.isEmpty ? [] : [.charts(images)])
  }
}
