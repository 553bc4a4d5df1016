// The charts of a document.

import PerformanceMetrics

/// Draws what a document holds numbers for.
package enum ReportCharts {
  /// The charts, in the order in which a reader needs them; a chart without numbers is left out.
  ///
  /// Their names begin with `latency-distribution`, `where-time-goes`, `load-`, `envelope-`, `writes-a-minute-` or `trend-`.
  package static func images(of document: PerformanceDocument) -> [ChartImage] {
    ChartSource(
      metrics: document.metrics, requirements: document.requirements.map(\.requirement),
      series: document.run?.series ?? [], envelope: document.envelope?.metrics ?? [], trend: document.trend
    ).images
  }
}
