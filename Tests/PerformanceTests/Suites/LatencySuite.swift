// PERF-01 and PERF-02 where nobody else is in the way: what one worker waits for.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import Testing

extension `Sheets performance` {
  @Suite(.tags(.latency)) struct Latency {
    @Test(arguments: FlushMode.allCases, [(unions: 5, operations: 200), (10, 1000), (50, 100)])
    func `one worker finalizes unions`(mode: FlushMode, size: (unions: Int, operations: Int)) throws {
      let policy = Policy.alone(mode)
      let run = try FinalizeRun(unions: size.unions, operations: size.operations, policy: policy)
      try PerformanceCollector.record(
        Metric.summary(
          id: "latency/\(policy.name)/finalize-\(size.unions)", of: run.samples, scenario: run.scenario))
    }
  }
}
