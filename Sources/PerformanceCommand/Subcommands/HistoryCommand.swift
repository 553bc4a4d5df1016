// `performance history`: a run that changed a number becomes a line of the history; old lines go again.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

struct HistoryCommand: Subcommand {
  /// What can be done to a history.
  private enum Verb: String, CaseIterable {
    case add
    case prune
  }

  let name = "history"
  let abstract = "appends a run that changed a number, or removes old ones"
  let discussion =
    "A run whose simulated numbers are those of the run before it is not added. The run before it is found by the ancestry "
    + "of the commits where git knows them, else by time. Prune removes runs that changed nothing and, with --keep, all but "
    + "the newest."
  let positional: Positional? = Positional(
    "VERB", count: 1...1, expected: Verb.allCases.map { "history \($0.rawValue)" }.joined(separator: " or "),
    help: "what to do", allowed: Verb.allCases.map(\.rawValue))
  let example = ["history", "prune", "--keep", "200"]

  private let keep = Option<Int?>.optionalNumber(
    "--keep", default: "all that changed a number", help: "with prune: how many runs stay, the newest")

  var options: [any OptionDescription] { [SharedOptions.run, SharedOptions.history, keep] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let history = context.locations.history(named: arguments[SharedOptions.history])
    switch Verb(rawValue: arguments.positionals[0]) {
    case .prune:
      if arguments.has(SharedOptions.run) {
        throw UsageError(found: "history prune with --run", expected: "it without: what is there is pruned")
      }
      return try history.whileLocked { try prune(history, keep: arguments[keep], in: context) }
    case .add, nil:
      if arguments.has(keep) {
        throw UsageError(found: "history add with --keep", expected: "history prune --keep")
      }
      return try add(MeasuredRun(arguments, in: context), to: history, in: context)
    }
  }

  /// Adds the run, or says why it does not.
  ///
  /// From reading the history to writing the line, no other addition can come between.
  private func add(_ run: MeasuredRun, to history: NamedFile, in context: Context) throws -> Outcome {
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
    return try history.whileLocked { try add(entry, to: history, in: context) }
  }

  private func add(_ entry: HistoryEntry, to file: NamedFile, in context: Context) throws -> Outcome {
    let past = try file.history()
    let commit = entry.commit.prefix(12)
    let errors = past.isTorn ? file.tornLine : ""
    if let same = past.entry(commit: entry.commit) {
      if same.hasNumbers(of: entry) {
        return Outcome("\(file.name): \(commit) is in it already, with the same numbers.\n", errors: errors)
      }
      try file.replace(with: try past.replacing(entry), expected: "a writable path")
      return Outcome("\(file.name): \(commit) was in it with other numbers; its line is replaced.\n", errors: errors)
    }
    let ancestry = file.ancestry(of: past.entries.map(\.commit) + [entry.commit], in: context)
    if let last = past.predecessor(of: entry, ancestry: ancestry), last.hasNumbers(of: entry) {
      return Outcome(
        "\(file.name): not added, as no number of \(commit) changed since \(last.commit.prefix(12)) "
          + "(\(last.when.prefix(10))).\n", errors: errors)
    }
    try file.append(try past.addition(of: entry), behind: past.finishedBytes)
    let count = past.entries.count + 1
    return Outcome(
      "\(file.name): added \(commit) with \(entry.metrics.count) metrics; it holds \(Self.runs(count)).\n",
      errors: errors)
  }

  /// Removes what the history does not need, all at once.
  private func prune(_ file: NamedFile, keep: Int?, in context: Context) throws -> Outcome {
    let past = try file.orderedHistory(in: context)
    let pruned = try past.pruned(keep: keep)
    let gone =
      [
        (pruned.unchanged, "without a change"), (pruned.older, "older than the newest \(keep ?? 0)"),
        (pruned.repeated, "of a commit that has a later line"),
      ].filter { $0.0 > 0 }.map { "\(Self.runs($0)) \($1)" } + (past.isTorn ? ["a line that was cut short"] : [])
    guard !gone.isEmpty else {
      return Outcome("\(file.name): nothing to remove; it holds \(Self.runs(pruned.count)).\n")
    }
    try file.replace(with: pruned.contents, expected: "a writable path")
    return Outcome("\(file.name): removed \(gone.joined(separator: ", ")); it holds \(Self.runs(pruned.count)).\n")
  }

  private static func runs(_ count: Int) -> String { "\(count) run\(count == 1 ? "" : "s")" }
}
