// How long disturbances affect waiting under each policy, all seeds together, beside the same runs without them.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

/// The disturbances of some policies.
struct RecoveryTable {
  private struct Row {
    let policy: Policy
    let disturbance: Disturbance
    let runs: DisturbedRuns
  }

  private let rows: [Row]
  private let seeds: Int

  /// One simulation for each policy, seed and disturbance, as many at a time as there are processors.
  ///
  /// - Throws: `SimulationError` when a run stalls or passes its horizon.
  init(_ policies: [Policy], seeds: Int, _ console: Console) async throws {
    let disturbances: [Disturbance?] = [nil] + Disturbance.allCases
    let progress = Progress(of: policies.count * disturbances.count * seeds, console)
    var runs = policies.map { _ in disturbances.map { _ in [DisturbedRun?](repeating: nil, count: seeds) } }
    try await withThrowingTaskGroup(of: (Int, Int, Int, DisturbedRun).self) { group in
      for (index, policy) in policies.enumerated() {
        for (kind, disturbance) in disturbances.enumerated() {
          for seed in 0..<seeds {
            group.addTask {
              let run = try Disturbance.run(disturbance, policy, seed: suiteSeed + UInt64(seed))
              progress.step("\(disturbance?.title ?? "undisturbed"), \(policy.title), seed \(suiteSeed + UInt64(seed))")
              return (index, kind, seed, run)
            }
          }
        }
      }
      for try await (index, kind, seed, run) in group { runs[index][kind][seed] = run }
    }
    self.seeds = seeds
    rows = Disturbance.allCases.enumerated().flatMap { kind, disturbance in
      policies.enumerated().map { index, policy in
        let all = runs[index].map { $0.compactMap(\.self) }
        return Row(
          policy: policy, disturbance: disturbance,
          runs: DisturbedRuns(all[kind + 1], undisturbed: all[0], disturbance))
      }
    }
  }

  /// All numbers as metrics.
  var metrics: [Metric] {
    rows.flatMap { row in
      row.runs.metrics(
        prefix: "load-sweep/\(row.policy.name)/\(Disturbance.workers)-workers.\(row.disturbance.rawValue)")
    }
  }

  /// The table, with a heading.
  func lines(_ style: TextStyle) -> [String] {
    var table = TextTable([.left, .right, .right, .right, .right, .right], flexible: 0)
    var last: Disturbance?
    for row in rows {
      if row.disturbance != last {
        table.add(
          [row.disturbance.title, "undisturbed", "worst p95", "backlog", "back after", "failed"].map {
            .init($0, .faint)
          })
        last = row.disturbance
      }
      let recovery = row.runs.recovery
      let times = [recovery?.undisturbed, recovery?.worst, recovery?.backlog, recovery?.duration]
      table.add(
        [.init(row.policy.title)] + times.map { .init($0.map { Quantity.text($0, .nanoseconds) } ?? "never") }
          + [.init("\(row.runs.failures)")])
    }
    let heading =
      "Back to usual: \(Disturbance.workers) workers, p95 of windows of 10 s, \(seeds) seeds together"
    return [style.paint(heading, .strong)] + table.lines(style)
  }
}
