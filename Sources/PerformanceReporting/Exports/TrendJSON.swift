// A trend for programs and charts: every value of the window.

import Foundation
import PerformanceMetrics

/// The JSON of a trend: the runs, and for each metric its values, steps, total change and headroom.
///
/// Stable: equal trends are equal bytes. `order` counts the runs that are ordered by the ancestry of their commits and by
/// time; `since` is the run from which on the latest value holds. `values` is as long as `runs`, with `null` where a run lacks the metric;
/// `lacking` names the metrics of the baseline that no run has.
/// `hosts` is what calls cost each machine, a row for each machine.
package struct TrendJSON: Sendable {
  private let trend: Trend

  /// The JSON of a trend.
  package init(_ trend: Trend) {
    self.trend = trend
  }

  /// The bytes: sorted keys, one newline at the end.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func data() throws -> Data {
    let encoder = JSONEncoder()
    // Not indented: a value a line would make a chart's data ten times as long.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Contents(trend)) + Data("\n".utf8)
  }

  private struct Contents: Encodable {
    let schema = 1
    let historyRuns: Int
    let order: HistoryOrder
    let runs: [Trend.Run]
    let metrics: [Row]
    let lacking: [String]
    let hosts: [HostRow]

    init(_ trend: Trend) {
      historyRuns = trend.historyCount
      order = trend.order
      runs = trend.runs
      metrics = trend.metrics.map(Row.init)
      lacking = trend.lacking
      hosts = trend.hosts.map(HostRow.init)
    }
  }

  private struct HostRow: Encodable {
    let machine: String
    let id: String
    let unit: MetricUnit
    let values: [Int64?]
    let total: Change

    init(_ row: HostTrend) {
      (machine, id, unit, values, total) = (row.machine, row.id, row.unit, row.values, row.total)
    }
  }

  private struct Row: Encodable {
    let id: String
    let unit: MetricUnit
    let better: Direction
    let baseline: Int64
    let since: MetricTrend.Since
    let values: [Int64?]
    let steps: [MetricTrend.Step]
    let total: Change
    let headroom: [HeadroomForecast]

    init(_ row: MetricTrend) {
      id = row.id
      unit = row.metric.unit
      better = row.metric.better
      baseline = row.metric.value
      since = row.since
      values = row.values
      steps = row.steps
      total = row.total
      headroom = row.headrooms
    }
  }
}
