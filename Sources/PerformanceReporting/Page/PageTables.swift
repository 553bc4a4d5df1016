// The tables of a page, and the rows in them that links lead to.

import PerformanceMetrics

/// Writes tables; each metric that links can lead to gets its id once.
struct PageTables {
  private let targets: Set<String>
  private var placed: Set<String> = []

  init(targets: Set<String>) {
    self.targets = targets
  }

  /// The id of a metric's row in the page: of letters, digits, `/`, `.` and `-`, another for each metric.
  static func anchor(of metric: String) -> String {
    "metric-"
      + metric.unicodeScalars.map { scalar in
        let isPlain =
          scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789/.-".unicodeScalars.contains(scalar))
        return isPlain ? String(scalar) : "_\(String(scalar.value, radix: 16))_"
      }.joined()
  }

  /// A table in a frame in which it scrolls when it is wider than the window.
  ///
  /// Without a caption the table is named for those alone who cannot see where it stands.
  mutating func text(of table: DocumentTable, named name: String) -> String {
    let caption = table.caption.isEmpty ? name : table.caption
    let heads = table.columns.map {
      Markup.element("th", [("scope", "col"), ("class", $0.isNumeric ? "right" : nil)], Markup.text($0.title))
    }.joined()
    let styles = table.columns.indices.map { style(of: $0, in: table) }
    var rows: [String] = []
    for row in table.rows { rows.append(text(of: row, styles)) }
    let content = """
      \(Markup.element("caption", [("class", table.caption.isEmpty ? "quiet" : nil)], Markup.text(caption)))
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      """
    return Markup.element(
      "div", [("class", "frame"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption.visible)],
      "\n<table>\n\(content)\n</table>\n")
  }

  /// How the cells of a column stand: numbers at the right, words that need no second line on one.
  private func style(of column: Int, in table: DocumentTable) -> String? {
    if table.columns[column].isNumeric { return "right" }
    let isShort = table.rows.allSatisfy {
      column < $0.count && $0[column].text.count <= 20 && $0[column].remarks.isEmpty
    }
    return isShort ? "short" : nil
  }

  private mutating func text(of row: [DocumentCell], _ styles: [String?]) -> String {
    let target = row.first { $0.kind == .metric(isTarget: true) && !placed.contains($0.text) }
    if let target { placed.insert(target.text) }
    let cells = zip(row, styles).map { text(of: $0, style: $1) }.joined()
    return Markup.element("tr", [("id", target.map { Self.anchor(of: $0.text) })], cells)
  }

  private func text(of cell: DocumentCell, style columnStyle: String?) -> String {
    let text = Markup.text(cell.text)
    var style = columnStyle
    var shown = text
    switch cell.kind {
    case .plain: break
    case .faint: shown = Markup.element("span", [("class", "faint")], text)
    case .strong: shown = Markup.element("strong", [], text)
    case .good: shown = Markup.element("span", [("class", "word good")], text)
    case .bad: shown = Markup.element("span", [("class", "word bad")], text)
    case .attention: shown = Markup.element("span", [("class", "word part")], text)
    case .metric:
      style = "name"
      shown = Markup.element("code", [], text)
      if targets.contains(cell.text) {
        shown = Markup.element("a", [("class", "anchor"), ("href", "#\(Self.anchor(of: cell.text))")], shown)
      }
    }
    let remarks = cell.remarks.map { "\n" + Markup.element("div", [("class", "remark")], Markup.text($0)) }.joined()
    return Markup.element("td", [("class", style)], shown + remarks)
  }
}
