// `performance history add`: a run becomes a line of the history, one for each commit.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

struct HistoryCommand: Subcommand {
  /// What can be done to a history.
  private enum Verb: String, CaseIterable {
    case add
  }

  let name = "history"
  let abstract = "appends the run to the history: history add, a line for each commit"
  let positional: Positional? = Positional(
    "VERB", count: 1...1, expected: Verb.allCases.map { "history \($0.rawValue)" }.joined(separator: " or "),
    help: "what to do", allowed: Verb.allCases.map(\.rawValue))
  let example = ["history", "add"]

  var options: [any OptionDescription] { [SharedOptions.run, SharedOptions.history] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let history = context.locations.history(named: arguments[SharedOptions.history])
    switch Verb(rawValue: arguments.positionals[0]) {
    case .add, nil: return try add(MeasuredRun(arguments, in: context), to: history)
    }
  }

  /// Adds the run, or says why it does not.
  ///
  /// From reading the history to writing the line, no other addition can come between.
  private func add(_ run: MeasuredRun, to history: NamedFile) throws -> Outcome {
    let entry: HistoryEntry
    do {
      entry = try HistoryEntry(run.report)
    } catch {
      let code: ExitCode =
        switch error {
        case .nothingMeasured, .failedTests: .incomplete
        case .noCommit, .uncommittedChanges: .couldNotJudge
        }
      return Outcome(errors: "\(run.file.name): \(error)\n", exitCode: code)
    }
    return try history.whileLocked { try add(entry, to: history) }
  }

  private func add(_ entry: HistoryEntry, to file: NamedFile) throws -> Outcome {
    let past = try file.history()
    let commit = entry.commit.prefix(12)
    let errors = past.isTorn ? file.tornLine : ""
    if let same = past.entry(commit: entry.commit) {
      if same.metrics == entry.metrics {
        return Outcome("\(file.name): \(commit) is in it already, with the same numbers.\n", errors: errors)
      }
      try file.replace(with: try past.replacing(entry), expected: "a writable path")
      return Outcome("\(file.name): \(commit) was in it with other numbers; its line is replaced.\n", errors: errors)
    }
    try file.append(try past.addition(of: entry), behind: past.finishedBytes)
    return Outcome(
      "\(file.name): added \(commit) with \(entry.metrics.count) metrics; it holds \(past.entries.count + 1) runs.\n",
      errors: errors)
  }
}
