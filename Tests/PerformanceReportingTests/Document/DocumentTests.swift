// What a document says first, what it leaves out, and that it is text whatever a name holds.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A document` {
  @Test func `of an equal run is passing`() throws {
    let document = try DocumentExample.document(try DocumentExample.report())
    #expect(document.state == .passing)
    #expect(document.verdict.hasPrefix("Passes (exit 0)"))
  }

  @Test(arguments: [(1500, 1000), (800, 1000), (600, 2000)] as [(Int64, Int64)])
  func `with a broken promise, a regression or a changed target is failing`(p95: Int64, target: Int64) throws {
    let document = try DocumentExample.document(try DocumentExample.report(p95: p95, target: target))
    #expect(document.state == .failing)
    #expect(DocumentMarkdown(document).text().contains("# Performance report: ❌ failing\n"))
  }

  @Test func `of a part of the suites is partial, even if all of that is well`() throws {
    let part = try Example.report(
      [try #require(try DocumentExample.report().metrics.first { $0.id == DocumentExample.latency })],
      requirements: try DocumentExample.report().requirements.map(\.requirement))
    for scope in [ComparisonScope.partial, .complete] {
      let document = try DocumentExample.document(part, scope: scope)
      #expect(document.state == .partial)
      #expect(DocumentMarkdown(document).text().contains("# Performance report: ⚠️ partial\n"))
    }
  }

  @Test func `without a baseline is partial, and says so`() throws {
    let run = try DocumentExample.report()
    let document = PerformanceDocument(run: run, baseline: nil, comparison: nil)
    #expect(document.state == .partial)
    #expect(document.verdict == "Not compared: there is no baseline yet.")
    let broken = try DocumentExample.report(p95: 1500)
    #expect(PerformanceDocument(run: broken, baseline: nil, comparison: nil).state == .failing)
  }

  @Test func `of what was accepted is passing only while every promise is kept and measured`() throws {
    func state(_ report: PerformanceReport) -> PerformanceDocument.State {
      PerformanceDocument(accepted: Baseline(from: report)).state
    }
    #expect(state(try DocumentExample.report()) == .passing)
    #expect(state(try DocumentExample.report(p95: 1500)) == .failing)
    #expect(state(try Example.report([], requirements: [Example.requirement()])) == .partial)
    #expect(state(try Example.report([Example.metric("m")])) == .partial)
  }

  @Test func `has no section for what there is no data of`() throws {
    let titles = PerformanceDocument(accepted: Baseline(from: try DocumentExample.report())).sections.map(\.title)
    #expect(!titles.contains("Trend"))
    #expect(!titles.contains("How much it carries"))
    #expect(!titles.contains("Against the baseline"))
    let full = try DocumentExample.document(
      try DocumentExample.report(), trend: try DocumentExample.trend([1, 2]), envelope: try DocumentExample.envelope())
    #expect(full.sections.map(\.title).contains("Trend"))
    #expect(full.sections.map(\.title).contains("How much it carries"))
    #expect(full.sections.map(\.title).contains("Against the baseline"))
  }

  @Test func `has three sentences of summary`() throws {
    let document = try DocumentExample.document(try DocumentExample.report(), envelope: try DocumentExample.envelope())
    let summary = try #require(document.sections.first)
    #expect(summary.title == "Executive summary")
    #expect(
      summary.blocks == [
        .paragraph(
          "Passes (exit 0): nothing is worse than accepted, 3 metrics compared. 2 of 2 requirements are met; of the "
            + "latencies, PERF-01 (1 worker) has the least headroom: 600 ms of < 1 s, 40.0 % left. Under load, with "
            + "1 identity, not all promises hold at any load; with 5 identities, all promises hold up to 50 workers.")
      ])
  }

  @Test func `shows hostile names as text`() throws {
    let id = "a|b`c``<img/src=x>@team${{secrets.X}}\u{202E}\u{1B}[2J"
    let row = "| x |\n# x <img src=x>@team"
    func report(_ value: Int64) throws -> PerformanceReport {
      try Example.report(
        [Example.metric(id, value)], requirements: [Example.requirement("PERF|`<img>", id, .lessThan, 10, row: row)])
    }
    let (run, baseline) = (try report(50), Baseline(from: try report(5)))
    let text = DocumentMarkdown(
      PerformanceDocument(run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run))
    ).text()
    #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{1B}"))
    // Outside a code span every angle is an entity, and no name begins a line.
    let plain = text.replacing("\\`", with: "").replacing(/(`+)(?!`).*?[^`]\1(?!`)/, with: "").replacing(
      "<br>", with: "")
    #expect(!plain.contains("<img") && !plain.contains("\n# x") && !plain.contains("@team"))
  }

  @Test func `is the same text each time`() throws {
    let texts = try (0..<2).map { _ in
      DocumentMarkdown(
        try DocumentExample.document(
          try DocumentExample.report(p95: 700), trend: try DocumentExample.trend([600, 610, 620]),
          envelope: try DocumentExample.envelope())
      ).text()
    }
    #expect(texts[0] == texts[1])
  }
}
