// Run against baseline as a picture: the metrics that got worse, each as a pair of bars.

import PerformanceMetrics

/// A chart of the worst changes; a bar is as long as its value is to the baseline's.
struct ChangeChart {
  /// How many metrics are drawn.
  static let count = 8
  /// The longest bar, in thousandths of the baseline; what is longer is cut, and its label says so.
  static let longest: Int64 = 3_000

  private let rows: [MetricComparison]

  /// Takes changed metrics, the worst first; those without a ratio to their baseline are left out.
  init(_ rows: [MetricComparison]) {
    // Of a quantity's statistics the worst stands for all.
    var seen: Set<String> = []
    self.rows = rows.filter { $0.change != nil && ($0.baseline?.value ?? 0) > 0 }
      .sorted { ($1.change?.permille?.magnitude ?? 0) < ($0.change?.permille?.magnitude ?? 0) }
      .filter { seen.insert($0.baseline?.quantity ?? $0.id).inserted }
  }

  /// An id that fits a line; what tells ids apart is often at their end.
  private static func shortened(_ id: String) -> String {
    id.count <= 51 ? id : "\(id.prefix(15))…\(id.suffix(35))"
  }

  /// The chart; `nil` when there is nothing to draw.
  func image() -> ChartImage? {
    let drawn = rows.prefix(Self.count).compactMap { row -> (id: String, old: Metric, new: Metric, change: Change)? in
      guard let old = row.baseline, let new = row.run, let change = row.change else { return nil }
      return (row.id, old, new, change)
    }
    guard !drawn.isEmpty else { return nil }
    let name = "against-baseline"
    let title = drawn.count < rows.count ? "The \(drawn.count) worst changes" : "Run against baseline"
    func ratio(_ value: Int64, _ old: Metric) -> Int64 { Int64(clamping: Int128(value) * 1_000 / Int128(old.value)) }
    let most = min(max(drawn.map { ratio($0.new.value, $0.old) }.max() ?? 1_000, 1_000), Self.longest)
    var canvas = ChartCanvas()
    var y = ChartFrame.title(title, on: &canvas)
    y = ChartFrame.key(["baseline", "run"], from: y, on: &canvas) { canvas, index, x, y in
      canvas.rectangle(x + 160, y - 90, 320, 180, "f\(index)")
    }
    let labels = drawn.map { "\(Quantity.pair($0.old, $0.new).1) \($0.change.text($0.old)) (bar cut)" }
    let width = ChartCanvas.width - 2 * ChartCanvas.margin - (labels.map(ChartCanvas.width).max() ?? 0) - 100
    for row in drawn {
      let (old, new) = Quantity.pair(row.old, row.new)
      let change = row.change.text(row.old)
      canvas.text(Self.shortened(row.id.visible), ChartCanvas.margin, y + 240)
      for (index, value, label) in [(0, row.old.value, old), (1, row.new.value, "\(new) \(change)")] {
        let part = ratio(value, row.old)
        let length = max(Int(Int128(width) * Int128(min(part, most)) / Int128(most)), 10)
        let top = y + 320 + index * 270
        canvas.value(
          "\(row.id), \(index == 0 ? "baseline" : "run"): \(label)", area: ChartCanvas.margin, top, length, 220,
          "f\(index)")
        canvas.text(part > most ? "\(label) (bar cut)" : label, ChartCanvas.margin + length + 80, top + 185)
      }
      y += 960
    }
    let said = drawn.map { row in
      let (old, new) = Quantity.pair(row.old, row.new)
      return "\(row.id): \(old) in the baseline, \(new) in the run."
    }.joined(separator: " ").visible
    return ChartImage(
      name: name, title: title, description: said, heading: ["metric", "baseline", "run", "change"],
      values: drawn.map { row in
        let (old, new) = Quantity.pair(row.old, row.new)
        return [row.id, old, new, row.change.text(row.old)]
      },
      svg: canvas.svg(name: name, title: title, description: said, height: y + 100))
  }
}
