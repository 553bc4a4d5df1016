// The report that people read, as a value: what is said, in which order, without a format. Renderers turn it into text.

import PerformanceMetrics

/// A report: the verdict, then its sections.
///
/// Equal inputs give equal documents: no clock is read, every figure comes from a run, a baseline or a history.
package struct PerformanceDocument: Sendable, Hashable {
  /// What a reader must see before any number.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Nothing is worse than accepted, and every promise is kept.
    case passing
    /// Something is worse than accepted, or a promise is broken.
    case failing
    /// Not all of it was measured, or there was nothing to compare with.
    case partial
  }

  /// What the document is, in a few words.
  package let title: String
  /// Whether it is good news.
  package let state: State
  /// The verdict in one sentence.
  package let verdict: String
  /// What to type next; `nil` when there is nothing to do.
  package let next: String?
  /// The run that is reported; `nil` where the accepted numbers are.
  package let run: PerformanceReport?
  /// The accepted numbers; `nil` before anything was accepted.
  package let baseline: Baseline?
  /// The run against the accepted numbers.
  package let comparison: Comparison?
  /// How the metrics moved over the last runs.
  package let trend: Trend?
  /// The accepted numbers over a wide range of loads.
  package let envelope: Baseline?

  /// Reports a run.
  ///
  /// Without a comparison nothing says that the run is as good as accepted, and the document is `partial` at best.
  package init(
    run: PerformanceReport, baseline: Baseline?, comparison: Comparison?, trend: Trend? = nil, envelope: Baseline? = nil
  ) {
    title = "Performance report"
    self.run = run
    self.baseline = baseline
    self.comparison = comparison
    self.trend = trend
    self.envelope = envelope
    let isBroken = run.requirements.contains { $0.status == .unmet }
    if let comparison {
      let sentence = VerdictSentence(comparison)
      (verdict, next) = (sentence.sentence, sentence.next)
      state =
        switch comparison.exitCode {
        case .worse, .couldNotJudge: .failing
        case .incomplete: .partial
        case .nothingWorse:
          comparison.scope == .complete && comparison.selection.isEverything && !isBroken
            ? .passing : isBroken ? .failing : .partial
        }
    } else {
      verdict = "Not compared: there is no baseline yet."
      next = "make the run the baseline: Scripts/update-baselines"
      state = isBroken ? .failing : .partial
    }
  }

  /// Reports what was accepted, without a run: equal to the byte for as long as nothing else is accepted.
  package init(accepted baseline: Baseline, trend: Trend? = nil, envelope: Baseline? = nil) {
    title = "Accepted performance"
    run = nil
    self.baseline = baseline
    comparison = nil
    self.trend = trend
    self.envelope = envelope
    let results = baseline.requirements.map { $0.evaluate(baseline.metrics) }
    let count = results.count { $0.status != .met }
    state =
      results.isEmpty || results.contains { $0.status == .notMeasured } ? .partial : count == 0 ? .passing : .failing
    let source = "what was accepted (\(baseline.source?.sentence ?? "nothing"))"
    verdict =
      results.isEmpty
      ? "Nothing is promised: \(source) holds no requirements."
      : count == 0
        ? "Every promise is kept by \(source)." : "Not every promise is kept by \(source)."
    next = nil
  }

  /// The metrics that are reported: of the run or, without one, those accepted.
  package var metrics: [Metric] { run?.metrics ?? baseline?.metrics ?? [] }

  /// The promises, judged over ``metrics``.
  package var requirements: [RequirementResult] {
    comparison.map { $0.requirements.map(\.result) } ?? run?.requirements
      ?? (baseline?.requirements ?? []).map { $0.evaluate(baseline?.metrics ?? []) }
  }

  /// The sections in their order; what there is nothing to say about is left out.
  package var sections: [DocumentSection] {
    [
      summary, results, recommendations, metricsSection, load, envelopeSection, comparisonSection, trendSection,
      reasonsSection, configuration, everyMetric,
    ].compactMap(\.self)
  }
}
