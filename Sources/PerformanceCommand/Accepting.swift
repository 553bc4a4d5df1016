// `performance accept`: a run becomes the baseline, unless that would hide something.

import Foundation
import PerformanceMetrics
import PerformanceReporting

struct Accepting {
  let run: NamedFile
  let baseline: NamedFile
  let request: AcceptRequest
  let style: TextStyle

  /// Shows what changes, then writes the baseline, or says why it does not.
  ///
  /// From reading the present baseline to writing the new one, no other acceptance can come between.
  func outcome() throws -> Outcome {
    let report = try run.report()
    return try baseline.whileLocked { try outcome(of: report) }
  }

  private func outcome(of report: PerformanceReport) throws -> Outcome {
    let previous = baseline.exists ? try baseline.baseline() : nil
    var outcome = Outcome()
    if let previous {
      let comparison = Comparison(baseline: previous, report: report, scope: request.scope)
      let table = ComparisonTable(comparison, run: run.name, baseline: baseline.name)
      outcome.output = Data(table.text(style, withVerdict: false).utf8)
    } else {
      outcome.output = Data(RunSummary(report).text(style).utf8)
    }
    let accepted = Baseline(
      from: report, replacing: previous, scope: request.scope, removing: removed, reason: request.reason)
    let edits = previous.map { BaselineEdit.edits(from: $0, to: accepted) } ?? []
    if let (reason, exitCode) = refusal(of: report, previous, edits) {
      outcome.errors = "\(baseline.name): left as it was; \(reason)\n"
      outcome.exitCode = exitCode
      return outcome
    }
    try baseline.replace(with: try accepted.json(), expected: "room for a baseline")
    outcome.output += Data(
      """

      Accepted: \(baseline.name) holds \(count(accepted.metrics, "metric")) and \
      \(count(accepted.requirements, "requirement"))\(edits.isEmpty ? "" : "; \(count(edits, "edit"))").
      \(explanation(edits))Next: commit it with the change that it belongs to.

      """.utf8)
    return outcome
  }

  private var removed: MetricSelection? { request.removed.map { MetricSelection(patterns: $0) } }

  /// Why a run cannot be the baseline, the first that applies; `nil` when it can.
  ///
  /// The requirements are judged by the run's own targets: accepting is how a target is changed on purpose.
  private func refusal(
    of report: PerformanceReport, _ previous: Baseline?, _ edits: [BaselineEdit]
  ) -> (reason: String, ExitCode)? {
    let isOnHost = Set(report.metrics(.host).map(\.id))
    let rows = report.requirements.filter { !isOnHost.contains($0.requirement.metric) }
    func sentences(_ status: RequirementStatus) -> [String] { rows.filter { $0.status == status }.map(\.sentence) }
    let all = "run all suites: swift test --filter performance"
    if case let unmet = sentences(.unmet), !unmet.isEmpty {
      return (
        "found requirements that are not met (\(list(unmet))), expected all met; make the code keep them, or change the "
          + "targets on purpose", .worse
      )
    }
    if report.metrics(.simulated).isEmpty {
      return ("found a run without simulated metrics, expected at least 1; \(all)", .incomplete)
    }
    if let removed, let problem = removed.problem(among: previous?.metrics ?? []) {
      return ("--remove: \(problem)", .couldNotJudge)
    }
    if case let missing = missing(from: report, previous), request.scope == .complete, !missing.isEmpty {
      return (
        "found a run that lacks metrics of the baseline (\(list(missing))), expected all of them; \(all); to accept what "
          + "it measured: --partial; where a metric is gone for good: --remove", .incomplete
      )
    }
    if case let open = sentences(.notMeasured), request.scope == .complete, !open.isEmpty {
      return ("found requirements that were not measured (\(list(open))), expected all met; \(all)", .incomplete)
    }
    if case let grave = edits.filter(\.kind.needsReason), request.reason == nil, !grave.isEmpty {
      let subjects = grave.map { "\($0.kind.rawValue) \($0.subject): \($0.words)" }
      return (
        "found \(count(grave, "edit")) that the gate would let through from now on (\(list(subjects))), expected a reason "
          + "for it; say why: --reason \"…\"", .worse
      )
    }
    return nil
  }

  private func missing(from report: PerformanceReport, _ previous: Baseline?) -> [String] {
    let measured = Set(report.metrics.map(\.id))
    return (previous?.metrics ?? []).map(\.id).filter {
      !measured.contains($0) && removed?.includes(id: $0, tags: []) != true
    }
  }

  private func explanation(_ edits: [BaselineEdit]) -> String {
    guard let reason = request.reason else { return "" }
    let grave = edits.filter(\.kind.needsReason)
    return grave.isEmpty
      ? "The reason is not kept: nothing became worse or looser.\n"
      : "Kept with the baseline for \(count(grave, "edit")): “\(reason)”\n"
  }

  private func count(_ things: [some Any], _ noun: String) -> String {
    "\(things.count) \(noun)\(things.count == 1 ? "" : "s")"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: "; ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
