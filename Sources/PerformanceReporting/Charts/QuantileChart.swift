// Distributions side by side, quantile by quantile, with the means that they are to be held against.

import PerformanceMetrics

/// A chart of quantile functions.
package struct QuantileChart {
  /// One distribution, by the quantiles that all lines share.
  package struct Line {
    let name: String
    let nanoseconds: [Int64]

    /// Makes a line with a latency for each quantile.
    package init(name: String, nanoseconds: [Int64]) {
      self.name = name
      self.nanoseconds = nanoseconds
    }
  }

  private let name: String
  private let title: String
  private let perMillion: [Int]
  private let lines: [Line]
  private let means: [Line]

  /// Makes a chart; a mean is a line of one latency.
  package init(name: String, title: String, perMillion: [Int], lines: [Line], means: [Line]) {
    self.name = name
    self.title = title
    self.perMillion = perMillion
    self.lines = lines
    self.means = means
  }

  /// The chart; `nil` when there is nothing to draw.
  package func image() -> ChartImage? {
    LineChart(
      name: name, title: title, axis: "percentile", places: perMillion.map(Self.name), measure: "latency",
      unit: .nanoseconds, lines: lines.map { .init(name: $0.name, values: $0.nanoseconds) },
      limits: means.compactMap { mean in
        mean.nanoseconds.first.map { .init(text: "\(mean.name) \(Quantity.text($0, .nanoseconds))", value: $0) }
      }
    ).image()
  }

  private static func name(_ perMillion: Int) -> String {
    switch perMillion {
    case 0: "min"
    case 1_000_000: "max"
    default: MetricLabel.percentile(permille: perMillion / 1000)
    }
  }
}
