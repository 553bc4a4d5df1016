// A disturbance in the middle of a run, and how long it affects waiting.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

/// A disturbance of 50 workers in the middle of fifteen minutes.
package enum Disturbance: String, Sendable, Hashable, CaseIterable {
  case outage
  case quotaCut = "quota-cut"

  package static let workers = 50
  /// How many seeds are pooled, the suites' seed first: a window of 10 s then has some 300 operations.
  package static let seeds = 20

  package var title: String {
    switch self {
    case .outage: "an outage of 60 s"
    case .quotaCut: "10 writes a minute for 120 s"
    }
  }

  private var fault: FaultRule {
    switch self {
    case .outage: .outage(from: Self.begin, until: end)
    case .quotaCut:
      .quotaChanged(QuotaChange(writesPerIdentity: 10, from: Self.begin, until: end))
    }
  }

  private static let begin = Duration.seconds(300)

  var end: Duration { Self.begin + (self == .outage ? .seconds(60) : .seconds(120)) }

  /// Runs fifteen minutes, with a disturbance or without.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package static func run(_ disturbance: Disturbance?, _ policy: Policy, seed: UInt64) throws -> DisturbedRun {
    let run = try ShopFloorRun(
      workers: workers, duration: .seconds(900), policy: policy, seed: seed,
      faults: FaultPlan(disturbance.map { [$0.fault] } ?? []),
      faultsTitle: disturbance.map { "\($0.title) from 300 s on" } ?? "no faults")
    return DisturbedRun(
      scenario: run.scenario,
      finalizes: run.entries.joined().filter { $0.task == .finalize(unions: 10) }.map {
        Recovery.Handover(acceptedAt: $0.acceptedAt, latency: $0.sample.value)
      },
      failures: run.failures, refused: run.calls.calls.count { $0.outcome != .accepted }, audit: run.audit)
  }
}

/// One run of fifteen minutes.
package struct DisturbedRun: Sendable {
  package let scenario: Scenario
  let finalizes: [Recovery.Handover]
  let failures: Int
  /// Calls that failed, retries among them.
  let refused: Int
  let audit: LogAudit
}

/// The effects of a disturbance on a policy, all seeds together.
package struct DisturbedRuns: Sendable {
  package let recovery: Recovery?
  package let failures: Int
  private let runs: [DisturbedRun]

  /// Compares at least one run with the runs of the same seeds without the disturbance.
  package init(_ runs: [DisturbedRun], undisturbed twins: [DisturbedRun], _ disturbance: Disturbance) {
    self.runs = runs
    recovery = Recovery(
      runs.flatMap(\.finalizes), undisturbed: twins.flatMap(\.finalizes), until: disturbance.end)
    failures = runs.reduce(0) { $0 + $1.failures }
  }

  /// The numbers as metrics; the time back is left out when the runs did not come back.
  package func metrics(prefix: String) -> [Metric] {
    let first = runs[0].scenario
    let scenario = Scenario(
      workload: "\(first.workload), \(runs.count) seeds together", conditions: first.conditions, seed: first.seed)
    func metric(_ name: String, _ unit: MetricUnit, _ value: Int64) -> Metric {
      Metric(id: "\(prefix).\(name)", unit: unit, basis: .simulated, scenario: scenario, value: value)
    }
    let times = [
      ("undisturbed-p95", recovery?.undisturbed), ("worst-p95", recovery?.worst), ("backlog", recovery?.backlog),
      ("time-back", recovery?.duration),
    ].compactMap { name, value in value.map { metric(name, .nanoseconds, $0) } }
    let counts: [(String, MetricUnit, (DisturbedRun) -> Int)] = [
      ("failed", .operations, \.failures), ("calls-not-accepted", .calls, \.refused),
      ("rows-lost", .rows, \.audit.lost),
      ("rows-doubled", .rows, \.audit.doubled),
    ]
    return times
      + counts.map { name, unit, count in metric(name, unit, Int64(runs.reduce(0) { $0 + count($1) })) }
  }
}
