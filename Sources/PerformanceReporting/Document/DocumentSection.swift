// What a document is made of: sections of blocks. Plain text throughout; a renderer makes it safe in its format.

import PerformanceMetrics

/// A section with its heading.
package struct DocumentSection: Sendable, Hashable {
  /// The heading.
  package let title: String
  /// What stands below it.
  package let blocks: [DocumentBlock]

  /// A section.
  package init(_ title: String, _ blocks: [DocumentBlock]) {
    self.title = title
    self.blocks = blocks
  }

  /// The name by which a link finds the section: small letters, digits, hyphens.
  package var anchor: String {
    title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }
}

/// A piece of a section.
package enum DocumentBlock: Sendable, Hashable {
  /// A heading below that of the section.
  case heading(String)
  /// Sentences.
  case paragraph(String)
  /// Points, one a line.
  case list([String])
  /// Rows and columns.
  case table(DocumentTable)
  /// The charts whose names begin so, where there are any.
  case charts(prefix: String)
}

/// A table: a heading and rows of as many cells.
package struct DocumentTable: Sendable, Hashable {
  /// One column.
  package struct Column: Sendable, Hashable {
    /// The words above it.
    package let title: String
    /// Whether it holds numbers, which stand at the right.
    package let isNumeric: Bool

    /// A column of text.
    package static func text(_ title: String) -> Column { Column(title: title, isNumeric: false) }
    /// A column of numbers.
    package static func number(_ title: String) -> Column { Column(title: title, isNumeric: true) }
  }

  /// What the table shows, in a few words.
  package let caption: String
  /// The columns.
  package let columns: [Column]
  /// The rows.
  package let rows: [[DocumentCell]]
  /// Whether a reader of a page of text wants to unfold it first.
  package let isLong: Bool

  /// A table.
  package init(_ caption: String, _ columns: [Column], _ rows: [[DocumentCell]], isLong: Bool = false) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.isLong = isLong
  }
}

/// A cell: text, what it is, and remarks below it.
package struct DocumentCell: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// What the text is.
  package enum Kind: Sendable, Hashable {
    /// Words or a number.
    case plain
    /// A number or a name that matters most in its row.
    case strong
    /// The id of a metric; `isTarget` where links to that metric lead.
    case metric(isTarget: Bool)
    /// Good news.
    case good
    /// Bad news.
    case bad
    /// What needs a look.
    case attention
  }

  /// The text; empty where there is nothing to show.
  package let text: String
  /// What it is.
  package let kind: Kind
  /// What to know beside it, a line each.
  package let remarks: [String]

  /// A cell.
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

  /// A number in its unit; a dash where it was not measured.
  static func quantity(_ value: Int64?, _ unit: MetricUnit, _ kind: Kind = .plain) -> DocumentCell {
    DocumentCell(value.map { Quantity.text($0, unit) } ?? "–", kind)
  }
}
