// Rows and columns of a document, with what each cell is rather than how it looks.

import PerformanceMetrics

/// A table: a caption, columns, and rows of as many cells.
package struct DocumentTable: Sendable, Hashable {
  /// One column: its title and how it is aligned.
  package struct Column: Sendable, Hashable {
    /// The words above it.
    package let title: String
    /// Whether it holds numbers, which are aligned on the right.
    package let isNumeric: Bool

    /// A column of text.
    package static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    /// A column of numbers.
    package static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  /// What the table shows, in a few words.
  package let caption: String
  /// The columns, from left to right.
  package let columns: [Column]
  /// The rows, each with a cell for every column.
  package let rows: [[DocumentCell]]

  /// Makes a table; without a caption it is named by what it stands under.
  package init(_ caption: String, _ columns: [Column], _ rows: [[DocumentCell]]) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }

  /// The table as a block, behind its caption where it has more rows than a reader wants to scroll past.
  func block(openRows: Int = 20) -> DocumentBlock {
    rows.count > openRows ? .folded("\(caption): \(rows.count) rows", [.table(self)]) : .table(self)
  }
}

/// A cell: text, what it is, and remarks below it.
package struct DocumentCell: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What the text is.
  package enum Kind: Sendable, Hashable {
    /// Words or a number.
    case plain
    /// What matters less than the rest of its row.
    case faint
    /// A number or a name that matters most in its row.
    case strong
    /// The id of a metric; `isTarget` where links to that metric lead.
    case metric(isTarget: Bool)
    /// Good news, as a requirement that is met.
    case good
    /// Bad news, as a regression.
    case bad
    /// What needs a look.
    case attention
  }

  /// The text; empty where there is nothing to show.
  package let text: String
  /// What the text is.
  package let kind: Kind
  /// What to know beside it, a line each.
  package let remarks: [String]

  /// Makes a cell, plain unless it says otherwise.
  package init(_ text: String, _ kind: Kind = .plain, remarks: [String] = []) {
    self.text = text
    self.kind = kind
    self.remarks = remarks
  }

  /// A cell of plain text.
  package init(stringLiteral text: String) { self.init(text) }

  /// The id of a metric, which a link may lead away from.
  static func metric(_ id: String, remarks: [String] = []) -> DocumentCell {
    DocumentCell(id, .metric(isTarget: false), remarks: remarks)
  }

  /// A metric's number in its unit.
  static func quantity(_ metric: Metric, _ kind: Kind = .plain) -> DocumentCell {
    DocumentCell(Quantity.text(metric.exact, metric.unit), kind)
  }

  /// A number in its unit; a dash where it was not measured.
  package static func quantity(_ value: Int64?, _ unit: MetricUnit, _ kind: Kind = .plain) -> DocumentCell {
    DocumentCell(value.map { Quantity.text($0, unit) } ?? "–", kind)
  }
}
