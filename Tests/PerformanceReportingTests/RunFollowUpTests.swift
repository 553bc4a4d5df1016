// What a run suggests to type next.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `What to type after a run` {
  private static let commands = SuggestedCommands { _ in nil }
  private static let costs = "costs against the last commit: swift run performance compare-builds HEAD"
  private static let cost = Metric(
    id: "parsing.allocations", unit: .count, basis: .host, scenario: Example.scenario, value: 5,
    labels: ["cost": "allocations"])
  private static let simulated = Metric(
    id: "a.calls", unit: .calls, basis: .simulated, scenario: Example.scenario, value: 5)
  private static let bound = Example.requirement("R", cost.id, .atMost, 40, unit: .count)

  private func lines(
    _ metrics: [Metric], _ requirements: [Requirement] = [], _ build: BuildConfiguration = .debug,
    hasBaseline: Bool = false, isPartial: Bool = false
  ) throws -> [String] {
    let report = try Example.report(metrics, requirements: requirements, configuration: build)
    return RunFollowUp(report, hasBaseline: hasBaseline, isPartial: isPartial, Self.commands).lines
  }

  @Test func `makes a first run the baseline, and compares a later one`() throws {
    #expect(try lines([Self.simulated]) == ["make it the first baseline: swift run performance update"])
    #expect(
      try lines([Self.simulated], isPartial: true)
        == ["make it the first baseline: swift test --filter performance"])
    #expect(
      try lines([Self.simulated], hasBaseline: true) == ["against the baseline: swift run performance compare"])
    #expect(
      try lines([Self.simulated], hasBaseline: true, isPartial: true)
        == ["against the baseline: swift run performance compare --partial"])
  }

  @Test func `measures costs alone in a release build, and against another commit`() throws {
    #expect(
      try lines([Self.cost])
        == [
          "what is allocated, against its requirements: swift test -c release --filter performance", Self.costs,
        ])
    #expect(try lines([Self.cost], [], .release) == [Self.costs])
    #expect(
      try lines([Self.cost], [Self.bound], .release)
        == ["make it the first baseline: swift run performance update", Self.costs])
    #expect(
      try lines([Self.cost], [Self.bound], .release, hasBaseline: true)
        == ["against the baseline: swift run performance compare", Self.costs])
  }
}
