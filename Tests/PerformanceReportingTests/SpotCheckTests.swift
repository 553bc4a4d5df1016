// What one test's run shows at once, and of what it warns.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

extension Rendering {
  /// A part of the run in which everything happens.
  static func spotCheck() throws -> Comparison {
    let whole = try worse()
    let metrics = whole.metrics.filter { !$0.id.hasPrefix("c") }.compactMap(\.run) + whole.hostMetrics
    let old = try Example.report(
      whole.metrics.compactMap(\.baseline), requirements: whole.requirements.compactMap(\.baseline))
    return Comparison(
      baseline: Baseline(from: old),
      report: try Example.report(metrics, requirements: whole.requirements.compactMap(\.baseline)), scope: .partial)
  }
}

@Suite struct `A spot check` {
  @Test func `warns of what is worse, once a test, and of nothing else`() throws {
    let metrics = [("a", 5, "first"), ("b", 5, "first"), ("c", 5, "second"), ("d", 5, "third"), ("e", 5, "fourth")]
    func report(_ change: [String: Int64]) throws -> PerformanceReport {
      try Example.report(
        metrics.map { id, value, test in
          Metric(
            id: id, unit: .calls, basis: .simulated, scenario: Example.scenario,
            value: Int64(value) + (change[id] ?? 0), test: test)
        })
    }
    let baseline = Baseline(from: try report([:]))
    let check = SpotCheck(
      Comparison(baseline: baseline, report: try report(["a": 1, "b": 2, "c": -1, "d": 3]), scope: .partial))
    #expect(check.warnings.map(\.test) == ["first", "third"])
    #expect(
      check.warnings.map(\.sentence) == [
        "worse than the baseline: b regressed from 5 calls to 7 calls (+2 calls); a regressed from 5 calls to 6 calls (+1 call)",
        "worse than the baseline: d regressed from 5 calls to 8 calls (+3 calls)",
      ])
    #expect(SpotCheck(Comparison(baseline: baseline, report: try report([:]), scope: .partial)).warnings.isEmpty)
  }

  @Test func `lists the worst and counts the rest`() throws {
    let names = (0..<50).map { "m\($0)" }
    let baseline = Baseline(from: try Example.report(names.map { Example.metric($0, 100) }))
    let run = try Example.report(names.map { Example.metric($0, $0 == "m49" ? 110 : 100) })
    let text = SpotCheck(Comparison(baseline: baseline, report: run, scope: .partial)).document.text()
    let lines = text.split(separator: "\n")
    #expect(lines.contains { $0.contains("drifted    m49") })
    #expect(lines.last == "  and 38 more, none of them worse than these")
  }
}
