// A rectangle of cells without its sheet, as in A1 notation, where any side may be open.

/// A rectangle of cells by half-open ranges of indices from 0; a bound that is `nil` is open.
public struct CellArea: Sendable, Hashable {
  /// The first row; open when `nil`.
  public var startRow: Int?
  /// The row after the last; open when `nil`.
  public var endRow: Int?
  /// The first column; open when `nil`.
  public var startColumn: Int?
  /// The column after the last; open when `nil`.
  public var endColumn: Int?

  /// Creates an area; without bounds it is the whole sheet.
  public init(startRow: Int? = nil, endRow: Int? = nil, startColumn: Int? = nil, endColumn: Int? = nil) {
    self.startRow = startRow
    self.endRow = endRow
    self.startColumn = startColumn
    self.endColumn = endColumn
  }

  /// Creates the area of these rows and columns.
  public init(rows: Range<Int>, columns: Range<Int>) {
    self.init(
      startRow: rows.lowerBound, endRow: rows.upperBound, startColumn: columns.lowerBound,
      endColumn: columns.upperBound)
  }

  /// Whether the area is a single cell, which a write treats as the corner of its values, not as their limit.
  public var isSingleCell: Bool {
    guard let startRow, let endRow, let startColumn, let endColumn else { return false }
    return endRow - startRow == 1 && endColumn - startColumn == 1
  }
}

extension CellArea: CustomStringConvertible {
  /// The area in A1 notation, such as `A1:B2`, `A:C`, `3:4`, `A5:C` or `A1:1`; a single cell is `A1`.
  ///
  /// An open side that the notation cannot express is written as its limit: row 1, column A or column ZZZ.
  public var description: String {
    A1Writer.string { writer in
      writer.write(self)
    }
  }
}
