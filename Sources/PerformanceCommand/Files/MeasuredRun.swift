// The run that a subcommand is about: the one that was named, or that of the code at hand.

import CommandLineOptions
import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting

/// A run with its file.
struct MeasuredRun {
  let file: NamedFile
  let report: PerformanceReport
  /// Whose run it is, in a line, where it was named and is of other sources than those at hand; empty as a rule.
  let origin: String

  /// Reads the run that `--run` names, whatever it is of; without it, the last run of the code at hand.
  ///
  /// With ``ComparisonScope/partial`` the run of a part is taken, where there is one of this code.
  ///
  /// - Throws: `InputError` for a file that cannot be read, ``StaleReport`` for a run of other code that was not named.
  init(_ arguments: Arguments, in context: Context, scope: ComparisonScope = .complete) throws {
    let locations = context.locations
    let digest = SourceDigest.of(locations.root)
    if let name = arguments[SharedOptions.run] {
      file = locations.file(named: name)
      report = try file.report()
      origin =
        report.run.sources == digest
        ? "" : "\(file.name): a run of \(report.run.origin), not of the sources here; it is judged as it was named\n"
      return
    }
    let part = locations.partialRun.flatMap { part -> (NamedFile, PerformanceReport)? in
      guard let report = try? part.report(), report.run.sources == digest else { return nil }
      return (part, report)
    }
    origin = ""
    if scope == .partial, let part {
      (file, report) = part
      return
    }
    file = locations.run(named: nil)
    if let part, !file.exists { throw StaleReport(file: file.name, found: nil, part: part.0.name, context.commands) }
    report = try file.report()
    guard report.run.sources == digest else {
      throw StaleReport(file: file.name, found: report.run.origin, part: part?.0.name, context.commands)
    }
  }
}

/// A report that is not of the code at hand, and so says nothing of it.
struct StaleReport: Error, CustomStringConvertible {
  let description: String

  init(file: String, found: String?, part: String?, _ commands: SuggestedCommands) {
    description =
      "\(file): found \(found.map { "a run of \($0)" } ?? "no whole run"), expected one of the sources as they are now; "
      + "measure them: \(commands.measure) (\(SuggestedCommands.filterRemark))"
      + (part.map { "; or judge the part in \($0): \(commands.compare) --partial" } ?? "")
      + (found == nil ? "" : "; or judge this run as it is: \(commands.compare(["--run", file]))")
  }
}

extension RunInformation {
  /// The commit and the time of a run: `commit 57babb0c1d2e at 2025-06-01T12:00:00Z`.
  fileprivate var origin: String {
    "\(commit.map { "commit \($0.prefix(12))\(uncommittedChanges == true ? " with changes" : "")" } ?? "no commit") at \(when)"
  }
}
