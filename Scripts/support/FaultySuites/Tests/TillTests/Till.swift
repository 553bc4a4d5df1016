// The root suite of another target, in a process of its own where the build system runs one for each.

import PerformanceMetrics
import PerformanceTesting
import Testing

@Suite(
  .tags(.performance),
  .performance(.require("till/queue", .atMost(1, .calls), id: "TILL-01", row: "queue")))
struct `Till performance` {
  @Test func queue() throws {
    try PerformanceCollector.record(
      Metric(
        id: "till/queue", unit: .calls, basis: .simulated,
        scenario: Scenario(workload: "none", conditions: "none", seed: 1), value: 1))
  }
}
