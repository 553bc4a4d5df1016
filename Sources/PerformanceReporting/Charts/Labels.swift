// How labels are read for charts and tables, and how they read as words.

import PerformanceMetrics

extension Metric {
  /// The labels whose values are whole numbers, sorted: each can be the axis of a chart.
  var axes: [String] {
    labels.filter { $0.key != MetricLabel.statistic && Int64($0.value) != nil }.map(\.key).sorted()
  }

  /// The statistic in words: `p95`, `mean`; `nil` without one.
  var statistic: String? { labels[MetricLabel.statistic] }
}

extension MetricLabel {
  /// The labels that say what was measured rather than under what.
  static let ofMeasure: Set<String> = [statistic, operation, measure]

  /// What an operation did, as in `finalize-10`.
  static let operation = "operation"
}

extension String {
  /// A label's name or value in words: hyphens are spaces.
  var words: String { replacing("-", with: " ") }

  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
