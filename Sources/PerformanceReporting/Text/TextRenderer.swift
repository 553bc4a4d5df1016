// A document as text for a terminal: the verdict and the next command last, where the eye is when the output stops.

import PerformanceMetrics

/// Renders documents as lines of at most 100 columns, but for a name that is wider; the text ends with a newline.
package struct TextRenderer: Sendable {
  private let style: TextStyle

  /// Makes a renderer, in color or without.
  package init(_ style: TextStyle = .plain) {
    self.style = style
  }

  /// The text of a document.
  package func text(_ document: Document) -> String {
    let title = document.title + (document.state.map { ": \($0.mark) \($0.rawValue)" } ?? "")
    var heading = [style.paint(title.visible, .strong)]
    var rest = document.sections[...]
    if let first = rest.first, first.title == nil {
      heading += lines(of: first)
      rest = rest.dropFirst()
    }
    let parts = [heading] + rest.map(lines) + [verdict(of: document)]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private func verdict(of document: Document) -> [String] {
    let color: TextStyle.Color = document.state == .passing ? .good : document.state == .failing ? .bad : .attention
    let verdict = document.verdict.map { TextTable.wrapped($0, indent: 0).map { style.paint($0, color) } } ?? []
    let next = document.next.map { step in
      TextTable.wrapped("Next: \(step.advice)\(step.command == nil ? "" : ":")", indent: 0)
        + (step.command.map { ["  \($0.visible)"] } ?? [])
    }
    return verdict + (next ?? [])
  }

  private func lines(of section: DocumentSection) -> [String] {
    (section.heading.map { [style.paint($0.visible, .strong)] } ?? []) + section.blocks.flatMap(lines)
  }

  private func lines(of block: DocumentBlock) -> [String] {
    switch block {
    case .heading(let text): ["", "  " + style.paint(text.visible, .strong)]
    case .paragraph(let text): TextTable.wrapped(text)
    case .list(let points): points.flatMap { TextTable.wrapped("- \($0)") }
    case .table(let table): lines(of: table)
    case .tiles(let tiles): lines(of: RequirementTile.table(tiles))
    // A terminal shows the tables that stand beside a chart.
    case .charts: []
    case .folded(let summary, _): TextTable.wrapped("… \(summary)").map { style.paint($0, .faint) }
    }
  }

  private func lines(of table: DocumentTable) -> [String] {
    let caption = table.caption.isEmpty ? [] : TextTable.wrapped(table.caption).map { style.paint($0, .faint) }
    return caption + (inTwoColumns(table) ?? inOneColumn(table))
  }

  private func inOneColumn(_ table: DocumentTable) -> [String] {
    var text = TextTable(table.columns.map { $0.isNumeric ? .right : .left }, flexible: flexible(table))
    if table.columns.contains(where: { !$0.title.isEmpty }) {
      text.add(table.columns.map { .init($0.title, .faint) })
    }
    for row in table.rows {
      text.add(row.map { TextTable.Cell($0.text, $0.kind.color) })
      for (column, cell) in row.enumerated() {
        for remark in cell.remarks { text.addRemark(remark, from: column, .faint) }
      }
    }
    return text.lines(style)
  }

  /// Many short names with a number each, side by side; `nil` for any other table.
  private func inTwoColumns(_ table: DocumentTable) -> [String]? {
    guard table.columns.count == 2, table.columns[1].isNumeric, table.rows.count > 12,
      table.rows.allSatisfy({ $0.allSatisfy(\.remarks.isEmpty) })
    else { return nil }
    let half = (table.rows.count + 1) / 2
    var text = TextTable([.left, .right, .left, .right], flexible: 2)
    for (index, row) in table.rows[..<half].enumerated() {
      let other = half + index < table.rows.count ? table.rows[half + index] : []
      text.add((row + other).map { TextTable.Cell($0.text, $0.kind.color) })
    }
    let lines = text.lines(style)
    return lines.count == half ? lines : nil
  }

  /// The column that gives way where a table is too wide: the widest one of text.
  private func flexible(_ table: DocumentTable) -> Int {
    let columns = table.columns.indices.filter { !table.columns[$0].isNumeric }
    return columns.max { width($0, table) < width($1, table) } ?? 0
  }

  private func width(_ column: Int, _ table: DocumentTable) -> Int {
    table.rows.map { column < $0.count ? $0[column].text.count : 0 }.max() ?? 0
  }
}

extension Document {
  /// The document as text for a terminal.
  package func text(_ style: TextStyle = .plain) -> String { TextRenderer(style).text(self) }
}

extension Document.State {
  /// A sign that is read without colors.
  var mark: String {
    switch self {
    case .passing: "✔"
    case .failing: "✘"
    case .partial: "◐"
    }
  }
}

extension DocumentCell.Kind {
  /// How the cell is painted in a terminal.
  fileprivate var color: TextStyle.Color? {
    switch self {
    case .plain, .metric: nil
    case .faint: .faint
    case .strong: .strong
    case .good: .good
    case .bad: .bad
    case .attention: .attention
    }
  }
}
