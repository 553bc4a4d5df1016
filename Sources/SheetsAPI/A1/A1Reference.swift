// What a text in A1 notation refers to, before a spreadsheet resolves its names.

/// A reference in A1 notation: cells, or a name that only the spreadsheet can resolve.
///
/// | text | reference |
/// | --- | --- |
/// | `Sheet1!A1:B2`, `'My sheet'!A:A`, `Sheet1!R1C1:R2C2` | cells of that sheet |
/// | `A1:B2`, `3:4`, `A5:A` | cells of the first visible sheet |
/// | `Sheet1` | a named range of that name, or else the sheet |
/// | `'Sheet1'` | the sheet, always |
/// | `Sheet1!Prices` | the named range |
///
/// Source: "Google Sheets API Overview", A1 notation and R1C1 notation; recorded requests.
public enum A1Reference: Sendable, Hashable {
  /// Cells of the named sheet, or of the first visible sheet if no name is given.
  case cells(sheet: String?, CellArea)
  /// A sheet; without quotes, a named range of that name takes precedence.
  case name(String, quoted: Bool)
  /// A named range on this sheet.
  case nameOnSheet(sheet: String, name: String)

  /// Parses a text in A1 notation; `nil` if it is malformed.
  ///
  /// Reversed bounds such as `B2:A1` are put in order. A text that does not refer to cells is a name.
  public init?(parsing text: String) {
    guard let reference = A1Parser.parse(text) else { return nil }
    self = reference
  }
}

extension A1Reference: CustomStringConvertible {
  /// The reference in A1 notation, with a sheet name that is quoted only if necessary.
  public var description: String {
    switch self {
    case .cells(let sheet, let area):
      guard let sheet else { return area.description }
      return Self.text(quotedSheet: A1Notation.quotedIfNeeded(sheet), area: area)
    case .name(let name, let quoted):
      guard quoted else { return name }
      let text = A1Notation.quotedIfNeeded(name)
      return text.utf8.first == A1Notation.quote ? text : "'\(text)'"
    case .nameOnSheet(let sheet, let name):
      return "\(A1Notation.quotedIfNeeded(sheet))!\(name)"
    }
  }

  /// The text of cells on a sheet whose name is already quoted.
  public static func text(quotedSheet: String, area: CellArea) -> String {
    quotedSheet + "!" + area.description
  }
}
