// SVG text, element by element, with coordinates that are equal to the byte everywhere.

import PerformanceMetrics

/// What is drawn of a chart so far.
///
/// All places are in tenths of a unit of the view, as integers: no rounding differs from machine to machine. The view is
/// 640 units wide, so that its 20-unit text has more than 12 pixels in a window of 400.
struct ChartCanvas {
  /// The width of the view, in tenths.
  static let width = 6_400
  /// What is left free at both sides.
  static let margin = 160
  /// The place that a character of text is given, in tenths: as much as wide faces need.
  static let character = 120
  /// The height of a line of text.
  static let line = 270

  private var elements: [String] = []

  /// The width that a text is given.
  static func width(of text: String) -> Int { text.count * character }

  /// Tenths as a decimal: 1234 is `123.4`, 1230 is `123`.
  static func decimal(_ tenths: Int) -> String {
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  /// Where a text stands to its place.
  enum Anchor: String { case start, middle, end }

  mutating func text(_ text: String, _ x: Int, _ y: Int, _ anchor: Anchor = .start, _ style: String = "ink") {
    elements.append(
      "<text class=\"\(style)\" x=\"\(Self.decimal(x))\" y=\"\(Self.decimal(y))\" text-anchor=\"\(anchor)\">"
        + "\(Markup.text(text))</text>")
  }

  mutating func line(from: (x: Int, y: Int), to: (x: Int, y: Int), _ style: String) {
    path([from, to], style)
  }

  mutating func path(_ points: [(x: Int, y: Int)], _ style: String) {
    elements.append("<path class=\"\(style)\" d=\"\(Self.way(points))\"/>")
  }

  mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String) {
    elements.append(Self.rectangle(x, y, width, height, style))
  }

  /// The mark of one of the lines.
  mutating func marker(_ index: Int, _ x: Int, _ y: Int) {
    elements.append(Self.marker(index, x, y))
  }

  /// A value that a pointer can ask for: its marker, and more ground around it to be hit.
  mutating func value(_ said: String, marker index: Int, _ x: Int, _ y: Int) {
    value(
      said,
      "<circle class=\"hit\" cx=\"\(Self.decimal(x))\" cy=\"\(Self.decimal(y))\" r=\"16\"/>" + Self.marker(index, x, y))
  }

  /// A value that a pointer can ask for: an area.
  mutating func value(_ said: String, area x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String) {
    value(said, Self.rectangle(x, y, width, height, style))
  }

  private mutating func value(_ said: String, _ shapes: String) {
    elements.append("<g class=\"value\"><title>\(Markup.text(said))</title>\(shapes)</g>")
  }

  /// The document; its height in tenths.
  func svg(name: String, title: String, description: String, height: Int) -> String {
    let view = "0 0 \(Self.decimal(Self.width)) \(Self.decimal(height))"
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="\(view)" \
      aria-labelledby="\(name)-title \(name)-description">
      <title id="\(name)-title">\(Markup.text(title))</title>
      <desc id="\(name)-description">\(Markup.text(description))</desc>
      <style>
      \(ChartStyle.sheet)</style>
      \(Self.rectangle(0, 0, Self.width, height, "paper"))
      \(elements.joined(separator: "\n"))
      </svg>

      """
  }

  private static func way(_ points: [(x: Int, y: Int)]) -> String {
    "M" + points.map { "\(decimal($0.x)) \(decimal($0.y))" }.joined(separator: "L")
  }

  private static func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: String) -> String {
    "<rect class=\"\(style)\" x=\"\(decimal(x))\" y=\"\(decimal(y))\" width=\"\(decimal(width))\" "
      + "height=\"\(decimal(height))\"/>"
  }

  private static func marker(_ index: Int, _ x: Int, _ y: Int) -> String {
    let shape: [(x: Int, y: Int)] =
      switch index % ChartStyle.count {
      case 1: [(-60, -60), (60, -60), (60, 60), (-60, 60)]
      case 2: [(0, -85), (80, 60), (-80, 60)]
      case 3: [(0, -85), (85, 0), (0, 85), (-85, 0)]
      case 4: [(0, 85), (80, -60), (-80, -60)]
      case 5: [(-30, -85), (30, -85), (30, 85), (-30, 85)]
      default: []
      }
    let style = "f\(index % ChartStyle.count)"
    guard !shape.isEmpty else {
      return "<circle class=\"\(style)\" cx=\"\(decimal(x))\" cy=\"\(decimal(y))\" r=\"6.5\"/>"
    }
    return "<path class=\"\(style)\" d=\"\(way(shape.map { (x + $0.x, y + $0.y) }))Z\"/>"
  }
}
