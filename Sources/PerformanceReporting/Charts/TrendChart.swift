// One metric over the runs of the history: steps, because an exact metric moves in steps, each with a cause.

import PerformanceMetrics

/// The chart of a metric over the last runs.
struct TrendChart {
  /// How many steps are named, the latest.
  private static let stepCount = 3

  private let trend: MetricTrend
  private let runs: [Trend.Run]
  private let requirements: [Requirement]

  init(_ trend: MetricTrend, runs: [Trend.Run], requirements: [Requirement]) {
    self.trend = trend
    self.runs = runs
    self.requirements = requirements
  }

  /// The charts of the latencies that are required, then of the two metrics that moved most.
  static func images(of trend: Trend, requirements: [Requirement]) -> [ChartImage] {
    let required = Set(requirements.filter { $0.unit == .nanoseconds }.map(\.metric))
    let moved = trend.metrics.filter { !$0.steps.isEmpty && !required.contains($0.id) }
    let shown = trend.metrics.filter { required.contains($0.id) }.sorted { $0.id < $1.id } + moved.prefix(2)
    return shown.compactMap { TrendChart($0, runs: trend.runs, requirements: requirements).image() }.withNamesOfTheirOwn
  }

  /// The chart; `nil` when there are not at least two values to compare.
  func image() -> ChartImage? {
    guard trend.values.count(where: { $0 != nil }) > 1 else { return nil }
    let metric = trend.metric
    let left = metric.headroom(at: metric.value).left
    let (edge, overflow) =
      metric.better == .lower
      ? metric.value.addingReportingOverflow(left) : metric.value.subtractingReportingOverflow(left)
    let tolerance = LineChart.Limit(text: "tolerance: \(Quantity.text(edge, metric.unit))", value: edge)
    let required = requirements.filter { $0.metric == metric.id && $0.unit == metric.unit }
      .map { LineChart.Limit(text: "\($0.id): \($0.bound)", value: $0.target) }
    // A requirement at twice the values and more would press their steps flat.
    let most = max(trend.values.compactMap(\.self).max() ?? 0, edge)
    let near = required.filter { $0.value / 2 <= most }
    let far = required.filter { $0.value / 2 > most }.map { ", far below \($0.text)" }
    return LineChart(
      name: "trend-\(metric.id.slug.prefix(80))", title: "Over the last \(runs.count) runs: \(metric.id)", axis: "run",
      places: runs.map { String($0.when.prefix(10)) }, measure: "value" + far.joined(), unit: metric.unit,
      lines: [.init(name: metric.id, values: trend.values)], limits: (overflow ? [] : [tolerance]) + near,
      events: trend.steps.suffix(Self.stepCount).map {
        .init(index: $0.run, text: "\($0.commit.prefix(7)) \($0.change.text(metric))")
      }, joint: .steps, start: .near
    ).image()
  }
}
