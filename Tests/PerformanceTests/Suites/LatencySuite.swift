// PERF-01 and PERF-02 where nobody else is in the way: what one worker waits for.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsScenarios
import Testing

extension `Sheets performance` {
  @Suite(.tags(.latency)) struct Latency {
    @Test(arguments: FlushMode.allCases, [1, 5, 10, 50])
    func `one worker finalizes unions`(mode: FlushMode, unions: Int) throws {
      let policy = Policy.alone(mode)
      let isRequired = mode == .twoCalls && unions == 10
      let run = try FinalizeRun(unions: unions, operations: isRequired ? 1000 : 100, policy: policy)
      try PerformanceCollector.record(
        Metric.summary(
          id: "latency/\(policy.name)/finalize-\(unions)", of: run.samples, basis: .simulated, scenario: run.scenario,
          labels: ["policy": policy.name, "unions": "\(unions)", MetricLabel.measure: "finalize"]))
    }
  }
}
