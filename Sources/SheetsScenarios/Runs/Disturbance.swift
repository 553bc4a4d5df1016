// A disturbance in the middle of a run, and how long it affects waiting.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

/// A disturbance of 50 workers in the middle of fifteen minutes.
package enum Disturbance: String, Sendable, Hashable, CaseIterable {
  case outage
  case quotaCut = "quota-cut"

  package static let workers = 50

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

  private var end: Duration { Self.begin + (self == .outage ? .seconds(60) : .seconds(120)) }

  /// Runs the disturbance and measures how long it affects waiting.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package func run(_ policy: Policy) throws -> DisturbedRun {
    let run = try ShopFloorRun(
      workers: Self.workers, duration: .seconds(900), policy: policy, faults: FaultPlan([fault]),
      faultsTitle: "\(title) from 300 s on")
    let latencies = run.entries.joined().filter { $0.task == .finalize(unions: 10) }.map {
      (acceptedAt: $0.acceptedAt, latency: $0.sample.value)
    }
    return DisturbedRun(
      scenario: run.scenario, recovery: Recovery(latencies, from: Self.begin, until: end), failures: run.failures,
      refused: run.calls.calls.count { $0.outcome != .accepted }, audit: run.audit)
  }
}

/// The effects of a disturbance.
package struct DisturbedRun: Sendable {
  package let scenario: Scenario
  package let recovery: Recovery?
  package let failures: Int
  /// Calls that failed, retries among them.
  package let refused: Int
  package let audit: LogAudit

  /// The numbers as metrics; the time back is left out when the run did not come back.
  package func metrics(prefix: String) -> [Metric] {
    let times = [
      ("steady-p95", recovery?.steady), ("worst-p95", recovery?.worst), ("time-back", recovery?.duration),
    ].compactMap { name, value in
      value.map {
        Metric(id: "\(prefix).\(name)", unit: .nanoseconds, basis: .simulated, scenario: scenario, value: $0)
      }
    }
    let counts: [(String, MetricUnit, Int)] = [
      ("failed", .operations, failures), ("calls-not-accepted", .calls, refused), ("rows-lost", .rows, audit.lost),
      ("rows-doubled", .rows, audit.doubled),
    ]
    return times
      + counts.map { name, unit, value in
        Metric(id: "\(prefix).\(name)", unit: unit, basis: .simulated, scenario: scenario, value: Int64(value))
      }
  }
}
