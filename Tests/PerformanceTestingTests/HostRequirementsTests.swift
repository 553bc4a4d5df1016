import PerformanceMetrics
import Testing

@testable import PerformanceTesting

struct HostRequirementsTests {
  private static func metric(_ id: String, _ unit: MetricUnit, _ basis: Basis) -> Metric {
    Metric(
      id: id, unit: unit, basis: basis, scenario: Scenario(workload: "w", conditions: "c", seed: 1), value: 10)
  }

  private static func require(_ metric: String, unit: MetricUnit) -> Requirement {
    Requirement(id: metric, row: "", metric: metric, relation: .atMost, target: 5, unit: unit)
  }

  private static let allocations = require("parsing.allocations", unit: .count)
  private static let latency = require("invoice.p95", unit: .nanoseconds)
  private static let measured = [
    metric("parsing.allocations", .count, .host), metric("invoice.p95", .nanoseconds, .simulated),
  ]

  @Test func `a debug build does not judge what is allocated, and says so`() {
    let found = HostRequirements(
      [Self.allocations, Self.latency], metrics: Self.measured, absent: [], configuration: .debug)
    #expect(found.judged == [Self.latency])
    #expect(found.warnings.first?.hasPrefix("Not judged in a debug build: parsing.allocations") == true)
  }

  @Test func `a release build judges what is allocated`() {
    let found = HostRequirements(
      [Self.allocations, Self.latency], metrics: Self.measured, absent: [], configuration: .release)
    #expect(found.judged == [Self.allocations, Self.latency])
    #expect(found.warnings.isEmpty && found.refusals.isEmpty)
  }

  @Test func `a metric that could not be counted stays required of a release build`() {
    for (configuration, judged) in [(BuildConfiguration.debug, []), (.release, [Self.allocations])] {
      let found = HostRequirements(
        [Self.allocations], metrics: [], absent: ["parsing.allocations"], configuration: configuration)
      #expect(found.judged == judged)
    }
  }

  @Test func `a metric that nobody measured stays required`() {
    let found = HostRequirements([Self.allocations], metrics: [], absent: [], configuration: .debug)
    #expect(found.judged == [Self.allocations])
  }

  @Test func `a bound on a time of the machine is refused`() {
    let time = Self.require("parsing.processor-time.p50", unit: .nanoseconds)
    let found = HostRequirements(
      [time, Self.latency], metrics: Self.measured + [Self.metric(time.metric, .nanoseconds, .host)], absent: [],
      configuration: .release)
    #expect(found.refusals.count == 1)
    #expect(found.refusals.first?.contains("compare-builds judges times") == true)
  }
}
