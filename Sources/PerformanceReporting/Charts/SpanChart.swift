// Where the time of an operation goes: its spans, one behind the other.

import PerformanceMetrics

/// A chart of bars that are made of parts; a part has the same letter and color in all bars.
struct SpanChart {
  /// One bar, as long as its spans together.
  struct Bar {
    let name: String
    let spans: [Span]
  }

  let name: String
  let title: String
  let unit: MetricUnit
  let bars: [Bar]

  private static let letters = ["A", "B", "C", "D", "E", "F"]
  private static let rest = "everything else"

  /// The chart; `nil` when no bar has a part that took any time.
  ///
  /// Of more than six parts the five largest, over all bars, are told apart.
  func image() -> ChartImage? {
    let drawn = bars.filter { $0.spans.contains { $0.value > 0 } }
    guard !drawn.isEmpty else { return nil }
    let parts = parts(drawn)
    let shown = drawn.map { (name: $0.name, spans: spans($0, parts), total: Int64(clamping: $0.spans.exactSum)) }
    var canvas = ChartCanvas()
    var y = ChartFrame.title(title, on: &canvas)
    let keys = zip(Self.letters, parts).map { "\($0) \($1)" }
    y = ChartFrame.key(keys, from: y, on: &canvas) { canvas, index, x, y in
      canvas.rectangle(x + 160, y - 90, 320, 180, "f\(index)")
    }
    let longest = max(shown.map(\.total).max() ?? 1, 1)
    let totals = shown.map { ChartCanvas.width(of: Quantity.text($0.total, unit)) }.max() ?? 0
    let width = ChartCanvas.width - 2 * ChartCanvas.margin - totals - 100
    for bar in shown {
      canvas.text(bar.name.visible.shortened(to: 50), ChartCanvas.margin, y + 240)
      var before = Int128(0)
      for (index, span) in bar.spans.enumerated() where span.value > 0 {
        let from = ChartCanvas.margin + Int(Int128(width) * before / Int128(longest))
        before += Int128(span.value)
        let to = ChartCanvas.margin + Int(Int128(width) * before / Int128(longest))
        let text = Quantity.text(span.value, unit)
        // Ten tenths of ground between two parts tell them apart without their colors.
        canvas.value(
          "\(bar.name), \(span.name): \(text)", area: from, y + 320, max(to - from - 20, 10), 380, "f\(index)")
        let label = [" \(text)", ""].map { Self.letters[index] + $0 }
          .first { ChartCanvas.width(of: $0) + 60 <= to - from }
        if let label { canvas.text(label, from + 60, y + 580, .start, "on") }
      }
      let end = ChartCanvas.margin + Int(Int128(width) * Int128(bar.total) / Int128(longest))
      canvas.text(Quantity.text(bar.total, unit), end + 80, y + 580)
      y += 860
    }
    let said = shown.map { bar in
      let parts = bar.spans.filter { $0.value > 0 }.map { "\($0.name) \(Quantity.text($0.value, unit))" }
      return "\(bar.name): \(Quantity.text(bar.total, unit)), of it \(parts.joined(separator: ", "))."
    }.joined(separator: " ").visible
    return ChartImage(
      name: name, title: title.visible, description: said, heading: ["operation"] + parts + ["together"],
      values: shown.map { bar in
        [bar.name] + bar.spans.map { Quantity.text($0.value, unit) } + [Quantity.text(bar.total, unit)]
      },
      svg: canvas.svg(name: name, title: title, description: said, height: y + 100))
  }

  /// The names of the parts that are told apart, in the order in which they appear.
  private func parts(_ bars: [Bar]) -> [String] {
    var names: [String] = []
    var sums: [String: Int128] = [:]
    for span in bars.flatMap(\.spans) where span.value > 0 {
      if sums[span.name] == nil { names.append(span.name) }
      sums[span.name, default: 0] += Int128(span.value)
    }
    guard names.count > Self.letters.count else { return names }
    let order = names.indices.sorted { (sums[names[$1]] ?? 0, $0) < (sums[names[$0]] ?? 0, $1) }
    let kept = Set(order.prefix(Self.letters.count - 1))
    return names.indices.filter(kept.contains).map { names[$0] } + [Self.rest]
  }

  /// The parts of a bar in the order of the names; what has none of them is in the last.
  private func spans(_ bar: Bar, _ parts: [String]) -> [Span] {
    parts.enumerated().map { index, part in
      let isRest = part == Self.rest && index == Self.letters.count - 1
      let mine = bar.spans.filter { isRest ? !parts.dropLast().contains($0.name) : $0.name == part }
      return Span(name: part, value: Int64(clamping: mine.exactSum))
    }
  }
}
