// Texts for people, held to the letter. To record them again after a change that is meant:
// `RECORD_GOLDEN=1 swift test --filter Golden`, then read the difference before committing it.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Golden texts` {
  @Test(arguments: Rendering.all)
  func `are rendered to the letter`(_ rendering: Rendering) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(rendering.name).txt")
    let text = try rendering.text()
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil { try Data(text.utf8).write(to: file) }
    let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == recorded, "\(rendering.name) changed; to record it: RECORD_GOLDEN=1 swift test --filter Golden")
  }

  @Test(
    arguments: Rendering.all.filter {
      !["json", "color", "markdown", "export"].contains(where: $0.name.contains)
    })
  func `fit 100 columns and end each line without spaces`(_ rendering: Rendering) throws {
    for line in try rendering.text().split(separator: "\n", omittingEmptySubsequences: false) {
      #expect(line.count <= 100)
      #expect(line.last != " ")
    }
  }
}

struct Rendering: CustomTestStringConvertible, Sendable {
  let name: String
  let text: @Sendable () throws -> String
  var testDescription: String { name }

  static let all =
    [
      Rendering(name: "run-table") { Document(run: try Example.fullReport()).text() },
      Rendering(name: "run-summary") { Document(summaryOf: try Example.manyRows()).text() },
      Rendering(name: "run-table-empty") { Document(run: try Example.report([]), basis: .simulated).text() },
      Rendering(name: "run-table-many") {
        Document(
          run: try Example.report((0..<15).map { Example.metric("calls/finalize-\($0 * 10)", Int64($0), unit: .calls) })
        ).text()
      },
      Rendering(name: "run-costs") {
        Document(
          summaryOf: try Example.report(
            try costs(of: "report-parsing/unions-10", without: [])
              + costs(of: "walk", without: [.allocations, .peakBytes])
              + [Example.metric("host/peak-memory", 48_234_496, unit: .bytes, basis: .host)],
            warnings: ["walk: allocations and bytes are not known."])
        ).text()
      },
      Rendering(name: "comparison-worse") { try table(worse()) },
      Rendering(name: "comparison-worse-color") { try table(worse(), .colored) },
      Rendering(name: "comparison-worse-markdown") { try markdown(worse()) },
      Rendering(name: "comparison-hostile-markdown") { try markdown(hostile()) },
      Rendering(name: "comparison-hostile") { try table(hostile()) },
      Rendering(name: "comparison-edited") { try table(edited()) },
      Rendering(name: "comparison-edited-markdown") { try markdown(edited()) },
      Rendering(name: "comparison-incomplete") { try table(incomplete()) },
      Rendering(name: "comparison-equal") {
        let report = try Example.fullReport()
        return try table(Comparison(baseline: Baseline(from: report), report: report, scope: .partial))
      },
      Rendering(name: "comparison-json") {
        let report = try Example.report([Example.metric("a", 130), Example.metric("b", 5, unit: .calls)])
        let baseline = Baseline(from: try Example.report([Example.metric("a", 100)]))
        return String(
          decoding: try ComparisonJSON(
            Comparison(baseline: baseline, report: report), commands: DocumentExample.commands
          ).data(), as: UTF8.self)
      },
      Rendering(name: "trend") { trendText(try trend()) },
      Rendering(name: "trend-json") { String(decoding: try TrendJSON(try trend()).data(), as: UTF8.self) },
      Rendering(name: "builds") { try builds().text() },
      Rendering(name: "builds-markdown") { try builds().markdown(opening: .verdict) },
      Rendering(name: "builds-json") {
        String(
          decoding: try BuildComparisonJSON(comparison(), base: "main", tree: "the working copy").data(), as: UTF8.self)
      },
      Rendering(name: "trend-empty") {
        let none = try History(ndjson: Data(), file: "h")
        let trend = Trend(history: none, baseline: Baseline(from: try Example.report([])), last: 5)
        return trendText(trend)
      },
      Rendering(name: "report-json") {
        let report = try Example.report(
          [
            try Metric.mean(
              id: "latency/mean", of: try Example.samples(3), basis: .simulated, scenario: Example.scenario)
          ],
          requirements: [Example.requirement("PERF-01", "latency/mean", .lessThan, 3), Example.requirement()],
          series: [
            Series(
              id: "s", scenario: Example.scenario, x: Axis(name: "minute", unit: .count),
              y: Axis(name: "calls", unit: .calls), points: [Point(0, 27)])
          ], warnings: ["only a part of the suites ran"])
        return String(decoding: try report.json(), as: UTF8.self)
      },
    ] + forOthers

  /// Two builds that differ in every way.
  private static func comparison() throws -> BuildComparison {
    let costs = { (tree: Int64, work: String, pair: Int64) in
      [
        Example.cost(.allocations, 40 + tree, of: work), Example.cost(.allocatedBytes, 2_048 - tree * 16, of: work),
        Example.cost(.processorTime, (1_000 + pair) * (1_000 + tree * 43), of: work),
        Example.cost(.wallTime, 2_000_000 + pair, of: work),
      ]
    }
    func runs(_ tree: Int64) throws -> BuildRuns {
      let processes = (0..<20).map { pair in
        costs(tree, "report-parsing", pair) + costs(0, "report-printing", pair * (tree + 1))
          + (tree == 0 ? [] : [Example.cost(.heldBytes, pair, of: "report-parsing/unions-10")])
      }
      return try Example.builds(
        processes,
        whole: Example.release(
          processes[0] + (tree == 0 ? [Example.cost(.peakBytes, 4_096, of: "gone")] : []),
          requirements: [Example.requirement("COSTS", "report-parsing.allocations", .atMost, 40, unit: .count)]))
    }
    return BuildComparison(base: try runs(0), tree: try runs(1))
  }

  private static func builds() throws -> Document {
    Document(
      builds: try comparison(), base: "main · 57babb0c1d2e", tree: "the working copy · 57babb0c1d2e with changes",
      conditions: "20 pairs of processes"
    ) { "performance compare-builds main --metric \($0) --pairs 80" }
  }

  private static func table(_ comparison: Comparison, _ style: TextStyle = .plain) throws -> String {
    Document(
      comparison: comparison, run: ".build/performance/performance-report.json", baseline: "Baselines/simulated.json",
      commands: DocumentExample.commands
    ).text(style)
  }

  private static func markdown(_ comparison: Comparison) throws -> String {
    Document(comparison: comparison, commands: DocumentExample.commands).markdown(opening: .verdict)
  }

  private static func trendText(_ trend: Trend) -> String {
    Document(trend: trend, history: "Baselines/history.ndjson", addCommand: "performance history add").text()
  }

  /// Names that would be markup, HTML, mentions or new rows if they were not shown as text.
  static func hostile() throws -> Comparison {
    let id = "a|b`c``<img/src=x>@team${{secrets.X}}\u{202E}\u{1B}[2J"
    let row = "| x |\n# [link](http://example.com) <script>*_~"
    let requirement = Example.requirement("PERF|`<b>", id, .lessThan, 10, row: row)
    return Comparison(
      baseline: Baseline(from: try Example.report([Example.metric(id, 5)], requirements: [requirement])),
      report: try Example.report([Example.metric(id, 50)], requirements: [requirement]))
  }

  /// A latency that creeps, one that came back, a count that does not move, a throughput that fell once.
  private static func trend() throws -> Trend {
    func metrics(_ day: Int) -> [Metric] {
      let day = Int64(day)
      return [
        Example.metric("latency/one-worker.two-calls.finalize-10.p95", 600_000_000 + day * 4_000_000),
        Example.metric("latency/back.p95", day == 3 ? 520_000_000 : 500_000_000),
        Example.metric("calls/finalize-10", 2, unit: .calls),
        Example.metric("load/throughput", day < 8 ? 230 : 200, unit: .callsPerSecond, better: .higher),
      ]
    }
    var data = Data()
    for day in 0..<12 { data += try HistoryEntry(History.run("\(day)abc0c1d2e3f4051", day, metrics(day))).line() }
    let requirement = Example.requirement(
      "PERF-01", "latency/one-worker.two-calls.finalize-10.p95", .lessThan, 700_000_000)
    return Trend(
      history: try History(ndjson: data, file: "h"),
      baseline: Baseline(from: try Example.report(metrics(0), requirements: [requirement])), last: 10)
  }

  /// A change that edits its own baseline: some of it with a reason, some without.
  static func edited() throws -> Comparison {
    func report(_ value: Int64, _ tolerance: Int) throws -> PerformanceReport {
      try Example.report(
        [
          Example.metric("latency/p95", value),
          Example.metric("load/p95", 500_000_000, tolerance: .relative(percent: tolerance)),
        ], requirements: [Example.requirement("PERF-01", "latency/p95", .lessThan, 900_000_000)])
    }
    let base = Baseline(from: try report(500_000_000, 20))
    let explained = Baseline(
      from: try report(560_000_000, 20), replacing: base,
      reason: "finalize writes the audit row too, see the decision of May")
    let edited = Baseline(from: try report(560_000_000, 80), replacing: explained)
    return Comparison(baseline: base, report: try report(560_000_000, 20), edited: edited)
  }

  /// One row of every kind that fails or is shown.
  static func worse() throws -> Comparison {
    let baseline = [
      Example.metric("calls/finalize-10", 2, unit: .calls), Example.metric("chunks/lost-rows", 0, unit: .rows),
      Example.metric("latency/drifted", 500_000_000, spans: [("queued", 200_000_000), ("in flight", 300_000_000)]),
      Example.metric("latency/improved", 612_345_678),
      Example.metric("latency/one-nanosecond", 812_345_678), Example.metric("latency/p95", 612_345_678),
      Example.metric("load/50-workers.five-identities.one-call.finalize-10.p95", 770_000_000),
      Example.metric("load/throughput", 230, unit: .callsPerSecond, better: .higher),
      Example.metric("quota/unchanged", 29, unit: .calls),
      Example.metric("ratio/tolerance", 1_003, unit: .permille),
    ]
    let run = [
      Example.metric("calls/finalize-10", 3, unit: .calls), Example.metric("chunks/lost-rows", 7, unit: .rows),
      Example.metric("latency/drifted", 599_000_000, spans: [("queued", 320_000_000), ("in flight", 279_000_000)]),
      Example.metric("latency/improved", 412_345_678),
      Example.metric("latency/one-nanosecond", 812_345_679), Example.metric("latency/p95", 812_000_000),
      Example.metric("load/50-workers.five-identities.one-call.finalize-10.p95", 1_010_000_000),
      Example.metric("load/throughput", 180, unit: .callsPerSecond, better: .higher),
      Example.metric("quota/unchanged", 29, unit: .calls), Example.metric("reads/added", 12, unit: .calls),
      Example.metric("ratio/tolerance", 1_003, unit: .permille, tolerance: .relative(percent: 50)),
      Example.metric("host/peak-memory", 48_234_496, unit: .bytes, basis: .host),
    ]
    let target = { (target: Int64) in
      Example.requirement("PERF-02", "latency/p95", .lessThan, target, row: "one worker, two calls a flush")
    }
    let requirements = [Example.requirement("PERF-03", "calls/finalize-10", .atMost, 2, unit: .calls)]
    return Comparison(
      baseline: Baseline(from: try Example.report(baseline, requirements: requirements + [target(1_000_000_000)])),
      report: try Example.report(run, requirements: requirements + [target(2_000_000_000)]))
  }

  /// What `measure` records of one measurement.
  static func costs(of id: String, without absent: [MetricLabel.Cost]) throws -> [Metric] {
    try MetricLabel.Cost.allCases.filter { !absent.contains($0) }.enumerated().map { index, cost in
      let labels = [MetricLabel.measure: id, MetricLabel.cost: cost.rawValue]
      if cost == .processorTime || cost == .wallTime {
        return try Metric.percentile(
          500, id: "\(id).\(cost.rawValue).p50", of: try Example.samples(40, unit: 1_234), basis: .host,
          scenario: Example.scenario, labels: labels)
      }
      return Metric(
        id: "\(id).\(cost.rawValue)", unit: cost == .allocations ? .count : .bytes, basis: .host,
        scenario: Example.scenario, value: Int64(index) * 10_000, labels: labels)
    }
  }

  static func incomplete() throws -> Comparison {
    let other = Scenario(workload: "5 workers, finalize 50 unions", conditions: Example.scenario.conditions, seed: 43)
    let requirement = Example.requirement("PERF-05", "quota/busiest-minute", .lessThan, 30, unit: .calls)
    let baseline = [
      Example.metric("latency/p95", 612_000_000), Example.metric("quota/busiest-minute", 29, unit: .calls),
      Example.metric("quota/total", 1_290, unit: .calls),
    ]
    return Comparison(
      baseline: Baseline(from: try Example.report(baseline, requirements: [requirement])),
      report: try Example.report([
        Example.metric("latency/p95", 611_000_000, scenario: other), Example.metric("quota/total", 1_290, unit: .calls),
      ]))
  }
}
