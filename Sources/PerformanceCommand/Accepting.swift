// `performance accept`: a run becomes the baseline, unless that would hide something.

import Foundation
import PerformanceMetrics

struct Accepting {
  let run: NamedFile
  let baseline: NamedFile
  let style: TextStyle

  /// Shows what changes, then writes the baseline, or says why it does not.
  func outcome() throws -> Outcome {
    let report = try run.report()
    var outcome = Outcome()
    var missing: [String] = []
    if baseline.exists {
      let comparison = Comparison(baseline: try baseline.baseline(), report: report)
      let table = ComparisonTable(comparison, run: run.name, baseline: baseline.name)
      outcome.output = Data(table.text(style, withVerdict: false).utf8)
      missing = comparison.metrics(.missing).map(\.id)
    } else {
      outcome.output = Data(RunSummary(report).text(style).utf8)
    }
    if let (reason, exitCode) = refusal(of: report, missing: missing) {
      outcome.errors = "\(baseline.name): left as it was; \(reason)\n"
      outcome.exitCode = exitCode
      return outcome
    }
    let accepted = Baseline(accepting: report)
    try baseline.replace(with: try accepted.json())
    outcome.output += Data(
      """

      Accepted: \(baseline.name) holds \(count(accepted.metrics, "metric")) and \
      \(count(accepted.requirements, "requirement")).
      Next: commit it with the change that it belongs to.

      """.utf8)
    return outcome
  }

  /// Why a run cannot be the baseline, the first that applies; `nil` when it can.
  ///
  /// The requirements are judged by the run's own targets: accepting is how a target is changed on purpose.
  private func refusal(of report: PerformanceReport, missing: [String]) -> (reason: String, ExitCode)? {
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
    if !missing.isEmpty {
      return (
        "found a run that lacks metrics of the baseline (\(list(missing))), expected all of them; \(all); where a metric "
          + "is gone for good, remove it from the baseline by hand first", .incomplete
      )
    }
    if case let open = sentences(.notMeasured), !open.isEmpty {
      return ("found requirements that were not measured (\(list(open))), expected all met; \(all)", .incomplete)
    }
    return nil
  }

  private func count(_ things: [some Any], _ noun: String) -> String {
    "\(things.count) \(noun)\(things.count == 1 ? "" : "s")"
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: "; ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}
