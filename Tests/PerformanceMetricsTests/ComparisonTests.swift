// Every verdict and every exit code, by tables.

import PerformanceExamples
import PerformanceMetrics
import Testing

private func compare(
  _ baseline: [Metric], _ run: [Metric], known: [Requirement] = [], declared: [Requirement]? = nil,
  scope: ComparisonScope = .complete, failure: FailureThreshold = .regression,
  selection: MetricSelection = .everything
) throws -> Comparison {
  Comparison(
    baseline: Baseline(from: try Example.report(baseline, requirements: known)),
    report: try Example.report(run, requirements: declared ?? known), scope: scope,
    failure: failure, selection: selection)
}

struct VerdictCase: Sendable, CustomTestStringConvertible {
  let baseline: Int64
  let run: Int64
  let verdict: Verdict
  var unit = MetricUnit.nanoseconds
  var better = Direction.lower
  var tolerance: Tolerance?
  var testDescription: String { "\(baseline) → \(run) \(unit.rawValue), \(better) is better: \(verdict)" }

  static let all = [
    VerdictCase(baseline: 100, run: 100, verdict: .unchanged), VerdictCase(baseline: 100, run: 99, verdict: .improved),
    VerdictCase(baseline: 100, run: 101, verdict: .drifted), VerdictCase(baseline: 100, run: 120, verdict: .drifted),
    VerdictCase(baseline: 100, run: 121, verdict: .regressed),
    // 20 % of 101 is 20.2, so 121 is within and 122 is past.
    VerdictCase(baseline: 101, run: 121, verdict: .drifted), VerdictCase(baseline: 101, run: 122, verdict: .regressed),
    VerdictCase(baseline: 1_000_000_000, run: 1_200_000_000, verdict: .drifted),
    VerdictCase(baseline: 1_000_000_000, run: 1_200_000_001, verdict: .regressed),
    VerdictCase(baseline: 0, run: 0, verdict: .unchanged), VerdictCase(baseline: 0, run: 1, verdict: .regressed),
    VerdictCase(baseline: 0, run: 1, verdict: .regressed, tolerance: .absolute(5)),
    VerdictCase(baseline: 0, run: 1, verdict: .improved, unit: .callsPerSecond, better: .higher),
    VerdictCase(baseline: 29, run: 30, verdict: .regressed, unit: .calls),
    VerdictCase(baseline: 29, run: 28, verdict: .improved, unit: .calls),
    VerdictCase(baseline: 10, run: 13, verdict: .drifted, unit: .calls, tolerance: .absolute(3)),
    VerdictCase(baseline: 10, run: 14, verdict: .regressed, unit: .calls, tolerance: .absolute(3)),
    VerdictCase(baseline: 100, run: 80, verdict: .drifted, unit: .callsPerSecond, better: .higher),
    VerdictCase(baseline: 100, run: 79, verdict: .regressed, unit: .callsPerSecond, better: .higher),
    VerdictCase(baseline: 100, run: 101, verdict: .improved, unit: .callsPerSecond, better: .higher),
    // No product of the two overflows.
    VerdictCase(baseline: .max / 2, run: .max, verdict: .regressed),
    VerdictCase(baseline: .max - 1, run: .max, verdict: .drifted),
    VerdictCase(baseline: 1, run: .max, verdict: .regressed, tolerance: .relative(percent: 20)),
    VerdictCase(baseline: .max, run: 0, verdict: .regressed, better: .higher),
  ]
}

@Suite struct `Verdicts` {
  @Test(arguments: VerdictCase.all)
  func `follow the change and the tolerance`(_ row: VerdictCase) throws {
    func metric(_ value: Int64) -> Metric {
      Example.metric("m", value, unit: row.unit, better: row.better, tolerance: row.tolerance)
    }
    let comparison = try compare([metric(row.baseline)], [metric(row.run)])
    #expect(comparison.metrics.map(\.verdict) == [row.verdict])
    #expect(comparison.exitCode == (row.verdict == .regressed ? .worse : .nothingWorse))
  }

  @Test(arguments: [
    Example.metric("m", 100, unit: .bytes), Example.metric("m", 100, better: .higher),
    Example.metric("m", 100, basis: .host),
    Example.metric(
      "m", 100,
      scenario: Scenario(workload: "other", conditions: Example.scenario.conditions, seed: Example.scenario.seed)),
    Example.metric(
      "m", 100,
      scenario: Scenario(workload: Example.scenario.workload, conditions: "other", seed: Example.scenario.seed)),
    Example.metric(
      "m", 100,
      scenario: Scenario(workload: Example.scenario.workload, conditions: Example.scenario.conditions, seed: 1)),
  ])
  func `are not given across units, directions, bases and scenarios`(_ run: Metric) throws {
    let other = Example.metric("other")
    let comparison = try compare([Example.metric("m", 100), other], [run, other])
    #expect(comparison.metrics.map(\.verdict) == [.incomparable, .unchanged])
    #expect(comparison.metrics[0].differences.count == 1)
    #expect(comparison.exitCode == .incomplete)
    #expect(try compare([Example.metric("m", 100), other], [run, other], scope: .partial).exitCode == .incomplete)
  }

  @Test func `know what is missing and what is new`() throws {
    let comparison = try compare(
      [Example.metric("a"), Example.metric("b")], [Example.metric("b"), Example.metric("c")])
    #expect(comparison.metrics(.missing).map(\.id) == ["a"])
    #expect(comparison.metrics(.added).map(\.id) == ["c"])
    #expect(comparison.exitCode == .incomplete)
  }

  @Test func `use the tolerance of the baseline, and a run that declares another does not pass`() throws {
    let loosened = Example.metric("m", 130, tolerance: .relative(percent: 50))
    let comparison = try compare([Example.metric("m", 100)], [loosened])
    #expect(comparison.metrics.map(\.verdict) == [.regressed])
    let unchanged = try compare(
      [Example.metric("m", 100)], [Example.metric("m", 100, tolerance: .relative(percent: 50))])
    #expect(unchanged.metrics[0].isToleranceChanged)
    #expect(unchanged.exitCode == .worse)
  }

  @Test func `are not given to what a real clock measured`() throws {
    let host = Example.metric("host/cpu", 1, basis: .host)
    let requirement = Example.requirement("CPU", "host/cpu", .lessThan, 1)
    let comparison = try compare([Example.metric("m")], [Example.metric("m"), host])
    #expect(comparison.hostMetrics == [host])
    #expect(comparison.metrics.map(\.id) == ["m"])
    #expect(comparison.exitCode == .nothingWorse)
    #expect(Baseline(from: try Example.report([host], requirements: [requirement])).metrics.isEmpty)
    #expect(Baseline(from: try Example.report([host], requirements: [requirement])).requirements == [requirement])
  }

  @Test func `are listed worst first`() throws {
    let baseline: [(String, Int64)] = [
      ("a", 100), ("b", 100), ("c", 100), ("d", 100), ("e", 0), ("f", 100), ("g", 100),
    ]
    let run: [(String, Int64)] = [("a", 100), ("b", 130), ("c", 90), ("d", 110), ("e", 1), ("f", 150), ("h", 1)]
    let comparison = try compare(
      baseline.map { Example.metric($0, $1) }, run.map { Example.metric($0, $1) })
    #expect(comparison.metrics.map(\.id) == ["e", "f", "b", "g", "d", "h", "c", "a"])
  }
}

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

@Suite struct `An improvement` {
  @Test(
    arguments: [
      (80, .nanoseconds, .lower, false), (79, .nanoseconds, .lower, true), (120, .nanoseconds, .lower, false),
      (99, .calls, .lower, true), (100, .calls, .lower, false), (101, .rows, .higher, true),
      (100, .rows, .higher, false), (120, .callsPerSecond, .higher, false), (121, .callsPerSecond, .higher, true),
      (79, .callsPerSecond, .higher, false),
    ] as [(Int64, MetricUnit, Direction, Bool)])
  func `past the tolerance asks for a new baseline`(
    run: Int64, unit: MetricUnit, better: Direction, asks: Bool
  ) throws {
    let comparison = try compare(
      [Example.metric("m", 100, unit: unit, better: better, tolerance: nil)],
      [Example.metric("m", run, unit: unit, better: better)])
    #expect(comparison.metrics[0].isImprovedPastTolerance == asks)
    #expect(comparison.exitCode == (comparison.metrics[0].verdict == .regressed ? .worse : .nothingWorse))
  }
}

@Suite struct `A selected part` {
  private let metrics = [
    Example.metric("calls/a", 1, tags: ["calls"]), Example.metric("load/a", 1, tags: ["load", "quota"]),
    Example.metric("load/b", 1, tags: ["load"]),
  ]
  private let requirements = [Example.requirement("R", "calls/a"), Example.requirement("R", "load/b")]

  @Test(arguments: [
    (MetricSelection(patterns: "load/*"), ["load/a", "load/b"], 1),
    (MetricSelection(tags: TagSelection("quota")), ["load/a"], 0),
    (MetricSelection(patterns: "*/a", tags: TagSelection("!load")), ["calls/a"], 1),
    (.everything, ["calls/a", "load/a", "load/b"], 2),
  ])
  func `is what is judged, with the requirements over it`(_ part: MetricSelection, ids: [String], rows: Int) throws {
    let comparison = try compare(metrics, metrics, known: requirements, selection: part)
    #expect(comparison.metrics.map(\.id) == ids)
    #expect(comparison.requirements.count == rows)
  }

  @Test func `still misses what the run lacks, by the tags of the baseline`() throws {
    let load = MetricSelection(tags: TagSelection("load"))
    #expect(try compare(metrics, [metrics[1], metrics[2]], selection: load).exitCode == .nothingWorse)
    #expect(try compare(metrics, [metrics[0], metrics[1]], selection: load).exitCode == .incomplete)
  }
}

@Suite struct `Exit codes` {
  @Test(arguments: [(Int64(99), ExitCode.worse), (100, .nothingWorse), (101, .worse), (121, .worse)])
  func `put any change at 2 when drift fails`(run: Int64, exitCode: ExitCode) throws {
    let comparison = try compare([Example.metric("m")], [Example.metric("m", run)], failure: .drift)
    #expect(comparison.exitCode == exitCode)
  }

  @Test func `put worse before incomplete before nothing worse`() throws {
    let baseline = [Example.metric("a"), Example.metric("b")]
    #expect(try compare(baseline, baseline).exitCode == .nothingWorse)
    #expect(try compare(baseline, [Example.metric("a")]).exitCode == .incomplete)
    #expect(try compare(baseline, [Example.metric("a", 121)]).exitCode == .worse)
    #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 2, 3])
  }

  @Test func `let a part of the baseline pass when the caller says so`() throws {
    let baseline = [Example.metric("a"), Example.metric("b")]
    let requirements = [Example.requirement("R", "b")]
    let run = [Example.metric("a")]
    #expect(try compare(baseline, run, known: requirements).exitCode == .incomplete)
    #expect(try compare(baseline, run, known: requirements, scope: .partial).exitCode == .nothingWorse)
    #expect(try compare(baseline, run, known: requirements, declared: [], scope: .partial).exitCode == .nothingWorse)
    #expect(try compare(baseline, [Example.metric("a", 121)], scope: .partial).exitCode == .worse)
  }

  @Test func `of a part are those of the whole but for what is missing`() throws {
    let a = Example.metric("a")
    let other = Scenario(workload: "other", conditions: "other", seed: 1)
    let (strict, loose) = (Example.requirement("R", "a", .lessThan, 200), Example.requirement("R", "a", .lessThan, 300))
    for (run, known, declared, code) in [
      (Example.metric("b", scenario: other), [], [], .incomplete), (Example.metric("b", 121), [], [], .worse),
      (Example.metric("b", tolerance: .relative(percent: 50)), [], [], .worse),
      (Example.metric("b"), [strict], [loose], .worse),
      (Example.metric("b"), [Example.requirement("R", "a", .lessThan, 9)], nil, .worse),
    ] as [(Metric, [Requirement], [Requirement]?, ExitCode)] {
      let comparison = try compare(
        [a, Example.metric("b"), Example.metric("missing")], [a, run], known: known, declared: declared, scope: .partial
      )
      #expect(comparison.exitCode == code)
    }
    let edited = Baseline(from: try Example.report([a]))
    let unexplained = Comparison(
      baseline: Baseline(from: try Example.report([a, Example.metric("b")])), report: try Example.report([a]),
      edited: edited, scope: .partial)
    #expect(unexplained.exitCode == .worse)
  }

  @Test(arguments: [ComparisonScope.complete, .partial])
  func `never pass when nothing was compared`(_ scope: ComparisonScope) throws {
    let metric = [Example.metric("a")]
    #expect(try compare(metric, [], scope: scope).exitCode == .incomplete)
    #expect(try compare([], metric, scope: scope).exitCode == .incomplete)
    #expect(try compare(metric, [Example.metric("host", basis: .host)], scope: scope).exitCode == .incomplete)
  }
}

@Suite struct `Failed tests` {
  private func compare(_ tests: [TestOutcome]?, value: Int64 = 100) throws -> Comparison {
    let report = try Example.report([Example.metric("m", value)])
    let run = try PerformanceReport(
      run: Example.run.with(tests: tests, warnings: []), requirements: [], metrics: report.metrics, series: [])
    return Comparison(baseline: Baseline(from: try Example.report([Example.metric("m")])), report: run)
  }

  @Test(arguments: [
    (TestOutcome.Status.passed, ExitCode.nothingWorse), (.failed, .incomplete), (.unfinished, .incomplete),
  ])
  func `make the run no whole measurement`(status: TestOutcome.Status, code: ExitCode) throws {
    #expect(try compare([TestOutcome(name: "A/b()", status: status)]).exitCode == code)
  }

  @Test func `that a run says nothing of do not pass`() throws {
    #expect(try compare(nil).exitCode == .incomplete)
  }

  @Test func `do not hide a regression`() throws {
    #expect(try compare([TestOutcome(name: "A/b()", status: .failed)], value: 200).exitCode == .worse)
  }

  @Test func `outlive the way through a file, and a merge`() throws {
    let tests = [
      TestOutcome(name: "A/b()", status: .failed, issue: "a row was lost"), .init(name: "C", status: .passed),
    ]
    let report = try PerformanceReport(
      run: Example.run.with(tests: tests, warnings: []), requirements: [], metrics: [Example.metric("m")], series: [])
    let read = try PerformanceReport(json: report.json(), file: "run.json")
    #expect(read.run.tests == tests)
    let passed = try PerformanceReport(
      run: Example.run.with(tests: [.init(name: "A/b()", status: .passed)], warnings: []), requirements: [],
      metrics: [Example.metric("n")], series: [])
    let merged = try PerformanceReport(
      merging: [NamedReport(name: "one", report: passed), NamedReport(name: "two", report: read)], baseline: nil)
    #expect(merged.run.tests == tests)
  }
}
