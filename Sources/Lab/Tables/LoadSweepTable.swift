// The results of a load sweep, as a table and as metrics: the requirements met at each load, and its numbers.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

/// What the loads of a sweep came to.
struct LoadSweepTable {
  struct Row: Sendable {
    package let policy: Policy
    package let load: SweepLoad
    let figures: LoadFigures

    var prefix: String { "load-sweep/\(policy.name)/\(load.name)" }

    /// The requirements at this load.
    var requirements: [Requirement] {
      LoadFigures.requirements(prefix: prefix, row: "\(policy.title): \(load.sentence)")
    }

    /// What was measured at this load.
    var metrics: [Metric] {
      figures.metrics(prefix: prefix, labels: ["policy": policy.name].merging(load.labels) { $1 })
    }

    /// The ids of the requirements that are met.
    var metRequirements: Set<String> {
      let metrics = metrics
      let unmet = requirements.filter { $0.evaluate(metrics).status != .met }.map(\.id)
      return Set(requirements.map(\.id)).subtracting(unmet)
    }
  }

  let policies: [Policy]
  /// By policy and load, in the order in which they are shown.
  package let rows: [Row]
  let recovery: RecoveryTable

  /// All numbers as metrics.
  var metrics: [Metric] {
    rows.flatMap(\.metrics) + recovery.metrics
  }

  /// The requirements at every load; not all of them are met.
  var requirements: [Requirement] { rows.flatMap(\.requirements) }

  /// The whole text, which ends with a newline.
  package func text(_ style: TextStyle) -> String {
    let sections = [glance(style)] + policies.map { details($0, style) } + [recovery.lines(style)]
    return sections.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The requirements that are met, as their numbers: `1 2 3 4 5` is all of PERF-01 to PERF-05.
  private func glance(_ style: TextStyle) -> [String] {
    var table = TextTable([.right] + policies.map { _ in .left }, flexible: 0)
    for part in 0...1 {
      table.add(([""] + policies.map { $0.title.components(separatedBy: ", ")[part] }).map { .init($0, .faint) })
    }
    for load in SweepLoad.all {
      table.add(
        [.init(load.title)]
          + rows.filter { $0.load == load }.map { row in
            let met = row.metRequirements
            let text = (1...5).map { met.contains("PERF-0\($0)") ? "\($0)" : "·" }.joined(separator: " ")
            return .init(text, met.count == 5 ? .good : .bad)
          })
    }
    return [
      style.paint("Where the requirements PERF-01 to PERF-05 are met", .strong),
      "workers in a closed loop, then arrivals in percent of the policy's capacity",
    ] + table.lines(style)
  }

  private func details(_ policy: Policy, _ style: TextStyle) -> [String] {
    var table = TextTable(
      [.right, .right, .right, .right, .right, .right, .right, .right, .right, .right], flexible: 0)
    table.add(
      ["", "p50", "p95", "p99", "waiting", "bound", "a minute", "peak", "calls/write", "under way"].map {
        .init($0, .faint)
      })
    for row in rows where row.policy.name == policy.name {
      let figures = row.figures
      let times =
        [figures.p50, figures.p95, figures.p99].map { Fraction($0, .nanoseconds) }
        + [figures.meanWaiting, figures.meanBound]
      table.add(
        [.init(row.load.title)] + times.map { .init(Quantity.text($0, .nanoseconds)) } + [
          .init(Quantity.text(figures.operationsPerMinute, .count)), .init("\(figures.peakOfIdentity)"),
          .init(Quantity.text(figures.callsPerWrite, .permille)),
          .init("\(figures.underWay.half), \(figures.underWay.end)"),
        ])
    }
    let few = rows.filter { $0.policy.name == policy.name }.compactMap { row in
      NearestRank.maximumRemark([500, 950, 990], count: row.figures.finalizes).map { "\(row.load.title): \($0)" }
    }
    return [style.paint(policy.title, .strong)] + table.lines(style) + few
  }
}
