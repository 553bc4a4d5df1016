// How the metrics moved, on one screen: what runs out of room first comes first.

import PerformanceMetrics

/// The table of a trend: each metric that moved with its sparkline, its room and its latest steps.
///
/// Metrics that did not move are counted, unless the reader asked for them by name. Ends with a newline.
package struct TrendTable: Sendable {
  /// How many steps of a metric are listed, the latest.
  static let stepCount = 3
  /// How many metrics are listed.
  static let metricCount = 20

  private let trend: Trend
  private let history: String

  /// The table of a trend over a history, under the name by which a reader knows the file.
  package init(_ trend: Trend, history: String) {
    self.trend = trend
    self.history = history
  }

  /// The text of the table.
  package func text(_ style: TextStyle = .plain) -> String {
    [heading(style), metrics(style)].filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func heading(_ style: TextStyle) -> [String] {
    guard let first = trend.runs.first, let last = trend.runs.last else {
      return ["\(history) holds no runs yet; add one: swift run performance history add"]
    }
    let (from, to) = (source(first.commit, first.when), source(last.commit, last.when))
    return [style.paint("Trend over the last \(trend.runs.count) of \(trend.historyCount) runs", .strong)]
      + TextTable.wrapped("\(history), from \(from) to \(to)")
  }

  private func source(_ commit: String, _ when: String) -> String { "\(commit.prefix(12)) (\(when.prefix(10)))" }

  private func metrics(_ style: TextStyle) -> [String] {
    guard !trend.runs.isEmpty else { return [] }
    let moved = trend.metrics.filter { !$0.steps.isEmpty }
    let rows = trend.selection.isEverything ? moved : trend.metrics
    var table = TextTable([.left, .left, .right, .right, .left], flexible: 0)
    if !rows.isEmpty { table.add(["", "", "now", "change", "room left, at this drift for"].map { .init($0, .faint) }) }
    for row in rows.prefix(Self.metricCount) {
      let room = row.headrooms.min { ($0.forecast?.runs ?? .max) < ($1.forecast?.runs ?? .max) }
      table.add([
        .init(row.id), .init(Sparkline.text(row.values, columns: 20)),
        .init(Quantity.text(row.latest, row.metric.unit), .strong), .init(row.total.text(row.metric)),
        .init(room.map { text($0, row.metric.unit) } ?? "", room.flatMap(colour)),
      ])
      let steps = row.steps.suffix(Self.stepCount)
      for step in steps { table.addRemark(text(step, row.metric), from: 1, .faint) }
      if row.steps.count > steps.count { table.addRemark("\(row.steps.count) steps in all", from: 1, .faint) }
    }
    let more =
      rows.count > Self.metricCount ? ["  and \(rows.count - Self.metricCount) more: --metric, --format json"] : []
    let counts =
      "Metrics: \(moved.count) moved, \(trend.metrics.count - moved.count) did not"
      + (trend.lacking.isEmpty ? "" : ", \(trend.lacking.count) of the baseline were never measured here")
    return [style.paint(counts, .strong)] + table.lines(style) + more
  }

  private func text(_ step: MetricTrend.Step, _ metric: Metric) -> String {
    let (before, after) = Quantity.pair(step.before, step.after, metric.unit)
    let since = trend.runs.count - step.run
    return "\(source(step.commit, step.when)): \(before) → \(after) (\(step.change.text(metric))), "
      + "since \(since) run\(since == 1 ? "" : "s")"
  }

  private func text(_ room: HeadroomForecast, _ unit: MetricUnit) -> String {
    let left = room.left < 0 ? "past it" : Quantity.text(room.left, unit)
    guard let forecast = room.forecast, forecast.runs > 0 else { return "\(room.of): \(left)" }
    return "\(room.of): \(left), \(forecast.runs) run\(forecast.runs == 1 ? "" : "s")"
      + (forecast.day.map { " (\($0))" } ?? "")
  }

  private func colour(_ room: HeadroomForecast) -> TextStyle.Colour? {
    guard let forecast = room.forecast else { return room.left < 0 ? .bad : nil }
    return forecast.runs == 0 ? .bad : .attention
  }
}
