// Which charts labels allow, whatever the labels are called.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Charts by label` {
  private func metric(_ labels: [String: String], _ value: Int64, unit: MetricUnit = .nanoseconds) -> Metric {
    let id = labels.sorted { $0.key < $1.key }.map { "\($0.key)-\($0.value)" }.joined(separator: "/") + ".\(unit)"
    return Metric(id: id, unit: unit, basis: .simulated, scenario: Example.scenario, value: value, labels: labels)
  }

  private func images(_ metrics: [Metric], required: [Metric] = []) -> [ChartImage] {
    LabelCharts(
      metrics: metrics,
      requirements: required.map { Example.requirement("R", $0.id, .lessThan, 500, unit: $0.unit) }
    ).images
  }

  private var grid: [Metric] {
    ["red", "blue-ish"].flatMap { color in
      [2, 10, 100].map { size in metric(["color": color, "size": "\(size)"], Int64(size) * (color == "red" ? 1 : 3)) }
    }
  }

  @Test func `draw a line for each value of another label, over numbers in their order`() throws {
    let chart = try #require(images(grid, required: [grid[0]]).first)
    #expect(chart.name == "size-by-color")
    #expect(chart.heading == ["size", "blue ish", "red"])
    #expect(chart.values.map(\.first) == ["2", "10", "100"])
    #expect(chart.values.last == ["100", "300 ns", "100 ns"])
    #expect(chart.description.contains("Limit: R: < 500 ns."))
  }

  @Test func `draw percentiles by their rank, and a mean behind them`() throws {
    let samples = { (unit: Int64) in try Example.samples(100, unit: unit) }
    let metrics = try [1, 5].flatMap { size in
      try Metric.summary(
        id: "s\(size)", of: samples(Int64(size)), basis: .simulated, scenario: Example.scenario,
        labels: ["size": "\(size)"])
    }
    let chart = try #require(images(metrics, required: [metrics[1]]).first)
    #expect(chart.name == "size-by-statistic")
    #expect(chart.heading == ["size", "p50", "p95", "p99", "mean"])
  }

  @Test func `draw one line where no other label varies`() {
    let metrics = [1, 2].map { metric(["size": "\($0)", "kind": "x"], $0) }
    #expect(images(metrics).map(\.name) == ["size"])
  }

  @Test func `follow the metrics of requirements, and the first metrics without any`() {
    let other = [1, 2].map { metric(["depth": "\($0)"], $0) }
    #expect(images(grid + other, required: [other[0]]).map(\.name) == ["depth"])
    #expect(images(grid + other).map(\.name) == ["size-by-color", "depth"])
  }

  @Test func `draw what a call costs, all of it, apart from simulated numbers`() throws {
    let costs =
      ([("allocations", .count), ("allocated-bytes", .bytes), ("peak-bytes", .bytes)] as [(String, MetricUnit)])
      .flatMap { cost, unit in
        [10, 100].map { rows in
          Metric(
            id: "parsing/rows-\(rows).\(cost)", unit: unit, basis: .host, scenario: Example.scenario,
            value: Int64(rows),
            labels: ["rows": "\(rows)", "measure": "parsing", "cost": cost])
        }
      }
    let required = Example.requirement("R", costs[1].id, .atMost, 500, unit: .count)
    let charts = LabelCharts(costs: costs + grid, requirements: [required]).images
    #expect(charts.map(\.name) == ["cost-rows", "cost-rows-by-cost"])
    #expect(charts.map(\.heading) == [["rows", "allocations, parsing"], ["rows", "allocated bytes", "peak bytes"]])
    #expect(try #require(charts.first).description.contains("Limit: R: ≤ 500."))
    #expect(images(costs).isEmpty)
  }

  @Test func `tell a measure in another unit from the first`() {
    let calls = [1, 2].map { metric(["size": "\($0)"], $0, unit: .calls) }
    let latencies = [1, 2].map { metric(["size": "\($0)"], $0) }
    #expect(images(latencies + calls).map(\.name) == ["size", "size-calls"])
  }

  @Test func `are not drawn of one load, of equal numbers, or of two numbers for one point`() {
    #expect(images([metric(["size": "1"], 1)]).isEmpty)
    #expect(images([1, 2].map { metric(["size": "\($0)"], 7) }).isEmpty)
    let twins = [1, 2].map { size in
      Metric(
        id: "twin-\(size)", unit: .nanoseconds, basis: .simulated, scenario: Example.scenario, value: Int64(size) + 5,
        labels: ["size": "\(size)"])
    }
    #expect(images(twins + [1, 2].map { metric(["size": "\($0)"], $0) }).isEmpty)
    #expect(images(["small", "large"].map { metric(["size": $0], Int64($0.count)) }).isEmpty)
  }

  @Test func `reach a limit that no value comes near`() throws {
    let metrics = [1, 2].map { metric(["size": "\($0)"], 90 + $0 * 10) }
    let chart = try #require(images(metrics, required: [metrics[0]]).first)
    let elements = try #require(XMLReader(chart.svg)).elements
    let limits = elements.filter { $0.attributes["class"] == "limit" }.compactMap { $0.attributes["d"] }
      .map { $0.split { !"0123456789.-".contains($0) }.compactMap { Double($0) } }
    let marks = elements.filter { $0.name == "circle" }.compactMap { $0.attributes["cy"] }.compactMap { Double($0) }
    // The first is the limit's key; the second lies above every value of the plot, and below the key.
    try #require(limits.count == 2 && !marks.isEmpty)
    #expect(limits[1][1] > limits[0][1])
    #expect(limits[1][1] < (marks.filter { $0 > limits[0][1] + 40 }.min() ?? 0))
  }

  @Test func `are six at most`() {
    let metrics = (0..<9).flatMap { axis in [1, 2].map { metric(["axis\(axis)": "\($0)"], $0) } }
    #expect(images(metrics).count == 6)
  }
}
