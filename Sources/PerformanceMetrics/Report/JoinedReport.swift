// Several root suites of one invocation, each with a part of the run, make one report.

extension PerformanceReport {
  /// The report with what one more root suite of the same invocation measured.
  ///
  /// What this suite has left here before (it began, or it is run again) makes way for the part; `root` is its name. What
  /// the run says of itself by its metrics, as that it is partial, is left out: with more metrics it may be another thing.
  ///
  /// - Throws: ``ReportError`` for an id that both measured, which it names with both tests, and for a requirement that
  ///   both declare with another target.
  package func joined(with part: PerformanceReport, of root: String) throws(ReportError) -> PerformanceReport {
    func isOfRoot(_ test: String?) -> Bool { test.map { $0 == root || $0.hasPrefix("\(root)/") } ?? false }
    let kept = metrics.filter { !isOfRoot($0.test) }
    let own = Dictionary(part.metrics.map { ($0.id, $0.test) }, uniquingKeysWith: { first, _ in first })
    if let other = kept.first(where: { own[$0.id] != nil }) {
      throw .measuredTwice(
        id: other.id, tests: [other.test ?? "an unknown test", (own[other.id] ?? nil) ?? "an unknown test"])
    }
    let declared = Dictionary(
      part.requirements.map { ($0.requirement.subject, $0.requirement) }, uniquingKeysWith: { first, _ in first })
    let otherRequirements = requirements.map(\.requirement).filter { declared[$0.subject] != $0 }
    if let other = otherRequirements.first(where: { declared[$0.subject] != nil }) {
      throw .duplicateRequirement(id: other.id, metric: other.metric)
    }
    let series = Set(part.series.map(\.id))
    let others = run.with(tests: (run.tests ?? []).filter { !isOfRoot($0.name) }, warnings: [])
    let tests = TestOutcome.united([others, part.run])
    let warnings = run.ownWarnings + part.run.ownWarnings.filter { !run.warnings.contains($0) }
    return try PerformanceReport(
      run: part.run.with(tests: tests, warnings: warnings),
      requirements: otherRequirements + part.requirements.map(\.requirement),
      metrics: kept + part.metrics, series: self.series.filter { !series.contains($0.id) } + part.series,
      glossary: glossary.merging(part.glossary) { first, _ in first })
  }

  /// The report with the warnings that its metrics give rise to: that there are none, or not all of the baseline's.
  package func warned(against baseline: Baseline?) -> PerformanceReport {
    let derived = [
      metrics.isEmpty ? RunInformation.nothingRecorded : nil, baseline?.partialWarning(for: metrics),
    ].compactMap(\.self)
    return PerformanceReport(self, run: run.with(tests: run.tests, warnings: run.ownWarnings + derived))
  }
}

extension RunInformation {
  fileprivate static let nothingRecorded = "No test recorded a metric."

  /// The warnings that do not follow from the metrics.
  fileprivate var ownWarnings: [String] {
    warnings.filter { $0 != Self.nothingRecorded && !Baseline.isPartialWarning($0) }
  }
}
