// The table that shows what other conditions make of the requirements.

import Lab
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Runs under several conditions` {
  private static func report(_ conditions: String, _ values: [(String, Int64)]) throws -> PerformanceReport {
    let scenario = Scenario(workload: "w", conditions: conditions, seed: 1)
    let requirements = [
      Example.requirement("PERF-01", "a.p95", .lessThan, 1000 * Example.milliseconds, row: "1 worker"),
      Example.requirement("PERF-05", "b", .lessThan, 30 * Example.milliseconds, row: "50 workers"),
    ]
    return try Example.report(
      values.map { Example.metric($0.0, $0.1 * Example.milliseconds, scenario: scenario) }, requirements: requirements)
  }

  @Test func `are shown side by side, with unmet, missing and different numbers`() throws {
    let table = Document(worlds: [
      try Self.report("one", [("a.p95", 629), ("b", 29), ("c", 1)]),
      try Self.report("two", [("a.p95", 1100), ("b", 29), ("d", 1)]), try Self.report("three", [("a.p95", 629)]),
    ])
    #expect(
      table.text() == """
        Requirements under 3 conditions
          1 one: 2 of 2 met
          2 two: 1 of 2 met; 1 of 2 simulated numbers differ from those of 1
          3 three: 1 of 2 met; 0 of 1 simulated numbers differ from those of 1

        Side by side
                               target        1            2             3
          PERF-01  1 worker    < 1 s    629 ms  unmet 1.1 s        629 ms
          PERF-05  50 workers  < 30 ms   29 ms        29 ms  not measured

        """)
  }
}
