// What failing calls cost: retries, waiting, and whether anything is lost.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.faults)) struct Faults {
    @Test func `two calls in a hundred fail and the backend is away for half a minute`() throws {
      let faults = FaultPlan([
        .outage(from: .seconds(300), until: .seconds(330)),
        .errors(.refused(.unavailable), perMillion: 20_000),
      ])
      let run = try ShopFloorRun(
        workers: 30, policy: .fiveIdentitiesOneCall, faults: faults,
        faultsTitle: "2 % of calls unavailable, all from 300 s to 330 s")
      let prefix = "faults/\(Policy.fiveIdentitiesOneCall.name)/30-workers"
      let labels = ["policy": Policy.fiveIdentitiesOneCall.name, "workers": "30", "faults": "errors-and-outage"]
      let failed = run.calls.calls.count { $0.outcome != .accepted }
      let retried = run.entries.joined().count { entry in entry.receipt.calls.contains { $0.attempt > 1 } }
      try PerformanceCollector.record(
        Metric.summary(
          id: "\(prefix).finalize-10", of: run.samples(ofFinalizing: 10), basis: .simulated, scenario: run.scenario,
          labels: labels.merging([MetricLabel.measure: "finalize-10"]) { $1 }))
      let counts: [(name: String, unit: MetricUnit, better: Direction, value: Int)] = [
        ("operations", .operations, .higher, run.acknowledged), ("failed", .operations, .lower, run.failures),
        ("failed-calls", .calls, .lower, failed), ("retried", .operations, .lower, retried),
        ("rows-lost", .rows, .lower, run.audit.lost), ("rows-doubled", .rows, .lower, run.audit.doubled),
        ("rows-out-of-order", .rows, .lower, run.audit.outOfOrder),
        (
          "peak-writes-of-an-identity", .calls, .lower,
          Policy.fiveIdentitiesOneCall.robots.map { run.calls.peakCalls(access: .write, identity: $0) }.max() ?? 0
        ),
      ]
      try PerformanceCollector.record(
        counts.map { name, unit, better, value in
          Metric(
            id: "\(prefix).\(name)", unit: unit, better: better, basis: .simulated, scenario: run.scenario,
            value: Int64(value),
            labels: labels.merging([MetricLabel.measure: name]) { $1 })
        })
    }
  }
}
