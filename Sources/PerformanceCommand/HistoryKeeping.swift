// `performance history add`: a run becomes a line of the history, one a commit.

import Foundation
import PerformanceMetrics
import PerformanceReporting

struct HistoryKeeping {
  let run: NamedFile
  let history: NamedFile

  /// Adds the run, or says why it does not.
  ///
  /// From reading the history to writing the line, no other addition can come between.
  func outcome() throws -> Outcome {
    let report = try run.report()
    let entry: HistoryEntry
    do {
      entry = try HistoryEntry(report)
    } catch {
      let code: ExitCode = error == .nothingMeasured ? .incomplete : .couldNotJudge
      return Outcome(errors: "\(run.name): \(error)\n", exitCode: code)
    }
    return try history.whileLocked { try add(entry) }
  }

  private func add(_ entry: HistoryEntry) throws -> Outcome {
    let past = try history.history()
    let commit = entry.commit.prefix(12)
    var outcome = Outcome(errors: past.isTorn ? history.tornLine : "")
    if let same = past.entry(commit: entry.commit) {
      if same.metrics == entry.metrics {
        outcome.output = Data("\(history.name): \(commit) is in it already, with the same numbers.\n".utf8)
        return outcome
      }
      try history.replace(with: try past.replacing(entry), expected: "room for a history")
      outcome.output = Data("\(history.name): \(commit) was in it with other numbers; its line is replaced.\n".utf8)
      return outcome
    }
    try history.append(try past.addition(of: entry), behind: past.finishedBytes)
    outcome.output = Data(
      "\(history.name): added \(commit) with \(entry.metrics.count) metrics; it holds \(past.entries.count + 1) runs.\n"
        .utf8)
    return outcome
  }
}
