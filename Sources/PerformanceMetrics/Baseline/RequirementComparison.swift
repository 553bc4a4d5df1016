// What became of one promise: whether it is kept, and whether it is still the promise that was accepted.

/// How a promise of the run stands to the accepted one.
package enum Declaration: String, Codable, Sendable, Hashable, CaseIterable {
  /// The same relation, target and unit.
  case accepted
  /// Another relation, target or unit than the accepted one.
  case changed
  /// Accepted, but the run no longer declares it.
  case missing
  /// Declared by the run, not accepted yet.
  case added
}

/// One promise, judged over the run's metrics by its accepted target.
package struct RequirementComparison: Sendable, Hashable {
  /// The accepted promise; `nil` when it is ``Declaration/added``.
  package let baseline: Requirement?
  /// The promise as the run declares it; `nil` when it is ``Declaration/missing``.
  package let run: Requirement?
  /// The promise that judges (the accepted one where there is one), the measured number and whether it was kept.
  package let result: RequirementResult
  /// How the two stand to each other.
  package let declaration: Declaration

  /// Judges a promise over the metric that it names.
  init(accepted: Requirement, run: Requirement?, measuredBy metric: Metric?) {
    baseline = accepted
    self.run = run
    result = RequirementResult(accepted, measuredBy: metric)
    declaration =
      switch run {
      case nil: .missing
      case let run?:
        (run.relation, run.target, run.unit) == (accepted.relation, accepted.target, accepted.unit)
          ? .accepted : .changed
      }
  }

  /// Judges a promise that only the run declares by its own target.
  init(added: Requirement, measuredBy metric: Metric?) {
    baseline = nil
    run = added
    result = RequirementResult(added, measuredBy: metric)
    declaration = .added
  }

  /// What this row alone makes of the exit code.
  package func exitCode(_ scope: ComparisonScope) -> ExitCode {
    if result.status == .unmet || declaration == .changed { return .worse }
    if scope == .complete, result.status == .notMeasured || declaration == .missing { return .incomplete }
    return .nothingWorse
  }
}
