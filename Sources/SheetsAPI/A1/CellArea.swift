// A rectangle of cells without its sheet, as A1 notation writes it: any side may be left open.

/// A rectangle of cells by index: half-open, from 0; a bound that is `nil` is open.
public struct CellArea: Sendable, Hashable {
  /// The first row; open when `nil`.
  public var startRow: Int?
  /// The row after the last; open when `nil`.
  public var endRow: Int?
  /// The first column; open when `nil`.
  public var startColumn: Int?
  /// The column after the last; open when `nil`.
  public var endColumn: Int?

  /// Makes an area; without bounds it is the whole sheet.
  public init(startRow: Int? = nil, endRow: Int? = nil, startColumn: Int? = nil, endColumn: Int? = nil) {
    self.startRow = startRow
    self.endRow = endRow
    self.startColumn = startColumn
    self.endColumn = endColumn
  }

  /// Makes the area of these rows and columns.
  public init(rows: Range<Int>, columns: Range<Int>) {
    self.init(
      startRow: rows.lowerBound, endRow: rows.upperBound, startColumn: columns.lowerBound,
      endColumn: columns.upperBound)
  }

  /// Whether the area is one cell, which a write takes as the corner of its values and not as their limit.
  public var isSingleCell: Bool {
    guard let startRow, let endRow, let startColumn, let endColumn else { return false }
    return endRow - startRow == 1 && endColumn - startColumn == 1
  }
}

extension CellArea: CustomStringConvertible {
  /// The area in A1 notation, such as `A1:B2`, `A:C`, `3:4`, `A5:C` or `A1:1`; a single cell is `A1`.
  ///
  /// A side that the notation cannot leave open is written with the limit it stands for: row 1, column A or ZZZ.
  public var description: String {
    A1Writer.string(capacity: A1Writer.areaCapacity) { writer in
      writer.write(self)
    }
  }
}
