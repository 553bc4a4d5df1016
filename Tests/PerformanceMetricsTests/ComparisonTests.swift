// Every verdict and every exit code, by tables.

import PerformanceExamples
import PerformanceMetrics
import Testing

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
