// PERF-05: how many writes any minute holds, by the times at which the backend received them.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.quota)) struct Quota {
    @Test(arguments: Promises.quotaWorkers, Policy.all)
    func `no minute holds too many writes`(workers: Int, policy: Policy) throws {
      let run = try ShopFloorRun(workers: workers, duration: .seconds(900), policy: policy, seed: suiteSeed + 1)
      let prefix = "quota/\(policy.name)/\(workers)-workers"
      let peak = policy.robots.map { run.calls.peakCalls(access: .write, identity: $0) }.max() ?? 0
      try PerformanceCollector.record(
        Metric(
          id: "\(prefix).peak-writes-of-an-identity", unit: .calls, scenario: run.scenario, value: Int64(peak)),
        Metric(
          id: "\(prefix).peak-writes", unit: .calls, scenario: run.scenario,
          value: Int64(run.calls.peakCalls(access: .write))),
        Metric(
          id: "\(prefix).peak-reads", unit: .calls, scenario: run.scenario,
          value: Int64(run.calls.peakCalls(access: .read))),
        Metric(
          id: "\(prefix).refused-for-quota", unit: .calls, scenario: run.scenario,
          value: Int64(run.calls.callCount(outcome: .refused(code: 429)))))
      try PerformanceCollector.record(
        Series(
          id: "\(prefix).writes-by-minute", scenario: run.scenario, x: Axis(name: "minute", unit: .count),
          y: Axis(name: "writes of all identities", unit: .calls),
          points: run.calls.callsPerMinute(access: .write).enumerated().map { Point(Int64($0), Int64($1)) }))
    }
  }
}
