// Each rule of advice: where it applies, and where it does not.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A recommendation` {
  private func rules(_ content: ReportContent) -> [Recommendation.Rule] { content.advice.map(\.rule) }

  @Test func `is not given where there is nothing to do`() throws {
    let content = try DocumentExample.content(try DocumentExample.report())
    #expect(rules(content) == [])
    #expect(content.document.markdown().contains("## Recommendations\n\nThere is nothing to do.\n"))
  }

  @Test(
    arguments: [(900, []), (901, [.headroom]), (999, [.headroom]), (1000, [.unmet])]
      as [(Int64, [Recommendation.Rule])])
  func `warns of headroom under a tenth, and of an unmet requirement`(
    p95: Int64, expected: [Recommendation.Rule]
  ) throws {
    // The baseline moves along, so that no regression comes in.
    #expect(rules(DocumentExample.committed(try DocumentExample.report(p95: p95))) == expected)
  }

  @Test func `names the cause of what regressed, once`() throws {
    let content = try DocumentExample.content(try DocumentExample.report(p95: 800))
    #expect(
      content.advice.map(\.text) == [
        "Queued +200 ms: 1 metric (1 regressed), the worst latency/one-worker.finalize-10.p95. Undo the change, or update "
          + "the baseline with your reason."
      ])
  }

  @Test(arguments: [MetricUnit.calls, .rows, .chunks, .operations, .count])
  func `does not warn of a count at its bound, which is so by design`(unit: MetricUnit) throws {
    let report = try Example.report(
      [Example.metric("m", 900, unit: unit)],
      requirements: [Example.requirement("PERF-04", "m", .atMost, 900, unit: unit)])
    #expect(rules(DocumentExample.committed(report)) == [])
  }

  @Test(
    arguments: [
      ([600, 601, 602, 603, 604], [.drift]), ([600, 600, 600, 600, 600], []), ([604, 603, 602, 601, 600], []),
      ([500, 600, 600, 600, 600, 600], []), ([600, 601, 602, 603], []),
    ] as [([Int64], [Recommendation.Rule])])
  func `warns of what became worse over five runs`(values: [Int64], expected: [Recommendation.Rule]) throws {
    let content = try DocumentExample.content(
      try DocumentExample.report(), trend: try DocumentExample.trend(values))
    #expect(rules(content) == expected)
  }

  @Test(
    arguments: [(.higher, [.drift], []), (.lower, [], [.drift])]
      as [(Direction, [Recommendation.Rule], [Recommendation.Rule])])
  func `takes for worse what is worse in the metric's direction`(
    better: Direction, falling: [Recommendation.Rule], rising: [Recommendation.Rule]
  ) throws {
    func metric(_ value: Int64) -> Metric { Example.metric("m", value, unit: .callsPerSecond, better: better) }
    let baseline = Baseline(from: try Example.report([metric(1_000)]))
    for (step, expected) in [(Int64(-10), falling), (10, rising)] {
      let lines = try (1...5).map { day in
        try HistoryEntry(History.run("\(day)abc0c1d2e3f4051", day, [metric(1_000 + Int64(day) * step)])).line()
      }
      let history = try History(ndjson: lines.reduce(Data(), +), file: "h")
      let content = ReportContent(
        baseline: baseline, trend: Trend(history: history, baseline: baseline, last: 50),
        commands: DocumentExample.commands)
      #expect(rules(content) == expected)
    }
  }

  @Test func `makes no forecast from a step that ends at the baseline's own value`() throws {
    // The baseline has 600 ms: it was updated to the last run on purpose.
    let content = try DocumentExample.content(
      try DocumentExample.report(), trend: try DocumentExample.trend([500, 500, 500, 500, 600]))
    #expect(rules(content) == [])
    let trend = try #require(content.document.sections.first { $0.title == "Trend" })
    let drifting = try DocumentExample.content(
      try DocumentExample.report(), trend: try DocumentExample.trend([500, 500, 500, 500, 610]))
    let other = try #require(drifting.document.sections.first { $0.title == "Trend" })
    func left(_ section: DocumentSection) -> String? {
      for case .table(let table) in section.blocks { return table.rows.first?.last?.text }
      return nil
    }
    #expect(left(trend) == "tolerance: 120 ms")
    #expect(left(other) == "tolerance: 110 ms, 5 runs (2026-01-10)")
  }

  @Test func `names at most five drifting metrics, and no rest`() throws {
    let ids = (0..<8).map { "m\($0)" }
    let metrics = { (day: Int) in ids.map { Example.metric($0, 1_000_000 + Int64(day) * 10) } }
    var data = try HistoryEntry(History.run("0abc", 0, metrics(0))).line()
    for day in 1..<6 { data += try HistoryEntry(History.run("\(day)abc", day, metrics(day))).line() }
    let baseline = Baseline(from: try Example.report(metrics(0)))
    let content = ReportContent(
      baseline: baseline, trend: Trend(history: try History(ndjson: data, file: "h"), baseline: baseline, last: 50),
      commands: DocumentExample.commands)
    #expect(rules(content) == [.drift, .drift, .drift, .drift, .drift])
    #expect(!content.advice.contains { $0.text.contains("more") })
  }

  @Test func `says nothing of the load sweep, which is of another day`() throws {
    let content = try DocumentExample.content(
      try DocumentExample.report(), loadSweep: try DocumentExample.loadSweep())
    #expect(rules(content) == [])
  }

  @Test func `asks for a new baseline after a gain past tolerance`() throws {
    #expect(rules(try DocumentExample.content(try DocumentExample.report(p95: 470))) == [.gain])
    #expect(rules(try DocumentExample.content(try DocumentExample.report(p95: 500))) == [])
  }

  @Test func `does not ask to keep a gain of a run that regressed`() throws {
    let content = try DocumentExample.content(try DocumentExample.report(p95: 470, calls: 3))
    #expect(content.comparison?.metrics.contains { $0.isImprovedPastTolerance } == true)
    #expect(rules(content) == [.regressed])
  }
}
