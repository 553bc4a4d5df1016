// Charts: well-formed whatever the names, equal each time, inside their view, and never empty.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Charts` {
  @Test func `are drawn of all that a run, a load sweep and a history hold`() throws {
    #expect(
      try ChartExample.charts().map(\.name) == [
        "latency-distribution", "where-time-goes", "workers-by-policy", "workers-by-statistic",
        "writes-a-minute-five-identities", "load-sweep-workers-by-policy", "load-sweep-workers-by-statistic",
        "trend-load-five-identities-50-finalize-10-p95", "trend-load-five-identities-50-finalize-10-p99",
        "trend-load-five-identities-10-finalize-10-mean", "trend-load-five-identities-10-finalize-10-p50",
      ])
  }

  @Test(arguments: [""] + ChartExample.hostile)
  func `are well-formed, with names as text`(suffix: String) throws {
    for chart in try ChartExample.charts(suffix) {
      let read = XMLReader(chart.svg)
      let document = try #require(read, "\(chart.name) is not well-formed")
      let known: Set = ["svg", "title", "desc", "style", "rect", "path", "circle", "g", "text"]
      #expect(Set(document.elements.map(\.name)).subtracting(known).isEmpty)
      let root = try #require(document.elements.first)
      #expect(root.attributes["role"] == "img")
      let ids = document.elements.compactMap { $0.attributes["id"] }
      #expect(root.attributes["aria-labelledby"] == ids.joined(separator: " "))
      #expect(document.text.contains(chart.title) && document.text.contains(chart.description))
      #expect(
        !chart.svg.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.properties.generalCategory == .format })
    }
  }

  @Test func `have names and ids that no other chart of the document has`() throws {
    // Names that differ in signs only are one file name.
    let metrics = ["a.b", "a-b", "a_b"].map { Example.metric($0, 100) }
    let charts = try ChartExample.trendCharts(metrics, metrics.map { Example.requirement("PERF-01", $0.id) })
    try #require(charts.map(\.name) == ["trend-a-b", "trend-a-b-again-2", "trend-a-b-again-3"])
    let ids = try charts.flatMap { chart in
      let document = XMLReader(chart.svg)
      return try #require(document).elements.compactMap { $0.attributes["id"] }
    }
    #expect(ids.count == 6 && Set(ids).count == 6)
    #expect(charts[1].svg.contains("aria-labelledby=\"\(ids[2]) \(ids[3])\""))
  }

  @Test func `are equal to the byte each time`() throws {
    #expect(try ChartExample.charts() == ChartExample.charts())
  }

  @Test(arguments: [0, 1, 999, Int64.max / 4, Int64.max])
  func `stay inside their view`(value: Int64) throws {
    let metrics = [10, 50].map { workers in
      Metric(
        id: "m\(workers)", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario,
        value: workers == 10 ? 1 : value,
        labels: ["workers": "\(workers)"], spans: [Span(name: "in flight", value: workers == 10 ? 1 : value)])
    }
    let requirement = Example.requirement("PERF-01", metrics[1].id, .lessThan, value, row: "a row of some length")
    let series = Series(
      id: "s", scenario: Example.scenario, x: Axis(name: "minute", unit: .count),
      y: Axis(name: "writes", unit: .calls), points: (0..<70).map { Point(Int64($0), value) })
    let before = Baseline(from: try Example.report([metrics[0], Example.metric("m50", 1)]))
    let changes = ReportContent(
      run: try Example.report(metrics), baseline: before,
      comparison: Comparison(baseline: before, report: try Example.report(metrics)), commands: DocumentExample.commands
    ).document.charts
    let charts =
      try ReportCharts(metrics: metrics, requirements: [requirement], series: [series]).images + changes
      + ChartExample.trendCharts(metrics, [requirement])
    #expect(charts.count >= 2)
    for chart in charts {
      let document = XMLReader(chart.svg)
      let elements = try #require(document).elements
      let view = try #require(elements[0].attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
      for (_, attributes) in elements {
        for (axis, names) in [(2, ["x", "cx", "width"]), (3, ["y", "cy", "height"])] {
          for place in names.compactMap({ attributes[$0] }).compactMap(Double.init) {
            #expect((0...view[axis]).contains(place), "\(chart.name): \(place) of \(view[axis])")
          }
        }
        let numbers = (attributes["d"] ?? "").split { !"0123456789.-".contains($0) }.compactMap { Double($0) }
        for (index, number) in numbers.enumerated() {
          #expect((0...view[2 + index % 2]).contains(number), "\(chart.name): \(number) of \(view[2 + index % 2])")
        }
      }
    }
  }

  @Test func `are left out when there is nothing to draw`() throws {
    let single = Metric(
      id: "m", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: 100, labels: ["workers": "50"])
    let requirement = Example.requirement("PERF-01", "m")
    #expect(ReportCharts(metrics: [], requirements: []).images.isEmpty)
    #expect(ReportCharts(metrics: [], requirements: [requirement]).images.isEmpty)
    // One load is no line, no spans are no bars, one value of each percentile is no distribution, one run is no trend.
    #expect(ReportCharts(metrics: [single], requirements: [requirement]).images.isEmpty)
    let empty = Series(
      id: "s", scenario: Example.scenario, x: Axis(name: "minute", unit: .count),
      y: Axis(name: "writes", unit: .calls), points: [])
    #expect(ReportCharts(metrics: [single], requirements: [requirement], series: [empty]).images.isEmpty)
  }

  @Test func `say in words and in a table what they draw`() throws {
    let charts = try ChartExample.charts()
    let minutes = try #require(charts.first { $0.name.hasPrefix("writes-a-minute") })
    #expect(
      minutes.description
        == "writes over minute. five identities, 50 workers: 138 calls at 0, 1 call at 2, at most 145 calls. Limit: PERF-05: "
        + "< 150 calls."
    )
    #expect(minutes.heading == ["minute", "five identities, 50 workers"])
    #expect(minutes.values == [["0", "138 calls"], ["1", "145 calls"], ["2", "1 call"]])
    let spans = try #require(charts.first { $0.name == "where-time-goes" })
    #expect(
      spans.values == [
        ["p95, 50 workers", "238 ms", "238 ms", "475 ms"], ["p99, 50 workers", "248 ms", "248 ms", "495 ms"],
      ])
    let trend = try #require(charts.first { $0.name.hasPrefix("trend") })
    #expect(trend.description.contains("At 2025-06-03: 37babb0 +50.0 %."))
  }

  @Test func `leave out a requirement that is far from a trend, and say so`() throws {
    let metrics = [Example.metric("latency", 300)]
    func trend(target: Int64) throws -> ChartImage? {
      let requirement = Example.requirement("PERF-01", "latency", .lessThan, target)
      return try ChartExample.trendCharts(metrics, [requirement]).first
    }
    let near = try trend(target: 700)
    #expect(near?.description.contains("Limit: PERF-01: < 700 ns.") == true)
    // The tolerance allows 360 ns.
    let far = try trend(target: 722)
    #expect(far?.description.hasPrefix("value, far below PERF-01: < 722 ns over run.") == true)
    #expect(far?.description.contains("Limit: PERF-01") == false)
  }

  @Test func `tell apart five parts of many, and add the others up`() throws {
    let spans = (1...9).map { ("part \($0)", Int64($0 == 2 ? 100 : $0)) }
    let metric = Example.metric("latency", spans.reduce(0) { $0 + $1.1 }, spans: spans)
    let charts = ReportCharts(
      metrics: [metric], requirements: [Example.requirement("PERF-01", "latency", row: "all")]
    ).images
    let chart = try #require(charts.first)
    #expect(
      chart.heading == ["operation", "part 2", "part 6", "part 7", "part 8", "part 9", "everything else", "together"])
    #expect(chart.values == [["all", "100 ns", "6 ns", "7 ns", "8 ns", "9 ns", "13 ns", "143 ns"]])
  }
}
