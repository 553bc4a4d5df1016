// The verdict of a comparison in words, and the command to type next.

import PerformanceMetrics

/// One sentence that says what the exit code of a comparison means, and what to do about it.
package struct VerdictSentence: Sendable, Hashable {
  /// The verdict with its reasons.
  package let sentence: String
  /// What to do next; `nil` when there is nothing to do.
  package let next: NextStep?

  /// Words the verdict of a comparison.
  package init(_ comparison: Comparison, commands: SuggestedCommands) {
    let first =
      comparison.referenceWithoutBaseline.map {
        "\($0) has no baseline yet, so the one that this change adds and its requirements judge; "
      } ?? ""
    switch comparison.exitCode {
    case .worse:
      let unmet = comparison.requirements.filter { $0.result.status == .unmet }
      let costs = Set(comparison.hostMetrics.filter { $0.cost != nil }.map(\.id))
      let measure =
        unmet.contains { costs.contains($0.result.requirement.metric) }
        ? SuggestedCommands.measureRelease : commands.measure
      sentence = "Does not pass (exit 2): \(first)\(Self.worse(comparison).joined(separator: ", "))."
      next =
        !unmet.isEmpty
        ? NextStep("find the change that broke the requirement, then measure again", command: measure)
        : NextStep(
          "undo the change, or update the baseline on purpose, with your reason",
          command: "\(commands.update) --reason \"…\"")
    case .incomplete:
      let word = comparison.run.failureWords == nil ? "Incomplete" : "Does not pass"
      sentence = "\(word) (exit 3): \(first)\(Self.incomplete(comparison).joined(separator: ", "))."
      next = Self.completion(comparison, commands)
    case .nothingWorse, .couldNotJudge:
      let drifted = comparison.metrics(.drifted).count
      let judged =
        comparison.comparedCount == 0
        ? "\(count(comparison.requirements.count { $0.result.status == .met }, "requirement")) met"
        : "\(count(comparison.comparedCount, "metric")) compared"
      let outgrown = comparison.metrics.count(where: \.isImprovedPastTolerance)
      sentence =
        "Passes (exit 0): \(first)nothing is worse than the baseline, \(judged)"
        + (drifted == 0 ? "" : ", \(drifted) drifted within tolerance")
        + (outgrown == 0 ? "." : ", \(outgrown) improved past tolerance: the baseline is out of date.")
      let news = comparison.metrics(.improved).count + comparison.metrics(.added).count
      next =
        outgrown > 0
        ? NextStep(
          "make the run the baseline, so that losing the gain shows",
          command: commands.update + (comparison.isComplete ? "" : " --partial"))
        : news == 0
          ? nil
          : NextStep(
            "keep what is better or new as the baseline",
            command: commands.update + (comparison.isComplete ? "" : " --partial"))
    }
  }

  private static func worse(_ comparison: Comparison) -> [String] {
    let moved: [Verdict] = comparison.failure == .drift ? [.regressed, .drifted, .improved] : [.regressed]
    return [comparison.run.failureWords].compactMap(\.self)
      + moved.compactMap { phrase(comparison.metrics($0).count, "metric", $0.rawValue) }
      + [
        phrase(comparison.requirements.count { $0.result.status == .unmet }, "requirement", "not met"),
        phrase(comparison.metrics.count { $0.isToleranceChanged }, "tolerance", "changed"),
        phrase(comparison.requirements.count { $0.declaration == .changed }, "target", "changed"),
        phrase(comparison.unexplainedEdits.count, "edit", "of the baseline without a reason"),
      ].compactMap(\.self)
  }

  private static func incomplete(_ comparison: Comparison) -> [String] {
    let isComplete = comparison.scope == .complete
    return [
      comparison.run.failureWords,
      comparison.isNothingJudged ? "no metric of the baseline could be compared" : nil,
      isComplete ? phrase(comparison.metrics(.missing).count, "metric", "missing") : nil,
      phrase(comparison.metrics(.incomparable).count, "metric", "incomparable"),
      isComplete
        ? phrase(comparison.requirements.count { $0.result.status == .notMeasured }, "requirement", "not measured")
        : nil,
      isComplete
        ? phrase(comparison.requirements.count { $0.declaration == .missing }, "requirement", "no longer declared")
        : nil,
    ].compactMap(\.self)
  }

  private static func completion(_ comparison: Comparison, _ commands: SuggestedCommands) -> NextStep {
    guard comparison.run.failureWords == nil else {
      return NextStep("repair what failed, then measure again", command: commands.measure)
    }
    guard comparison.metrics(.incomparable).isEmpty else {
      return NextStep(
        "restore the scenario, or give the metric a new id: numbers of different scenarios are never compared")
    }
    guard comparison.scope == .complete, comparison.comparedCount > 0 else {
      return NextStep("run all suites", command: commands.measure)
    }
    return NextStep(
      "run all suites (\(commands.measure)), or judge only what was measured", command: "\(commands.compare) --partial")
  }

  private static func phrase(_ number: Int, _ noun: String, _ what: String) -> String? {
    number == 0 ? nil : "\(count(number, noun)) \(what)"
  }
}

/// A number of things: `1 metric`, `2 metrics`.
func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
