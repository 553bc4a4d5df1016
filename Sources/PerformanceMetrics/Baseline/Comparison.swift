// A run against its baseline: one verdict for each metric, one for each requirement, one exit code.

/// A run compared with its baseline; pure.
///
/// Metrics are judged where they were measured in virtual time, requirements whatever their metric was measured with.
/// Tolerances and targets are the baseline's.
package struct Comparison: Sendable, Hashable {
  /// The run that the baseline's newest values come from; `nil` of a baseline without metrics.
  package let baselineSource: BaselineSource?
  /// The run that is judged.
  package let run: RunInformation
  /// How much of the baseline the run is expected to have measured.
  package let scope: ComparisonScope
  /// What does not pass.
  package let failure: FailureThreshold
  /// Which metrics, and requirements over them, are compared.
  package let selection: MetricSelection
  /// The tests of the run that failed or did not end, sorted by name: what they measured is worth nothing.
  package let failedTests: [TestOutcome]
  /// The requirements, those that do not pass first, then by (id, metric).
  package let requirements: [RequirementComparison]
  /// The metrics, the worst first.
  package let metrics: [MetricComparison]
  /// What a real clock measured in the run: shown, not judged; sorted by id.
  package let hostMetrics: [Metric]
  /// Why the baseline was let become worse or looser, the newest first.
  package let reasons: [BaselineUpdateReason]
  /// How the change under judgement edits the baseline itself; empty when it does not, or when that was not asked.
  package let baselineEdits: [BaselineEdit]
  /// Those of the edits that need a reason and have none; they do not pass.
  package let unexplainedEdits: [BaselineEdit]
  /// The git reference that was to judge and has no baseline yet: the change adds the baseline that judges it.
  package var referenceWithoutBaseline: String?
  /// What a reader must know about the ids and the numbers, one sentence each.
  package let notes: [String]

  /// Compares a run with a baseline.
  ///
  /// `edited` is the baseline as the change under judgement leaves it, where that is known to be another one. A metric
  /// that it renames is judged by the baseline's values for the old id.
  package init(
    baseline original: Baseline, report: PerformanceReport, edited: Baseline? = nil, scope: ComparisonScope = .complete,
    failure: FailureThreshold = .regression, selection: MetricSelection = .everything
  ) {
    let renames = edited.map(original.renames) ?? []
    let baseline = original.renaming(renames)
    baselineSource = baseline.source
    run = report.run
    failedTests = report.run.failedTests
    self.scope = scope
    self.failure = failure
    self.selection = selection
    let measured = Dictionary(uniqueKeysWithValues: report.metrics.map { ($0.id, $0) })
    let known = Dictionary(uniqueKeysWithValues: baseline.metrics.map { ($0.id, $0) })
    let isSelected = { (id: String) in
      selection.isEverything
        || selection.includes(id: id, tags: (known[id]?.tags ?? []) + (measured[id]?.tags ?? []))
    }

    metrics =
      (baseline.metrics.map { MetricComparison(id: $0.id, baseline: $0, run: measured[$0.id]) }
      + report.metrics(.simulated).filter { known[$0.id] == nil }
      .map { MetricComparison(id: $0.id, baseline: nil, run: $0) })
      .filter { isSelected($0.id) }.sorted(by: MetricComparison.isWorse)
    hostMetrics = report.metrics(.host).filter { known[$0.id] == nil && isSelected($0.id) }
    requirements = Self.requirements(baseline, report, measured: measured, scope: scope)
      .filter { isSelected($0.result.requirement.metric) }
    reasons = (edited ?? baseline).reasons
    baselineEdits = edited.map { BaselineEdit.edits(from: baseline, to: $0) } ?? []
    unexplainedEdits = baselineEdits.filter { edit in
      guard edit.kind.needsReason, let edited else { return false }
      // A reason that the baseline has already explains an earlier edit.
      let before = baseline.reasons(for: edit.subject)
      return !edited.reasons(for: edit.subject).contains { $0.explains.contains(edit.kind) && !before.contains($0) }
    }
    notes =
      renames.map { "\($0.new): was \($0.old) in the baseline; its values judge it" }
      + report.metrics(.simulated).compactMap { metric in
        metric.contradiction.map { "\(metric.id): its \($0.field) is \($0.found), but should be \($0.expected)" }
      }
  }

  /// The code that a shell gets: the first that applies of 2, 3 and 0 (1 is for what could not be compared at all).
  package var exitCode: ExitCode {
    let rows = requirements.map { $0.exitCode(scope) }
    if rows.contains(.worse) || has(.regressed) || metrics.contains(where: \.isToleranceChanged) { return .worse }
    if !unexplainedEdits.isEmpty { return .worse }
    if failure == .drift, has(.drifted) || has(.improved) { return .worse }
    let lacks = scope == .complete && has(.missing)
    return run.tests == nil || !failedTests.isEmpty || isNothingJudged || lacks || has(.incomparable)
      || rows.contains(.incomplete) ? .incomplete : .nothingWorse
  }

  /// How many metrics are both in the baseline and in the run and can be compared.
  package var comparedCount: Int { metrics.count { $0.change != nil } }

  /// Whether there was nothing to judge: no metric that is in both, and no requirement of a baseline without metrics.
  package var isNothingJudged: Bool {
    comparedCount == 0 && !(metrics.isEmpty && requirements.contains { $0.result.status != .notMeasured })
  }

  /// The metrics with a verdict, in their order.
  package func metrics(_ verdict: Verdict) -> [MetricComparison] { metrics.filter { $0.verdict == verdict } }

  private func has(_ verdict: Verdict) -> Bool { metrics.contains { $0.verdict == verdict } }

  private static func requirements(
    _ baseline: Baseline, _ report: PerformanceReport, measured: [String: Metric], scope: ComparisonScope
  ) -> [RequirementComparison] {
    struct Key: Hashable {
      let id: String
      let metric: String
      init(_ requirement: Requirement) { (id, metric) = (requirement.id, requirement.metric) }
    }
    let declared = report.requirements.map(\.requirement)
    let ofRun = Dictionary(uniqueKeysWithValues: declared.map { (Key($0), $0) })
    let known = Set(baseline.requirements.map(Key.init))
    let rows =
      baseline.requirements.filter { !report.leavesOpen($0) }.map {
        RequirementComparison(baseline: $0, run: ofRun[Key($0)], measuredBy: measured[$0.metric])
      }
      + declared.filter { !known.contains(Key($0)) }
      .map { RequirementComparison(added: $0, measuredBy: measured[$0.metric]) }
    // 2 before 3 before 0: what fails, then what lacks, then what passes.
    let order: [ExitCode] = [.worse, .incomplete, .nothingWorse, .couldNotJudge]
    return rows.sorted { one, other in
      let ranks = [one, other].map { order.firstIndex(of: $0.exitCode(scope)) ?? order.count }
      let keys = [one, other].map { Key($0.result.requirement) }
      return (ranks[0], keys[0].id, keys[0].metric) < (ranks[1], keys[1].id, keys[1].metric)
    }
  }
}
