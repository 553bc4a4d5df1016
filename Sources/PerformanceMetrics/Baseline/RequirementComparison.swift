// What became of one requirement: whether it is met, and whether it is still the baseline's.

/// How the requirement that a run declares relates to the baseline's.
package enum Declaration: String, Codable, Sendable, Hashable, CaseIterable {
  /// The same relation, target and unit.
  case unchanged
  /// Another relation, target or unit than the baseline's.
  case changed
  /// In the baseline, but the run no longer declares it.
  case missing
  /// Declared by the run, not in the baseline yet.
  case added
}

/// One requirement, judged over the run's metrics by the baseline's target.
package struct RequirementComparison: Sendable, Hashable {
  /// The baseline's requirement; `nil` when it is ``Declaration/added``.
  package let baseline: Requirement?
  /// The requirement as the run declares it; `nil` when it is ``Declaration/missing``.
  package let run: Requirement?
  /// The requirement that judges (the baseline's where there is one), the measured number and whether it is met.
  package let result: RequirementResult
  /// How the two relate.
  package let declaration: Declaration

  /// Judges a requirement of the baseline over the metric that it names.
  init(baseline: Requirement, run: Requirement?, measuredBy metric: Metric?) {
    self.baseline = baseline
    self.run = run
    result = RequirementResult(baseline, measuredBy: metric)
    declaration =
      switch run {
      case nil: .missing
      case let run?:
        (run.relation, run.target, run.unit) == (baseline.relation, baseline.target, baseline.unit)
          ? .unchanged : .changed
      }
  }

  /// Judges a requirement that only the run declares by its own target.
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
