// What changed metrics have in common: named once, however many there are.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `The cause of a change` {
  typealias Spans = [(String, Int64)]

  /// A comparison of latencies by their spans, in milliseconds, before and after.
  private func compare(_ rows: [(id: String, before: Spans, after: Spans)], others: [(Metric, Metric)] = []) throws
    -> Comparison
  {
    func metric(_ id: String, _ spans: Spans) -> Metric {
      let scaled = spans.map { ($0.0, $0.1 * Example.milliseconds) }
      return Example.metric(id, scaled.reduce(0) { $0 + $1.1 }, spans: scaled, tags: ["latency"])
    }
    return Comparison(
      baseline: Baseline(from: try Example.report(rows.map { metric($0.id, $0.before) } + others.map(\.0))),
      report: try Example.report(rows.map { metric($0.id, $0.after) } + others.map(\.1)))
  }

  private func document(_ comparison: Comparison) -> Document {
    Document(comparison: comparison, run: "r", baseline: "b", commands: DocumentExample.commands)
  }

  /// The sentences of the causes of many changes, or the points above the table of a few.
  private func causes(_ comparison: Comparison) throws -> [String] {
    let section = try #require(document(comparison).sections.first { $0.title == "What changed" })
    return section.blocks.flatMap { block -> [String] in
      switch block {
      case .heading(let text): [text]
      case .list(let points): points
      case .folded(let text, _) where !text.contains("more metric"): [text]
      default: []
      }
    }
  }

  @Test func `is one line for a sleep in every call, however many metrics it moves`() throws {
    // Operations of one call and of two calls, some of them behind a queue that grew, too.
    let rows: [(String, Spans, Spans)] = (0..<150).map { index in
      let queued = Int64(index % 3 == 0 ? index : 0)
      let before: Spans = [("queued", 10), ("in flight: a", 300), ("in flight: b", 200 + Int64(index))]
      let after: Spans = [("queued", 10 + queued), ("in flight: a", 450), ("in flight: b", 350 + Int64(index))]
      return index % 2 == 0
        ? ("m\(index)", before, after) : ("m\(index)", Array(before.prefix(2)), Array(after.prefix(2)))
    }
    let comparison = try compare(rows)
    #expect(try causes(comparison) == ["In flight +150 ms each: 150 metrics (150 regressed)"])
    #expect(document(comparison).text().split(separator: "\n", omittingEmptySubsequences: false).count < 40)
  }

  @Test func `is a common part where the amounts differ`() throws {
    let rows: [(String, Spans, Spans)] = (1...20).map { index in
      ("m\(index)", [("in flight", 100 * Int64(index))], [("in flight", 125 * Int64(index))])
    }
    #expect(try causes(compare(rows)) == ["In flight +25.0 %: 20 metrics (20 regressed)"])
  }

  @Test func `is a range where neither is common`() throws {
    let rows: [(String, Spans, Spans)] = (1...20).map { index in
      ("m\(index)", [("paced", 100)], [("paced", 130 + Int64(index * index))])
    }
    #expect(try causes(compare(rows)) == ["Paced mostly +66 ms to +286 ms: 20 metrics (20 regressed)"])
  }

  @Test func `comes before others that explain fewer metrics`() throws {
    let few: [(String, Spans, Spans)] = (0..<5).map { ("few\($0)", [("queued", 100)], [("queued", 900)]) }
    let many: [(String, Spans, Spans)] = (0..<9).map { ("many\($0)", [("in flight", 100)], [("in flight", 130)]) }
    let calls = (Example.metric("calls", 2, unit: .calls, tags: ["calls"]), Example.metric("calls", 3, unit: .calls))
    let gone = (Example.metric("better", 200), Example.metric("better", 100))
    #expect(
      try causes(compare(few + many, others: [calls, gone])) == [
        "In flight +30 ms: 9 metrics (9 regressed)", "Queued +800 ms: 5 metrics (5 regressed)",
        "No spans to tell why, tagged calls: 1 metric (1 regressed)", "Better: 1 metric",
      ])
  }

  @Test func `is no span that moved by less than a tenth of the change, or the other way`() throws {
    let rows: [(String, Spans, Spans)] = (0..<14).map {
      (
        "m\($0)", [("queued", 100), ("in flight", 100), ("paced", 50)],
        [("queued", 109), ("in flight", 200), ("paced", 40)]
      )
    }
    #expect(try causes(compare(rows)) == ["In flight +100 ms: 14 metrics (14 regressed)"])
  }

  @Test func `of a few changes stands above the table of all`() throws {
    let rows: [(String, Spans, Spans)] = (0..<3).map { ("m\($0)", [("in flight", 100)], [("in flight", 250)]) }
    #expect(try causes(compare(rows)) == ["In flight +150 ms: 3 metrics (3 regressed)"])
    #expect(try causes(compare(Array(rows.prefix(1)))) == [])
  }

  @Test func `of a mean is counted by operation, not by their total`() throws {
    func mean(_ extra: Int64) throws -> Metric {
      let samples = try (1...10).map { index in
        try Sample(
          value: 100 + extra + Int64(index), spans: [Span(name: "in flight", value: 100 + extra + Int64(index))])
      }
      return try Metric.mean(id: "mean", of: samples, basis: .simulated, scenario: Example.scenario)
    }
    let rows: [(String, Spans, Spans)] = [("p95", [("in flight", 1)], [("in flight", 1)])]
    let moved = (try mean(0), try mean(150))
    let other = (
      Example.metric("x", 10, spans: [("in flight", 10)]), Example.metric("x", 160, spans: [("in flight", 160)])
    )
    #expect(
      try causes(compare(rows, others: [moved, other])) == ["In flight +150 ns: 2 metrics (2 regressed)"])
  }

  @Test(arguments: [(10_000, 3, "In flight +0.0003 ns"), (10, 3, "In flight +0.3 ns"), (5, 4_000, "In flight +800 ns")])
  func `of a mean is told however small it is, and however many operations it is over`(
    count: Int, extra: Int64, cause: String
  ) throws {
    // Twice as many operations before: their total fell, though each took longer.
    func mean(_ id: String, _ count: Int, _ extra: Int64) throws -> Metric {
      let samples = try (0..<count).map { index in
        let value: Int64 = index == 0 ? 1_000 + extra : 1_000
        return try Sample(value: value, spans: [Span(name: "in flight", value: value)])
      }
      return try Metric.mean(id: id, of: samples, basis: .simulated, scenario: Example.scenario)
    }
    let moved = try ["a", "b"].map { (try mean($0, count * 2, 0), try mean($0, count, extra)) }
    let words = try causes(compare([], others: moved))
    #expect(words.count == 1 && words[0].hasPrefix("\(cause): 2 metrics ("), "\(words)")
  }

  @Test func `is drawn with the worst changes first, longest bars cut`() throws {
    let values: [(String, Int64, Int64)] = [("a", 100, 130), ("b", 100, 900), ("c", 0, 5), ("d", 100, 200)]
    let run = try Example.report(values.map { Example.metric($0.0, $0.2) })
    let baseline = Baseline(from: try Example.report(values.map { Example.metric($0.0, $0.1) }))
    let content = ReportContent(
      run: run, baseline: baseline, comparison: Comparison(baseline: baseline, report: run),
      commands: DocumentExample.commands)
    let chart = try #require(content.document.charts.first { $0.name == "against-baseline" })
    #expect(chart.values.map(\.first) == ["b", "d", "a"])
    #expect(chart.values.first == ["b", "100 ns", "900 ns", "+800.0 %"])
    #expect(chart.svg.contains("900 ns +800.0 % (bar cut)") && !chart.svg.contains("200 ns +100.0 % (bar cut)"))
  }
}
