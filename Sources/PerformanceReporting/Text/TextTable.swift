// Columns that line up within the width of the house. One column gives way: a cell too wide for it has a line of its own.

import PerformanceMetrics

/// Rows of aligned cells, indented by two spaces.
package struct TextTable {
  /// The width that every table of the house keeps to.
  package static let maximumWidth = 100

  package enum Alignment { case left, right }

  package struct Cell {
    package let text: String
    let color: TextStyle.Color?
    package init(_ text: String, _ color: TextStyle.Color? = nil) {
      self.text = text.visible
      self.color = color
    }
  }

  private enum Row {
    case cells([Cell])
    case remark(Cell, column: Int)
  }

  private let alignments: [Alignment]
  private let flexible: Int
  private var rows: [Row] = []

  /// Columns as wide as their widest cell, but for the flexible one, which has what is left.
  package init(_ alignments: [Alignment], flexible: Int) {
    self.alignments = alignments
    self.flexible = flexible
  }

  /// Adds a row with one cell for each column.
  package mutating func add(_ cells: [Cell]) { rows.append(.cells(cells)) }

  /// Adds a sentence that starts at a column and goes on to the right edge.
  mutating func addRemark(_ text: String, from column: Int, _ color: TextStyle.Color? = nil) {
    rows.append(.remark(Cell(text, color), column: column))
  }

  /// The lines, without spaces at their ends.
  package func lines(_ style: TextStyle) -> [String] {
    let widths = self.widths
    return rows.flatMap { row in
      switch row {
      case .cells(let cells): lines(of: cells, widths, style)
      case .remark(let cell, let column):
        Self.wrapped(cell.text, indent: 2 + widths[..<column].reduce(0) { $0 + $1 + 2 })
          .map { style.paint($0, cell.color) }
      }
    }
  }

  private var widths: [Int] {
    var widths = alignments.map { _ in 0 }
    for case .cells(let cells) in rows {
      for (column, cell) in cells.enumerated() { widths[column] = max(widths[column], cell.text.count) }
    }
    let others = widths.enumerated().reduce(2) { $0 + ($1.offset == flexible ? 0 : $1.element + 2) }
    widths[flexible] = min(widths[flexible], max(8, Self.maximumWidth - others))
    return widths
  }

  private func lines(of cells: [Cell], _ widths: [Int], _ style: TextStyle) -> [String] {
    var lines: [String] = []
    var line = ""
    // Spaces are owed until a cell follows, so that none stands at the end of a line.
    var owed = 2
    for (column, cell) in cells.enumerated() {
      let space = max(0, widths[column] - cell.text.count)
      let before = alignments[column] == .right ? space : 0
      if cell.text.isEmpty {
        owed += widths[column] + 2
      } else {
        line += String(repeating: " ", count: owed + before) + style.paint(cell.text, cell.color)
        owed = space - before + 2
      }
      if cell.text.count > widths[column] {
        lines.append(line)
        line = ""
        owed = 2 + widths[...column].reduce(0) { $0 + $1 + 2 }
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// A sentence broken into lines of at most the maximum width; those after the first are indented by two more.
  package static func wrapped(_ sentence: String, indent: Int = 2) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent)
    var isFresh = true
    for word in sentence.visible.split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > maximumWidth {
        lines.append(line)
        line = String(repeating: " ", count: indent + 2)
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines + [line]
  }
}
