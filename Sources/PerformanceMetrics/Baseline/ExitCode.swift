// What the shell learns. One code has one meaning.

/// The exit codes of the command, the first that applies.
package enum ExitCode: Int32, Sendable, Hashable, CaseIterable {
  /// Nothing is worse than the baseline.
  case nothingWorse = 0
  /// The command could not judge: bad arguments, a file that is missing or that is no report.
  case couldNotJudge = 1
  /// A metric regressed (or moved, where any drift fails), a requirement is not met, or a tolerance or target differs
  /// from the baseline's.
  case worse = 2
  /// Metrics or requirements are missing or incomparable, or nothing was measured.
  case incomplete = 3
}

/// How much of the baseline a run is expected to have measured.
package enum ComparisonScope: String, Codable, Sendable, Hashable {
  /// All of it: what is missing does not pass.
  case complete
  /// A spot check: what is missing is shown and passes.
  case partial
}

/// From which change on a metric does not pass.
package enum FailureThreshold: String, Codable, Sendable, Hashable, CaseIterable {
  /// Worse by more than its tolerance.
  case regression
  /// Any change of the value, for the better too: the proof that two systems measure the same numbers.
  case drift
}
