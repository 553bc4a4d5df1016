// Whether requirements are met, over metrics of either basis, and what the gate makes of it.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Requirements` {
  @Test(arguments: [
    (Relation.lessThan, 99, true), (.lessThan, 100, false), (.atMost, 100, true), (.atMost, 101, false),
    (.equalTo, 100, true), (.equalTo, 99, false), (.atLeast, 100, true), (.atLeast, 99, false),
  ])
  func `are met when the number relates to the target as required`(relation: Relation, actual: Int64, met: Bool) {
    let result = Example.requirement("R", "m", relation, 100).evaluate([Example.metric("m", actual)])
    #expect(result.status == (met ? .met : .unmet))
    #expect(result.actual == actual)
  }

  @Test func `are not measured without their metric, nor by one in another unit`() {
    let requirement = Example.requirement("R", "m")
    #expect(requirement.evaluate([]).status == .notMeasured)
    #expect(requirement.evaluate([Example.metric("m", 1, unit: .calls)]).status == .notMeasured)
  }

  @Test func `of the simulated world do not pass with what a real clock measured`() throws {
    let comparison = try compare(
      [Example.metric("m")], [Example.metric("m", basis: .host)], known: [Example.requirement("R", "m")])
    #expect(comparison.metrics.map(\.verdict) == [.incomparable])
    #expect(comparison.exitCode == .incomplete)
  }

  @Test(arguments: [(1, ExitCode.worse), (2, .nothingWorse)] as [(Int64, ExitCode)])
  func `fail over what a real clock measured too`(target: Int64, code: ExitCode) throws {
    let host = Example.metric("host/cpu", 1, basis: .host)
    let comparison = try compare(
      [Example.metric("m")], [Example.metric("m"), host],
      declared: [Example.requirement("CPU", "host/cpu", .lessThan, target)])
    #expect(comparison.exitCode == code)
  }

  @Test func `over the machine are left to a release build, and stay in the baseline`() throws {
    let metrics = [Example.metric("m"), Example.metric("host/blocks", 1, unit: .count, basis: .host)]
    let requirement = Example.requirement("BLOCKS", "host/blocks", .atMost, 1, unit: .count)
    let baseline = Baseline(from: try Example.report(metrics, requirements: [requirement]))
    let debug = try Example.report(metrics)
    #expect(Comparison(baseline: baseline, report: debug).exitCode == .nothingWorse)
    #expect(Baseline(from: debug, replacing: baseline).requirements == [requirement])
    let unmeasured = try Example.report([Example.metric("m")])
    #expect(Comparison(baseline: baseline, report: unmeasured).exitCode != .nothingWorse)
  }

  @Test func `alone are enough to judge, where the baseline holds no metric`() throws {
    let requirement = Example.requirement("CPU", "host/cpu", .lessThan, 2)
    let run = [Example.metric("host/cpu", 1, basis: .host)]
    #expect(try compare([], run, declared: [requirement]).exitCode == .nothingWorse)
    #expect(try compare([], run).exitCode == .incomplete)
    #expect(try compare([Example.metric("m")], run, declared: [requirement]).exitCode == .incomplete)
  }

  @Test func `say in words what was measured and what was expected`() {
    let requirement = Example.requirement("R", "m", .lessThan, 1_000_000_000, row: "one worker")
    #expect(
      requirement.evaluate([Example.metric("m", 1_200_000_000)]).sentence == "R, one worker: m is 1.2 s, expected < 1 s"
    )
    #expect(
      requirement.evaluate([Example.metric("m", 1_000_000_000)]).sentence == "R, one worker: m is 1 s, expected < 1 s")
    #expect(requirement.evaluate([]).sentence == "R, one worker: m was not measured, expected < 1 s")
  }

  @Test func `are judged by the baseline target, and another one does not pass`() throws {
    let (strict, loose) = (Example.requirement("R", "m", .lessThan, 100), Example.requirement("R", "m", .lessThan, 200))
    let kept = try compare([Example.metric("m", 90)], [Example.metric("m", 90)], known: [strict], declared: [loose])
    #expect(kept.requirements.map(\.declaration) == [.changed])
    #expect(kept.requirements.map(\.result.status) == [.met])
    #expect(kept.exitCode == .worse)
    let broken = try compare(
      [Example.metric("m", 90)], [Example.metric("m", 105)], known: [strict], declared: [loose])
    #expect(broken.requirements.map(\.result.status) == [.unmet])
  }

  @Test func `that the run no longer declares are missing`() throws {
    let comparison = try compare(
      [Example.metric("m")], [Example.metric("m")], known: [Example.requirement("R", "m")], declared: [])
    #expect(comparison.requirements.map(\.declaration) == [.missing])
    #expect(comparison.exitCode == .incomplete)
  }

  @Test(arguments: [(Int64(150), ExitCode.nothingWorse), (50, .worse)])
  func `that only the run declares are judged by their own target`(target: Int64, exitCode: ExitCode) throws {
    let comparison = try compare(
      [Example.metric("m")], [Example.metric("m")], declared: [Example.requirement("R", "m", .atMost, target)])
    #expect(comparison.requirements.map(\.declaration) == [.added])
    #expect(comparison.exitCode == exitCode)
  }
}

@Suite struct `A requirement without names of its own` {
  private let requirement = Requirement(
    id: "invoice.p95", row: "", metric: "invoice.p95", relation: .lessThan, target: 5, unit: .count)

  @Test func `says in its sentence what the metric says, once`() {
    #expect(requirement.evaluate([]).sentence == "invoice.p95 was not measured, expected < 5")
  }

  @Test func `is measured where the metric's scenario says`() {
    let metric = Metric(
      id: "invoice.p95", unit: .count, basis: .simulated,
      scenario: Scenario(workload: "20 times", conditions: "none", seed: 1), value: 4)
    #expect(requirement.evaluate([metric]).row == "20 times")
    #expect(requirement.evaluate([]).row == "invoice.p95")
  }
}
