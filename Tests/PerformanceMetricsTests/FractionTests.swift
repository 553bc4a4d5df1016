// Means and ratios are judged as they were counted, by tables worked out by hand.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

/// A mean or a ratio, whose value is its fraction rounded down.
private func metric(
  _ numerator: Int64, over denominator: Int64, _ unit: MetricUnit = .calls, better: Direction = .lower,
  tolerance: Tolerance? = nil
) -> Metric {
  let value = (Int128(numerator) * (unit == .permille ? 1_000 : 1)) / Int128(denominator)
  return Metric(
    id: "m", unit: unit, better: better, basis: .simulated, tolerance: tolerance, scenario: Example.scenario,
    value: Int64(clamping: value), fraction: Fraction(numerator, over: denominator))
}

private func comparison(_ baseline: Metric, _ run: Metric, _ failure: FailureThreshold = .regression) throws
  -> Comparison
{
  Comparison(
    baseline: Baseline(from: try Example.report([baseline])), report: try Example.report([run]), failure: failure)
}

struct FractionCase: Sendable, CustomTestStringConvertible {
  let baseline: (Int64, Int64)
  let run: (Int64, Int64)
  let verdict: Verdict
  var unit = MetricUnit.calls
  var better = Direction.lower
  var tolerance: Tolerance?
  var testDescription: String { "\(baseline) → \(run) \(unit.rawValue), \(better) is better: \(verdict)" }

  private static let percent = Tolerance.relative(percent: 20)

  static let all = [
    // Failures of 10,000, and operations of 100 that make a second call: the values are 0 and 0, 1 and 1.
    FractionCase(baseline: (1, 10_000), run: (4, 10_000), verdict: .regressed, unit: .permille),
    FractionCase(baseline: (0, 10_000), run: (1, 10_000), verdict: .regressed, unit: .permille),
    FractionCase(baseline: (110, 100), run: (149, 100), verdict: .regressed),
    FractionCase(baseline: (149, 100), run: (110, 100), verdict: .improved),
    // Off by one call in 10,000.
    FractionCase(baseline: (10_000, 10_000), run: (10_001, 10_000), verdict: .regressed),
    FractionCase(baseline: (10_000, 10_000), run: (10_001, 10_000), verdict: .drifted, tolerance: percent),
    FractionCase(baseline: (1, 2), run: (5_000, 10_000), verdict: .unchanged),
    // A fifth exactly, and the least more than that.
    FractionCase(baseline: (100, 7), run: (120, 7), verdict: .drifted, unit: .nanoseconds),
    FractionCase(baseline: (100, 7), run: (1_200_000_001, 70_000_000), verdict: .regressed, unit: .nanoseconds),
    FractionCase(baseline: (100, 7), run: (80, 7), verdict: .drifted, better: .higher, tolerance: percent),
    FractionCase(
      baseline: (100, 7), run: (799_999_999, 70_000_000), verdict: .regressed, better: .higher, tolerance: percent),
    FractionCase(baseline: (1, 3), run: (0, 3), verdict: .drifted, better: .higher, tolerance: .relative(percent: 100)),
    FractionCase(baseline: (0, 3), run: (1, 3), verdict: .regressed, tolerance: .absolute(5)),
    // An amount: 5 thousandths of a ratio, half a call of none.
    FractionCase(baseline: (1, 1), run: (1_005, 1_000), verdict: .drifted, unit: .permille, tolerance: .absolute(5)),
    FractionCase(
      baseline: (1, 1), run: (10_051, 10_000), verdict: .regressed, unit: .permille, tolerance: .absolute(5)),
    FractionCase(baseline: (3, 2), run: (5, 2), verdict: .drifted, tolerance: .absolute(1)),
    FractionCase(baseline: (3, 2), run: (5_001, 2_000), verdict: .regressed, tolerance: .absolute(1)),
    // No product overflows, and none is cut short.
    FractionCase(baseline: (.max, .max - 1), run: (.max - 1, .max - 2), verdict: .drifted, tolerance: percent),
    FractionCase(baseline: (.max - 1, .max), run: (.max, .max), verdict: .drifted, unit: .permille),
    FractionCase(baseline: (.max, 1), run: (.max, .max), verdict: .regressed, better: .higher, tolerance: percent),
    FractionCase(
      baseline: (1, .max), run: (.max, 1), verdict: .drifted, tolerance: .absolute(.max)),
    FractionCase(
      baseline: (1, .max), run: (.max, 1), verdict: .regressed, tolerance: .relative(percent: .max)),
  ]
}

@Suite struct `Means and ratios` {
  @Test(arguments: FractionCase.all)
  func `are judged exactly, whatever their rounded values are`(_ row: FractionCase) throws {
    func metric(_ side: (Int64, Int64)) -> Metric {
      PerformanceMetricsTests.metric(
        side.0, over: side.1, row.unit, better: row.better, tolerance: row.tolerance)
    }
    let (baseline, run) = (metric(row.baseline), metric(row.run))
    #expect(try comparison(baseline, run).metrics.map(\.verdict) == [row.verdict])
    #expect(try comparison(baseline, run).exitCode == (row.verdict == .regressed ? .worse : .nothingWorse))
    #expect(try comparison(baseline, run, .drift).exitCode == (row.verdict == .unchanged ? .nothingWorse : .worse))
    // The way back is the opposite, and an edit of the baseline is judged as a run is.
    let back = try comparison(run, baseline).metrics.map(\.change?.signum)
    #expect(back == [try comparison(baseline, run).metrics[0].change.map { -$0.signum }])
    let edits = BaselineEdit.edits(
      from: Baseline(from: try Example.report([baseline])), to: Baseline(from: try Example.report([run])))
    let worse: [BaselineEdit.Kind] = [.drifted, .regressed].contains(row.verdict) ? [.worse] : []
    #expect(edits.map(\.kind) == (row.verdict == .improved ? [.better] : worse))
  }

  @Test func `made of samples and counts hold what they were counted as`() throws {
    let samples = try Example.samples(4)
    let mean = try Metric.mean(id: "mean", of: samples, basis: .simulated, scenario: Example.scenario)
    #expect(mean.fraction == Fraction(10, over: 4))
    let thousandths = try Metric.mean(
      id: "mean", of: samples, unit: .permille, basis: .simulated, scenario: Example.scenario)
    #expect(thousandths.exact == Fraction(10, over: 4_000))
    let ratio = try Metric.ratio(id: "ratio", of: 612, over: 610, basis: .simulated, scenario: Example.scenario)
    #expect(ratio.fraction == Fraction(612, over: 610))
    let percentile = try Metric.percentile(500, id: "p50", of: samples, basis: .simulated, scenario: Example.scenario)
    #expect(percentile.fraction == nil && percentile.exact == Fraction(2, over: 1))
  }

  @Test func `of an old baseline are what its distribution says, or else rounded`() throws {
    func mean(_ second: Int, _ distribution: Bool, _ fraction: Bool) throws -> Metric {
      let samples = try (0..<100).map { try Sample(value: $0 < second ? 2 : 1) }
      let mean = try Metric.mean(id: "m", of: samples, unit: .calls, basis: .simulated, scenario: Example.scenario)
      return Metric(
        id: "m", unit: .calls, basis: .simulated, scenario: Example.scenario, value: mean.value,
        fraction: fraction ? mean.fraction : nil, labels: mean.labels,
        distribution: distribution ? mean.distribution : nil)
    }
    let run = try mean(49, true, true)
    #expect(try comparison(mean(10, true, false), run).metrics.map(\.verdict) == [.regressed])
    #expect(try comparison(mean(10, false, true), run).metrics.map(\.verdict) == [.regressed])
    #expect(try comparison(mean(10, false, false), run).metrics.map(\.verdict) == [.unchanged])
    #expect(try comparison(run, mean(10, false, false)).metrics.map(\.verdict) == [.unchanged])
  }

  @Test(
    arguments: [
      // A mean of 999,999,999.6 ns and one of 1,000,000,000.4 ns, against 1 s.
      (4_999_999_998, 5, .nanoseconds, .lessThan, 1_000_000_000, true, 0, 0),
      (5_000_000_002, 5, .nanoseconds, .atMost, 1_000_000_000, false, -1, -1),
      (5_000_000_002, 5, .nanoseconds, .atLeast, 1_000_000_000, true, 0, 0),
      (4_999_999_998, 5, .nanoseconds, .atLeast, 1_000_000_000, false, -1, -1),
      (5_000_000_002, 5, .nanoseconds, .equalTo, 1_000_000_000, false, -1, nil),
      (5_000_000_000, 5, .nanoseconds, .equalTo, 1_000_000_000, true, 0, nil),
      // 1 failure in 10,000 is not none; 0.9996 is not 1.
      (1, 10_000, .permille, .equalTo, 0, false, -1, nil), (9_996, 10_000, .permille, .lessThan, 1_000, true, 0, 0),
      (.max, 1, .permille, .atMost, 1, false, .min, -.max), (29, 1, .calls, .lessThan, 30, true, 0, 33),
    ] as [(Int64, Int64, MetricUnit, Relation, Int64, Bool, Int64, Int64?)])
  func `meet a requirement exactly or not at all`(
    numerator: Int64, denominator: Int64, unit: MetricUnit, relation: Relation, target: Int64, met: Bool, left: Int64,
    permille: Int64?
  ) throws {
    let result = Example.requirement("R", "m", relation, target, unit: unit)
      .evaluate([metric(numerator, over: denominator, unit)])
    #expect(result.status == (met ? .met : .unmet))
    #expect(result.headroom?.left == left && result.headroom?.permille == permille)
    #expect(result.texts.actual != result.texts.target || result.headroom?.left == 0)
  }

  @Test func `are coded as two whole numbers, and as nothing else`() throws {
    let report = try Example.report([metric(612, over: 610)])
    let text = String(decoding: try report.json(), as: UTF8.self)
    #expect(text.contains("\"fraction\":[612,610],"))
    #expect(try PerformanceReport(json: Data(text.utf8), file: "r").metrics == report.metrics)
    for (wrong, found) in [
      ("[-1,610]", "-1 over 610"), ("[612,0]", "612 over 0"), ("[612,610,1]", "612 over 610 and more"),
    ] {
      let error = #expect(throws: InputError.self) {
        try PerformanceReport(json: Data(text.replacing("[612,610]", with: wrong).utf8), file: "r")
      }
      #expect(error?.place == "metrics[0].fraction" && error?.found == found)
    }
    #expect(throws: InputError.self) {
      try PerformanceReport(json: Data(text.replacing("[612,610]", with: "[612]").utf8), file: "r")
    }
  }

  @Test(
    arguments: [
      (Fraction(-1, over: 4), 2, "fraction[0]", "-1"), (Fraction(10, over: 0), 2, "fraction[1]", "0"),
      (Fraction(10, over: 3), 2, "fraction", "10 over 3"), (Fraction(11, over: 4), 2, "fraction", "11 over 4"),
    ] as [(Fraction, Int64, String, String)])
  func `that contradict their value or distribution are refused`(
    fraction: Fraction, value: Int64, field: String, found: String
  ) throws {
    let metric = Metric(
      id: "m", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: value, fraction: fraction,
      labels: [MetricLabel.statistic: "mean"], distribution: Distribution(try Example.samples(4)))
    let error = #expect(throws: ReportError.self) { try Example.report([metric]) }
    guard case .invalidMetric(_, let name, let seen, _) = error else {
      Issue.record("made of \(fraction)")
      return
    }
    #expect((name, seen) == (field, found))
  }

  @Test func `that a file contradicts are judged by their value, with a note`() throws {
    let report = try Example.report([metric(110, over: 100)])
    let text = String(decoding: try report.json(), as: UTF8.self)
    let edited = try PerformanceReport(
      json: Data(text.replacing("\"unit\":\"calls\",\"value\":1", with: "\"unit\":\"calls\",\"value\":3").utf8),
      file: "r")
    let comparison = Comparison(baseline: Baseline(from: report), report: edited)
    #expect(comparison.metrics.map(\.verdict) == [.regressed])
    #expect(
      comparison.notes == ["m: its fraction is 110 over 100, but should be 3 in calls, its value, before rounding"])
  }

  @Test func `whose total overflows are an error that names the metric`() throws {
    let half = try Sample(value: .max / 2 + 1)
    for make in [
      { try [Metric.mean(id: "m", of: $0, basis: .host, scenario: Example.scenario)] },
      { try [Metric.percentile(950, id: "m", of: $0, basis: .host, scenario: Example.scenario)] },
    ] as [([Sample]) throws -> [Metric]] {
      #expect(throws: MetricError.tooLargeTotal(id: "m")) { try make([half, half]) }
      #expect(try make([half]).map(\.value) == [.max / 2 + 1])
    }
    #expect(throws: MetricError.tooLargeTotal(id: "m.p50")) {
      try Metric.summary(id: "m", of: [half, half], basis: .host, scenario: Example.scenario)
    }
    #expect("\(MetricError.tooLargeTotal(id: "m"))".hasPrefix("metric m: found samples whose total is more than "))
  }

  @Test func `that became worse by less than their rounding keep both in the reason`() throws {
    let old = Baseline(from: try Example.report([metric(110, over: 100)]))
    let new = Baseline(from: try Example.report([metric(149, over: 100)]), replacing: old, reason: "on purpose")
    let reason = try #require(new.metricEntries[0].reasons.first)
    #expect(reason.fractions == [Fraction(110, over: 100), Fraction(149, over: 100)])
    #expect(try Baseline(json: new.json(), file: "b") == new)
  }
}
