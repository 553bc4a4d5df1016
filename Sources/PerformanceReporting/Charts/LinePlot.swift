// The ground on which lines are drawn: where a place of the axis and a value lie.

import PerformanceMetrics

/// The area of a line chart between its axes, in tenths.
struct LinePlot {
  /// Where the area ends at the right.
  static let right = ChartCanvas.width - 2 * ChartCanvas.margin

  let left: Int
  let top: Int
  let bottom: Int
  /// How many places the axis has.
  let count: Int
  /// Whether half a step is left free at both ends.
  let isInset: Bool
  let scale: ChartScale

  /// The way from one place to the next.
  var step: Int { (Self.right - left) / max(isInset ? count : count - 1, 1) }

  /// Where a place of the axis lies; a single one lies in the middle.
  func x(_ index: Int) -> Int {
    let width = Self.right - left
    if count == 1 { return left + width / 2 }
    return isInset ? left + width * (2 * index + 1) / (2 * count) : left + width * index / (count - 1)
  }

  /// Where a value lies.
  func y(_ value: Int64) -> Int { scale.place(value, from: bottom, to: top) }

  /// Draws a limit; the key says what it is.
  func draw(_ limit: LineChart.Limit, on canvas: inout ChartCanvas) {
    let y = y(limit.value)
    let half = max(step * 4 / 10, 200)
    let (from, to) = limit.index.map { (x($0) - half, x($0) + half) } ?? (left, Self.right)
    canvas.line(from: (from, y), to: (to, y), "limit")
  }

  /// Draws a line at a place, with what happened there above the area, in one of the rows from below.
  func draw(_ event: LineChart.Event, row: Int, on canvas: inout ChartCanvas) {
    let x = x(event.index)
    let y = top - row * ChartCanvas.line - 100
    canvas.line(from: (x, y), to: (x, bottom), "axis d2")
    let isRight = x > (left + Self.right) / 2
    canvas.text(
      event.text.visible.shortened(to: 24), isRight ? x - 50 : x + 50, y, isRight ? .end : .start, "faint halo")
  }
}
