// How often changes of several sizes were found, one line a method.

import PerformanceMetrics

/// A chart of detection over the size of a change.
package struct DetectionChart {
  private let name: String
  private let title: String
  private let effects: [String]
  private let lines: [(name: String, ofTenThousand: [Int64])]

  /// Makes a chart; each line has a number of 10,000 for each effect.
  package init(name: String, title: String, effects: [String], lines: [(name: String, ofTenThousand: [Int64])]) {
    (self.name, self.title, self.effects, self.lines) = (name, title, effects, lines)
  }

  /// The chart; `nil` when there is nothing to draw.
  package func image() -> ChartImage? {
    LineChart(
      name: name, title: title, axis: "slower by", places: effects, measure: "called worse, of 10,000 judgments",
      unit: .count, lines: lines.map { .init(name: $0.name, values: $0.ofTenThousand) }
    ).image()
  }
}
