// Several root suites of one invocation make one report.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A joined report` {
  private func part(
    _ suite: String, _ value: Int64 = 1, id: String? = nil, requirements: [Requirement] = [],
    status: TestOutcome.Status = .passed
  ) throws -> PerformanceReport {
    let metric = Metric(
      id: id ?? suite, unit: .calls, basis: .simulated, scenario: Example.scenario, value: value,
      test: "\(suite)/test()")
    return try PerformanceReport(
      run: Example.run.with(tests: [TestOutcome(name: "\(suite)/test()", status: status)], warnings: []),
      requirements: requirements, metrics: [metric], series: [])
  }

  @Test func `holds the metrics and tests of both`() throws {
    let joined = try part("A").joined(with: part("B", status: .failed), of: "B")
    #expect(joined.metrics.map(\.id) == ["A", "B"])
    #expect(joined.run.tests?.map(\.name) == ["A/test()", "B/test()"])
    #expect(joined.run.failedTests.map(\.name) == ["B/test()"])
  }

  @Test func `takes what a suite measured last`() throws {
    let joined = try part("A").joined(with: part("B", 1), of: "B").joined(with: part("B", 2), of: "B")
    #expect(joined.metrics.map(\.value) == [1, 2])
    #expect(joined.run.tests?.count == 2)
  }

  @Test func `takes no suite for another whose name it begins with`() throws {
    let joined = try part("Load2").joined(with: part("Load"), of: "Load")
    #expect(joined.metrics.map(\.id) == ["Load", "Load2"])
  }

  @Test func `refuses an id that both measured`() throws {
    let (one, two) = (try part("A", id: "x"), try part("B", id: "x"))
    #expect(throws: ReportError.measuredTwice(id: "x", tests: ["A/test()", "B/test()"])) {
      try one.joined(with: two, of: "B")
    }
  }

  @Test func `judges the requirements of both over all metrics`() throws {
    let over = Example.requirement("PERF-03", "A", .atMost, 1, unit: .calls)
    let joined = try part("A", 2).joined(with: part("B", requirements: [over]), of: "B")
    #expect(joined.requirements.map(\.status) == [.unmet])
  }

  @Test func `refuses a requirement that both declare with another target`() throws {
    let bounds = [1, 2].map { Example.requirement("PERF-03", "A", .atMost, $0, unit: .calls) }
    let (strict, loose) = (bounds[0], bounds[1])
    let one = try part("A", requirements: [strict])
    #expect(try one.joined(with: part("B", requirements: [strict]), of: "B").requirements.count == 1)
    let other = try part("B", requirements: [loose])
    #expect(throws: ReportError.duplicateRequirement(id: "PERF-03", metric: "A")) {
      try one.joined(with: other, of: "B")
    }
  }
}
