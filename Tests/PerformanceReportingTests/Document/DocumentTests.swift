// What a report says first, what it leaves out, and that it is text whatever a name holds.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A report` {
  @Test func `of an equal run is passing`() throws {
    let content = try DocumentExample.content(try DocumentExample.report())
    #expect(content.state == .passing)
    #expect(content.verdict.hasPrefix("Passes (exit 0)"))
  }

  @Test(arguments: [(1500, 1000), (800, 1000), (600, 2000)] as [(Int64, Int64)])
  func `with an unmet requirement, a regression or a changed target is failing`(p95: Int64, target: Int64) throws {
    let content = try DocumentExample.content(try DocumentExample.report(p95: p95, target: target))
    #expect(content.state == .failing)
    #expect(content.document.markdown().contains("# Performance report: ❌ failing\n"))
  }

  @Test func `of a part of the suites is partial, even if all of that is well`() throws {
    let part = try Example.report(
      [try #require(try DocumentExample.report().metrics.first { $0.id == DocumentExample.latency })],
      requirements: try DocumentExample.report().requirements.map(\.requirement))
    for scope in [ComparisonScope.partial, .complete] {
      let content = try DocumentExample.content(part, scope: scope)
      #expect(content.state == .partial)
      #expect(content.document.markdown().contains("# Performance report: ⚠️ partial\n"))
    }
  }

  @Test func `of a part lists what it measured and counts the rest`() throws {
    let part = try Example.report(
      [try #require(try DocumentExample.report().metrics.first { $0.id == DocumentExample.latency })],
      requirements: try DocumentExample.report().requirements.map(\.requirement))
    let text = try DocumentExample.content(part, scope: .partial).document.markdown()
    #expect(text.contains("## Requirements: 1 of 1 measured met; 1 not measured\n"))
    #expect(!text.contains("calls/finalize-10.most"))
    #expect(!text.contains("missing"))
  }

  @Test func `without a baseline is partial, and says so`() throws {
    let content = DocumentExample.first(try DocumentExample.report())
    #expect(content.state == .partial)
    #expect(content.verdict == "Not compared: there is no baseline yet.")
    #expect(content.document.next == NextStep("make the run the baseline", command: "performance update"))
    #expect(DocumentExample.first(try DocumentExample.report(p95: 1500)).state == .failing)
  }

  @Test func `of a baseline passes only while every requirement is measured and met`() throws {
    func state(_ report: PerformanceReport) -> Document.State { DocumentExample.committed(report).state }
    #expect(state(try DocumentExample.report()) == .passing)
    #expect(state(try DocumentExample.report(p95: 1500)) == .failing)
    #expect(state(try Example.report([], requirements: [Example.requirement()])) == .partial)
    #expect(state(try Example.report([Example.metric("m")])) == .partial)
  }

  @Test func `has no section for what there is no data of`() throws {
    let titles = DocumentExample.committed(try DocumentExample.report()).document.sections.map(\.title)
    let full = try DocumentExample.content(
      try DocumentExample.report(), trend: try DocumentExample.trend([1, 2]), loadSweep: try DocumentExample.loadSweep()
    ).document.sections.map(\.title)
    for title in ["Trend", "Load sweep", "What changed"] {
      #expect(!titles.contains(title))
      #expect(full.contains(title))
    }
  }

  @Test func `puts what a busy person needs before the charts, and tables last`() throws {
    let samples = try Example.samples(200, unit: 3_000_000)
    let metrics = try Metric.summary(id: "latency", of: samples, basis: .simulated, scenario: Example.scenario)
    let report = try Example.report(
      metrics, requirements: [Example.requirement("PERF-01", "latency.p95", .lessThan, DocumentExample.second)])
    let baseline = Baseline(from: report)
    let document = ReportContent(
      run: report, baseline: baseline, comparison: Comparison(baseline: baseline, report: report),
      commands: DocumentExample.commands
    ).document
    #expect(
      document.sections.map(\.title) == [
        "Executive summary", "Requirements", "What changed", "Recommendations", "Charts", "Metrics", "Configuration",
        "Every metric",
      ])
  }

  @Test func `has three sentences of summary, each of one source`() throws {
    let content = try DocumentExample.content(
      try DocumentExample.report(), loadSweep: try DocumentExample.loadSweep())
    let summary = try #require(content.document.sections.first)
    #expect(summary.title == "Executive summary")
    #expect(
      summary.blocks == [
        .paragraph(
          "The run of 2025-06-01 (commit 57babb0c1d2e) is not worse than the baseline of 2025-06-01 (commit 57babb0c1d2e) "
            + "in any of 3 metrics. All 2 requirements are met; the tightest measure is PERF-01 (1 worker) with 600 ms of "
            + "< 1 s, 40.0 % left. No metric changed.")
      ])
  }

  @Test func `of a failing run says nothing of the load sweep in its summary`() throws {
    let content = try DocumentExample.content(
      try DocumentExample.report(p95: 1500), loadSweep: try DocumentExample.loadSweep())
    let summary = try #require(content.document.sections.first)
    #expect(
      summary.blocks == [
        .paragraph(
          "The run of 2025-06-01 (commit 57babb0c1d2e) is worse than the baseline of 2025-06-01 (commit 57babb0c1d2e): "
            + "1 of 3 metrics regressed. 1 of 2 requirements is not met, first PERF-01 (1 worker): 1.5 s instead of < 1 s. "
            + "First to look at: queued +900 ms: 1 metric (1 regressed).")
      ])
  }

  @Test func `names the load sweep's date and how far each policy goes`() throws {
    let content = try DocumentExample.content(
      try DocumentExample.report(), loadSweep: try DocumentExample.loadSweep())
    let section = try #require(content.document.sections.first { $0.title == "Load sweep" })
    #expect(
      section.blocks.prefix(2) == [
        .paragraph(
          "How much load each policy carries, from the load sweep of 2025-06-01 (commit 57babb0c1d2e), not from this run. "
            + "The requirements at each load: PERF-01."),
        .list([
          "five identities: all requirements are met up to 50 workers; first not met at 110 percent of capacity (PERF-01).",
          "one identity: all requirements are met at no load; first not met at 110 percent of capacity (PERF-01) and at "
            + "10 workers (PERF-01).",
        ]),
      ])
    let table = section.blocks.compactMap { block -> DocumentTable? in
      if case .table(let table) = block { return table }
      if case .folded(_, let blocks) = block, case .table(let table)? = blocks.first { return table }
      return nil
    }.first
    #expect(table?.columns.map(\.title) == ["load", "five identities", "one identity"])
    #expect(table?.rows.map { $0.map(\.text) }.last == ["50 workers", "all met", "not PERF-01"])
  }

  @Test func `explains the suite's words where the requirements use them`() throws {
    let report = try DocumentExample.report()
    let explained = try PerformanceReport(
      run: report.run, requirements: report.requirements.map(\.requirement), metrics: report.metrics,
      series: report.series, glossary: ["union": "cells made one", "flush": "calls that leave together"])
    let content = ReportContent(baseline: Baseline(from: explained), commands: DocumentExample.commands)
    let section = try #require(content.document.sections.first { $0.title == "Requirements" })
    #expect(section.blocks.last == .list(["flush: calls that leave together", "union: cells made one"]))
  }

  @Test func `recommends the next step where no rule applies`() throws {
    let text = DocumentExample.first(try DocumentExample.report()).document.markdown()
    #expect(text.contains("## Recommendations\n\nMake the run the baseline: performance update\n"))
  }

  @Test func `says that nothing was compared rather than that nothing changed`() throws {
    let text = try DocumentExample.content(try Example.report([]), scope: .partial).document.markdown()
    #expect(text.contains("Nothing was compared.") && !text.contains("Nothing changed."))
  }

  @Test func `gives every tag a table of its metrics`() throws {
    let report = try Example.report([
      Example.metric("a", unit: .calls, tags: ["one", "two"]), Example.metric("b", unit: .rows, tags: ["two"]),
      Example.metric("c", unit: .rows),
    ])
    let metrics = DocumentExample.first(report).document.sections.first { $0.title == "Metrics" }
    let names = try #require(metrics).blocks.compactMap { block -> String? in
      if case .folded(let name, _) = block { return name }
      return nil
    }
    #expect(
      names == ["Metrics tagged one: 1 rows", "Metrics tagged two: 2 rows", "Metrics without a tag: 1 rows"])
  }

  @Test func `shows hostile names as text`() throws {
    let id = "a|b`c``<img/src=x>@team${{secrets.X}}\u{202E}\u{1B}[2J"
    let row = "| x |\n# x <img src=x>@team"
    func report(_ value: Int64) throws -> PerformanceReport {
      try Example.report(
        [Example.metric(id, value)], requirements: [Example.requirement("PERF|`<img>", id, .lessThan, 10, row: row)])
    }
    let (run, baseline) = (try report(50), Baseline(from: try report(5)))
    let text = ReportContent(
      run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run),
      commands: DocumentExample.commands
    ).document.markdown(charts: "charts")
    #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{1B}"))
    // Outside a code span every angle is an entity, and no name begins a line.
    let plain = text.replacing("\\`", with: "").replacing(/(`+)(?!`).*?[^`]\1(?!`)/, with: "").replacing(
      "<br>", with: "")
    #expect(!plain.contains("<img") && !plain.contains("\n# x") && !plain.contains("@team"))
  }

  @Test func `is the same text each time`() throws {
    let texts = try (0..<2).map { _ in
      try DocumentExample.content(
        try DocumentExample.report(p95: 700), trend: try DocumentExample.trend([600, 610, 620]),
        loadSweep: try DocumentExample.loadSweep()
      ).document.markdown(charts: "charts")
    }
    #expect(texts[0] == texts[1])
  }
}
