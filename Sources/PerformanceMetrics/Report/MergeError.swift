// Why runs could not be merged.

/// Why partial runs do not make one.
package enum MergeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is nothing to merge.
  case noRuns
  /// A run does not know its commit, so nobody can know that it belongs to the others.
  case noCommit(file: String)
  /// Two runs differ in what must be one: the commit, the seed, the configuration.
  case mixture(of: String, files: [String], values: [String])
  /// Two runs contradict each other.
  case conflict(what: String, files: [String], found: String)
  /// No run measured these metrics.
  case gap([String])
  /// The merged report contradicts itself.
  case invalid(ReportError)

  /// Two runs measured one metric differently.
  static func metrics(_ one: Metric, in file: String, _ other: Metric, in otherFile: String) -> MergeError {
    let (old, new) = Quantity.pair(one, other)
    let found = old == new ? "the same value, but not the same metric" : "\(old) and \(new)"
    return .conflict(what: "metric \(one.id)", files: [file, otherFile], found: found)
  }

  /// The code that a shell gets.
  package var exitCode: ExitCode { if case .gap = self { .incomplete } else { .couldNotJudge } }

  /// What was found, what was expected and what to do.
  package var description: String {
    switch self {
    case .noRuns: "merge: found no runs, expected at least one"
    case .noCommit(let file):
      "merge, \(file): found a run without a commit, expected one; run the suites in a git repository"
    case .mixture(let name, let files, let values):
      "merge: found another \(name) in \(files[1]) (\(values[1])) than in \(files[0]) (\(values[0])), expected one; merge "
        + "only runs of one commit, seed and configuration"
    case .conflict(let what, let files, let found):
      "merge, \(what): found \(found) in \(files[0]) and \(files[1]), expected the same in both; one of the two runs is "
        + "not of the code that it says it is"
    case .gap(let ids):
      "merge: found no measurement of \(ids.count) metric\(ids.count == 1 ? "" : "s") "
        + "(\(ids.prefix(5).joined(separator: ", "))\(ids.count > 5 ? " and \(ids.count - 5) more" : "")), expected all "
        + "that the baseline and the requirements name; add the missing run, or take a part on purpose: --partial"
    case .invalid(let error): "merge: \(error)"
    }
  }
}
