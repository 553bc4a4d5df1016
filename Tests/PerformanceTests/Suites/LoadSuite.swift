// Ten minutes of the shop floor at growing load: what waiting for each other and for the quota does to latency.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.load)) struct Load {
    static let workers = [10, 30, 40, 50]

    @Test(arguments: Policy.all)
    func `ten minutes of 10 to 50 workers`(policy: Policy) throws {
      let runs = try Self.workers.map { try ShopFloorRun(workers: $0, policy: policy) }
      var p95: [Int64] = []
      for run in runs {
        let prefix = "load/\(policy.name)/\(run.floor.workers)-workers"
        let finalizes = try Metric.summary(
          id: "\(prefix).finalize-10", of: run.samples(ofFinalizing: 10), scenario: run.scenario)
        p95.append(try #require(finalizes.first { $0.id.hasSuffix(".p95") }).value)
        try PerformanceCollector.record(finalizes)
        try PerformanceCollector.record(Self.otherMetrics(of: run, prefix: prefix))
        try PerformanceCollector.record(Self.hostMetrics(of: run, prefix: prefix))
      }
      try PerformanceCollector.record(
        zip(runs, p95).dropFirst().map { run, value in
          try Metric.ratio(
            id: "load/\(policy.name)/\(run.floor.workers)-workers.finalize-10.p95-to-10-workers", of: value,
            over: p95[0], scenario: run.scenario)
        })
      try PerformanceCollector.record(
        Series(
          id: "load/\(policy.name)/finalize-10.p95-by-workers", scenario: runs[0].scenario,
          x: Axis(name: "workers", unit: .count), y: Axis(name: "p95 of finalizing 10 unions", unit: .nanoseconds),
          points: zip(runs, p95).map { Point(Int64($0.floor.workers), $1) }))
    }

    private static func otherMetrics(of run: ShopFloorRun, prefix: String) throws -> [Metric] {
      let reads = try run.samples { $0.isRead }
      let everything = try run.samples { _ in true }
      let writeCalls = run.calls.calls.count { $0.method.access == .write }
      let counts: [(name: String, unit: MetricUnit, better: Direction, value: Int)] = [
        ("operations", .operations, .higher, everything.count), ("failed", .operations, .lower, run.failures),
        ("rows-lost", .rows, .lower, run.audit.lost), ("rows-doubled", .rows, .lower, run.audit.doubled),
        ("rows-out-of-order", .rows, .lower, run.audit.outOfOrder),
        ("refused-for-quota", .calls, .lower, run.calls.callCount(outcome: .refused(code: 429))),
      ]
      return try [
        Metric.percentile(950, id: "\(prefix).read.p95", of: reads, scenario: run.scenario),
        Metric.percentile(950, id: "\(prefix).any.p95", of: everything, scenario: run.scenario),
        Metric.ratio(
          id: "\(prefix).write-calls-per-write", of: Int64(writeCalls), over: Int64(run.writes),
          scenario: run.scenario),
      ]
        + counts.map { name, unit, better, value in
          Metric(
            id: "\(prefix).\(name)", unit: unit, better: better, scenario: run.scenario, value: Int64(value))
        }
    }

    private static func hostMetrics(of run: ShopFloorRun, prefix: String) -> [Metric] {
      [
        Metric(
          id: "\(prefix).processor-time-of-an-operation", unit: .nanoseconds, basis: .host, scenario: run.scenario,
          value: run.processorNanoseconds / Int64(max(1, run.acknowledged))),
        Metric(
          id: "\(prefix).peak-memory-so-far", unit: .bytes, basis: .host, scenario: run.scenario,
          value: HostStopwatch.peakMemoryBytes),
      ]
    }
  }
}
