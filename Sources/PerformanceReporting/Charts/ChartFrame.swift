// The head of a chart: its title, wrapped, and the key to what is drawn.

import PerformanceMetrics

/// What stands above the drawing.
enum ChartFrame {
  /// Draws the title and returns the place below it.
  static func title(_ title: String, on canvas: inout ChartCanvas) -> Int {
    // The bold server of 22 units is wider than the text's.
    let columns = (ChartCanvas.width - 2 * ChartCanvas.margin) / 132
    var y = 50
    for line in wrapped(title, columns: columns) {
      y += ChartCanvas.line
      canvas.text(line, ChartCanvas.margin, y, .start, "head")
    }
    return y + 130
  }

  /// Draws the key, as many entries in a row as fit, and returns the place below it.
  ///
  /// `sample` draws what stands before an entry's name, 60 units wide, about a middle.
  static func key(
    _ names: [String], from top: Int, on canvas: inout ChartCanvas,
    sample: (inout ChartCanvas, _ index: Int, _ x: Int, _ y: Int) -> Void
  ) -> Int {
    let right = ChartCanvas.width - ChartCanvas.margin
    let columns = (right - ChartCanvas.margin - 600) / ChartCanvas.character
    var (x, y) = (ChartCanvas.margin, top + 200)
    for (index, name) in names.enumerated() {
      let shown = name.visible.shortened(to: columns)
      let width = 600 + ChartCanvas.width(of: shown)
      if x > ChartCanvas.margin, x + width > right {
        x = ChartCanvas.margin
        y += ChartCanvas.line
      }
      sample(&canvas, index, x, y - 65)
      canvas.text(shown, x + 600, y)
      x += width + 200
    }
    return names.isEmpty ? top : y + 90
  }

  /// The words of a text in lines of at most so many characters; a longer word is broken, and a fourth line left out.
  static func wrapped(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.visible.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= columns {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        var rest = word
        while rest.count > columns {
          // Behind a sign that joins the words of an id, where there is one.
          let head = rest.prefix(columns)
          let end = head.lastIndex { "/.-".contains($0) }.map(head.index(after:)) ?? head.endIndex
          lines.append(String(rest[..<end]))
          rest = rest[end...]
        }
        lines.append(String(rest))
      }
    }
    return lines.count > 3 ? Array(lines.prefix(2)) + ["\(lines[2].prefix(columns - 2)) …"] : lines
  }
}
