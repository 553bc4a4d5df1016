// `performance update`: a run becomes the baseline, unless that would hide something.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct UpdateCommand: Subcommand {
  let name = "update"
  let abstract = "shows the comparison, then makes the run the baseline"
  let discussion =
    "Refuses a run that lacks metrics of the present baseline, or whose requirements are not all met. Worse values, "
    + "looser tolerances and targets, and what is removed need a --reason, which the baseline keeps. Of a baseline in which "
    + "git left conflicts it takes both sides' reasons, and the run's numbers."
  let example = ["update", "--reason", "a third call seals the row"]

  private let partial = Option<ComparisonScope>.flag(
    SharedOptions.partial.name, on: .partial, off: .complete,
    help: "the run is of a part of the suites: what it lacks stays as it is")
  private let removed = Option<String?>.text(
    "--remove", "PATTERNS", help: "drops metrics that are gone for good from the baseline",
    expected: "a pattern of ids, as in load/*")
  private let renames = Option<[MetricRename]>(
    name: "--rename", placeholder: "OLD=NEW,…",
    help: "metrics whose ids changed: baseline, reasons, requirements and trend go along", defaultText: nil,
    expected: "two ids, as in calls/old=calls/new", defaultValue: [],
    parse: { text in
      let renames = text.split(separator: ",", omittingEmptySubsequences: false).map { pair -> MetricRename? in
        let ids = pair.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        return ids.count == 2 && !ids.contains("") ? MetricRename(from: ids[0], to: ids[1]) : nil
      }
      return renames.contains(nil) ? nil : renames.compactMap(\.self)
    })
  private let reason = Option<String?>.text(
    "--reason", "TEXT", help: "why what got worse or looser is right", expected: "a sentence in quotation marks")

  var options: [any OptionDescription] {
    [SharedOptions.run, SharedOptions.baseline, partial, removed, renames, reason, SharedOptions.color]
  }

  /// From reading the present baseline to writing the new one, no other update can come between.
  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let run = try MeasuredRun(arguments, in: context, scope: arguments[partial])
    let baseline = context.locations.baseline(named: arguments[SharedOptions.baseline])
    return try baseline.whileLocked {
      let present = baseline.exists ? try baseline.baselineToUpdate(remedy: context.commands.update) : nil
      let previous = try present.map { try $0.renaming(arguments[renames], in: baseline.name) }
      if previous == nil, arguments.has(renames) {
        throw UsageError(
          found: "--rename without a baseline", expected: "\(baseline.name), whose metrics get other ids")
      }
      let update = BaselineUpdate(
        report: run.report, previous: previous, scope: arguments[partial],
        removed: arguments[removed].map { MetricSelection(patterns: $0) }, reason: arguments[reason])
      var outcome = Outcome(
        update.changes(
          run: run.file.name, baseline: baseline.name, context.commands,
          context.style(arguments[SharedOptions.color])))
      if let refusal = update.refusal(measure: context.commands.measure) {
        outcome.errors = run.origin + "\(baseline.name): left as it was; \(refusal.reason)\n"
        outcome.exitCode = refusal.exitCode
        return outcome
      }
      try baseline.replace(with: try update.baseline.json(), expected: "a writable path")
      outcome.errors = run.origin
      let renamed = arguments[renames].map { "Renamed: \($0.old) is \($0.new).\n" }.joined()
      outcome.output += Data(
        "\n\(renamed)Updated: \(baseline.name) \(update.summary)Next: \(context.stepAfterUpdate)\n".utf8)
      return outcome
    }
  }
}

/// A baseline update: a run, the baseline that it replaces, and whether it may.
private struct BaselineUpdate {
  let report: PerformanceReport
  let previous: Baseline?
  let scope: ComparisonScope
  let removed: MetricSelection?
  let reason: String?
  /// The baseline as it would be.
  let baseline: Baseline
  private let edits: [BaselineEdit]

  init(
    report: PerformanceReport, previous: Baseline?, scope: ComparisonScope, removed: MetricSelection?, reason: String?
  ) {
    self.report = report
    self.previous = previous
    self.scope = scope
    self.removed = removed
    self.reason = reason
    baseline = Baseline(from: report, replacing: previous, scope: scope, removing: removed, reason: reason)
    edits = previous.map { [baseline] in BaselineEdit.edits(from: $0, to: baseline) } ?? []
  }

  /// What the update changes: the comparison or, for the first baseline, the run.
  func changes(run: String, baseline: String, _ commands: SuggestedCommands, _ style: TextStyle) -> String {
    guard let previous else { return Document(summaryOf: report).text(style) }
    let comparison = Comparison(baseline: previous, report: report, scope: scope)
    return Document(comparison: comparison, run: run, baseline: baseline, commands: commands).withoutVerdict.text(style)
  }

  /// Why the run cannot be the baseline, the first that applies; `nil` when it can.
  ///
  /// The requirements are judged by the run's own targets: an update is how a target is changed on purpose. Those over
  /// what a real clock measured count too, and a run that measures these alone is the baseline of its requirements.
  func refusal(measure: String) -> (reason: String, exitCode: ExitCode)? {
    func sentences(_ status: RequirementStatus) -> [String] {
      report.requirements.filter { $0.status == status }.map(\.sentence)
    }
    let all = "run all suites: \(measure)"
    guard report.run.tests != nil else {
      return ("found a run that does not say what became of its tests, expected one that does; \(all)", .incomplete)
    }
    if case let failed = report.run.failedTests.map(\.sentence), !failed.isEmpty {
      return (
        "found \(count(failed, "test")) that failed (\(list(failed))), expected none: what a failed test measured is worth "
          + "nothing; repair it, then measure again: \(measure)", .incomplete
      )
    }
    if case let unmet = sentences(.unmet), !unmet.isEmpty {
      return (
        "found requirements that are not met (\(list(unmet))), expected all met; make the code meet them, or change the "
          + "targets on purpose", .worse
      )
    }
    if !report.canBeBaseline {
      let hasCosts = report.metrics.contains { $0.cost != nil }
      let remedy =
        !hasCosts
        ? all
        : report.run.configuration == .debug
          ? "requirements on what is allocated are judged in a release build: \(SuggestedCommands.measureRelease)"
          : "what code costs is judged without a baseline: \(SuggestedCommands.performance(["compare-builds", "HEAD"])); to "
            + "bound it, give the test a requirement, as in @Test(.require(\"parsing.allocations\", .atMost(40)))"
      return (
        "found a run without simulated metrics and without a requirement over another, expected at least 1; \(remedy)",
        .incomplete
      )
    }
    if let removed, let problem = removed.problem(among: previous?.metrics ?? []) {
      return ("--remove: \(problem)", .couldNotJudge)
    }
    if case let missing = missing, scope == .complete, !missing.isEmpty {
      return (
        "found a run that lacks metrics of the baseline (\(list(missing))), expected all of them; \(all); to update what "
          + "it measured: --partial; where a metric is gone for good: --remove", .incomplete
      )
    }
    if case let open = sentences(.notMeasured), scope == .complete, !open.isEmpty {
      return ("found requirements without a number to judge (\(list(open))), expected all met; \(all)", .incomplete)
    }
    if reason == nil, !grave.isEmpty {
      let subjects = grave.map { "\($0.kind.rawValue) \($0.subject): \($0.words)" }
      return (
        "found \(count(grave, "edit")) that the gate would let through from now on (\(list(subjects))), expected a reason "
          + "for it; say why: --reason \"…\"", .worse
      )
    }
    return nil
  }

  /// What the new baseline holds, and whether it keeps the reason.
  var summary: String {
    let explanation =
      reason.map {
        grave.isEmpty
          ? "The reason is not kept: nothing became worse or looser.\n"
          : "Kept with the baseline for \(count(grave, "edit")): “\($0)”\n"
      } ?? ""
    return """
      holds \(count(baseline.metrics, "metric")) and \(count(baseline.requirements, "requirement"))\
      \(edits.isEmpty ? "" : "; \(count(edits, "edit"))").
      \(explanation)
      """
  }

  /// The edits that let more through.
  private var grave: [BaselineEdit] { edits.filter(\.kind.needsReason) }

  private var missing: [String] {
    let measured = Set(report.metrics.map(\.id))
    return (previous?.metrics ?? []).map(\.id).filter {
      !measured.contains($0) && removed?.includes(id: $0, tags: []) != true
    }
  }

  private func count(_ things: [some Any], _ noun: String) -> String {
    "\(things.count) \(noun)\(things.count == 1 ? "" : "s")"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: "; ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
