// Values along an axis: lines, steps or bars, with the limits that they should keep.

import PerformanceMetrics

/// A chart of values over an axis of equally spaced places: over load, over minutes, over percentiles, over runs.
///
/// Equally spaced, because loads of 1, 2, 5 … 500 workers, and percentiles, say little at their true distances.
struct LineChart {
  /// How the values of a line are joined.
  enum Joint { case lines, steps, bars }

  /// One line of the chart.
  struct Line {
    let name: String
    /// A value for each place of the axis; `nil` where there is none.
    let values: [Int64?]
  }

  /// A number that the values should keep.
  struct Limit {
    /// What is written at it.
    let text: String
    let value: Int64
    /// The index of the place on the axis that it holds for; `nil` for all of them.
    var index: Int?
  }

  /// Something that happened at a place of the axis.
  struct Event {
    /// The index of the place on the axis.
    let index: Int
    let text: String
  }

  let name: String
  let title: String
  /// What the places of the axis are, as in `workers`.
  let axis: String
  let places: [String]
  /// What the values are, as in `p95 of finalize-10`.
  let measure: String
  let unit: MetricUnit
  let lines: [Line]
  var limits: [Limit] = []
  var events: [Event] = []
  var joint = Joint.lines
  /// Where the values' axis begins.
  var start = ChartScale.Start.zero

  private static let height = 2_700

  /// The chart; `nil` when there is nothing to draw.
  ///
  /// Of more than six lines the first six are drawn; the text alternative says so, and the table of values holds all.
  func image() -> ChartImage? {
    let drawn = Array(lines.filter { $0.values.contains { $0 != nil } }.prefix(ChartStyle.count))
    guard !drawn.isEmpty, !places.isEmpty else { return nil }
    let scale = ChartScale(drawn.flatMap(\.values).compactMap(\.self) + limits.map(\.value), start: start)
    var canvas = ChartCanvas()
    var top = ChartFrame.title(title, on: &canvas)
    // A single line needs no key: the title says what it is.
    let names = drawn.count > 1 ? drawn.map(\.name) : []
    top = ChartFrame.key(names + limits.map(said), from: top, on: &canvas) { canvas, index, x, y in
      guard index < names.count else { return canvas.line(from: (x, y), to: (x + 480, y), "limit") }
      canvas.line(from: (x, y), to: (x + 480, y), "line l\(index) d\(index)")
      canvas.marker(index, x + 240, y)
    }
    canvas.text(
      measure.visible.shortened(to: 50) + (scale.isLogarithmic ? ", logarithmic" : ""), ChartCanvas.margin, top + 200,
      .start, "faint")
    // What happened stands in rows of its own above the values.
    top += 400 + events.count * ChartCanvas.line
    let plot = LinePlot(
      left: ChartCanvas.margin + (scale.ticks.map { ChartCanvas.width(of: label($0)) }.max() ?? 0) + 160, top: top,
      bottom: top + Self.height, count: places.count, isInset: joint == .bars || limits.contains { $0.index != nil },
      scale: scale)
    drawAxes(plot, on: &canvas)
    for (row, event) in events.reversed().enumerated() { plot.draw(event, row: row, on: &canvas) }
    for (index, line) in drawn.enumerated() { draw(line, index, plot, on: &canvas) }
    for limit in limits { plot.draw(limit, on: &canvas) }
    let bottom = plot.bottom + 2 * ChartCanvas.line + 180
    let said = description(drawn)
    return ChartImage(
      name: name, title: title.visible, description: said, heading: [axis] + lines.map(\.name),
      values: places.indices.map { index in [places[index]] + lines.map { text($0, index) } },
      svg: canvas.svg(name: name, title: title, description: said, height: bottom))
  }

  private func label(_ tick: Int64) -> String { tick == 0 ? "0" : Quantity.text(tick, unit) }

  private func text(_ line: Line, _ index: Int) -> String {
    guard index < line.values.count, let value = line.values[index] else { return "" }
    return Quantity.text(value, unit)
  }

  private func said(_ limit: Limit) -> String {
    limit.index.map { "\(places[$0]) \(limit.text)" } ?? limit.text
  }

  private func drawAxes(_ plot: LinePlot, on canvas: inout ChartCanvas) {
    for tick in plot.scale.ticks {
      let y = plot.y(tick)
      canvas.line(from: (plot.left, y), to: (LinePlot.right, y), "grid")
      canvas.text(label(tick), plot.left - 160, y + 70, .end, "faint")
    }
    canvas.line(from: (plot.left, plot.bottom), to: (LinePlot.right, plot.bottom), "axis")
    // Labels that would touch the one before are left out; the last one is there rather than the one before it.
    var free = Int.min
    let last = plot.x(places.count - 1) - ChartCanvas.width(of: places[places.count - 1]) / 2
    for (index, text) in places.enumerated() {
      let text = text.visible.shortened(to: 12)
      let half = ChartCanvas.width(of: text) / 2
      let x = min(max(plot.x(index), half), ChartCanvas.width - 60 - half)
      guard x - half >= free, index == places.count - 1 || x + half + 100 <= last else { continue }
      canvas.text(text, x, plot.bottom + ChartCanvas.line, .middle, "faint")
      free = x + half + 100
    }
    canvas.text(
      axis.visible.shortened(to: 40), (plot.left + LinePlot.right) / 2, plot.bottom + 2 * ChartCanvas.line, .middle,
      "faint")
  }

  private func draw(_ line: Line, _ index: Int, _ plot: LinePlot, on canvas: inout ChartCanvas) {
    let points = line.values.prefix(places.count).enumerated().compactMap { index, value in
      value.map { (index: index, x: plot.x(index), y: plot.y($0), value: $0) }
    }
    func said(_ index: Int, _ value: Int64) -> String {
      let name = lines.count > 1 ? "\(line.name), " : ""
      return "\(name)\(axis) \(places[index]): \(Quantity.text(value, unit))"
    }
    guard joint != .bars else {
      let width = plot.step * 7 / 10
      for point in points {
        canvas.value(
          said(point.index, point.value), area: point.x - width / 2, point.y, width, plot.bottom - point.y, "f\(index)")
      }
      return
    }
    var way: [(x: Int, y: Int)] = []
    for point in points {
      if joint == .steps, let before = way.last { way.append((point.x, before.y)) }
      way.append((point.x, point.y))
    }
    if way.count > 1 { canvas.path(way, "line l\(index) d\(index)") }
    for point in points { canvas.value(said(point.index, point.value), marker: index, point.x, point.y) }
  }

  private func description(_ drawn: [Line]) -> String {
    let parts = drawn.compactMap { line -> String? in
      let present = line.values.prefix(places.count).enumerated().compactMap { index, value in value.map { (index, $0) }
      }
      guard let first = present.first, let last = present.last, let most = present.map(\.1).max() else { return nil }
      let ends =
        "\(Quantity.text(first.1, unit)) at \(places[first.0]), \(Quantity.text(last.1, unit)) at \(places[last.0])"
      return "\(line.name): \(ends), at most \(Quantity.text(most, unit))."
    }
    let kept = limits.map { "Limit: \(said($0))." }
    let more = lines.count > drawn.count ? ["Of \(lines.count) lines \(drawn.count) are drawn."] : []
    return (["\(measure) over \(axis)."] + parts + kept + events.map { "At \(places[$0.index]): \($0.text)." } + more)
      .joined(separator: " ").visible
  }
}
