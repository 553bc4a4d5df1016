// Positions and rectangles on a grid, by row and column or by dimension.

import SheetsAPI

/// The position of a cell by its row and column, from 0.
struct CellPosition: Hashable, Comparable {
  var row: Int
  var column: Int

  subscript(dimension: Dimension) -> Int {
    get { dimension == .rows ? row : column }
    set { if dimension == .rows { row = newValue } else { column = newValue } }
  }

  /// Orders positions by row, then by column.
  static func < (left: CellPosition, right: CellPosition) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle inside a grid: half-open ranges of row and column indices, both closed.
struct GridArea: Hashable {
  var rows: Range<Int>
  var columns: Range<Int>

  subscript(dimension: Dimension) -> Range<Int> {
    get { dimension == .rows ? rows : columns }
    set { if dimension == .rows { rows = newValue } else { columns = newValue } }
  }

  var corner: CellPosition { CellPosition(row: rows.lowerBound, column: columns.lowerBound) }
  var cellCount: Int { rows.count * columns.count }
  var cellArea: CellArea { CellArea(rows: rows, columns: columns) }

  /// The positions of the cells, row by row.
  var positions: some Sequence<CellPosition> {
    rows.lazy.flatMap { [columns] row in columns.lazy.map { CellPosition(row: row, column: $0) } }
  }

  func contains(_ position: CellPosition) -> Bool { rows.contains(position.row) && columns.contains(position.column) }

  func contains(_ other: GridArea) -> Bool {
    rows.covers(other.rows) && columns.covers(other.columns)
  }

  func overlaps(_ other: GridArea) -> Bool { rows.overlaps(other.rows) && columns.overlaps(other.columns) }

  func range(ofSheet sheetID: Int) -> GridRange {
    GridRange(
      sheetID: sheetID, startRowIndex: rows.lowerBound, endRowIndex: rows.upperBound,
      startColumnIndex: columns.lowerBound, endColumnIndex: columns.upperBound)
  }
}

extension Range<Int> {
  func covers(_ other: Range<Int>) -> Bool { lowerBound <= other.lowerBound && other.upperBound <= upperBound }
}

extension GridRange {
  var area: CellArea {
    CellArea(
      startRow: startRowIndex, endRow: endRowIndex, startColumn: startColumnIndex, endColumn: endColumnIndex)
  }

  /// The bounds in a dimension; a bound that is `nil` is open.
  subscript(dimension: Dimension) -> (start: Int?, end: Int?) {
    get { dimension == .rows ? (startRowIndex, endRowIndex) : (startColumnIndex, endColumnIndex) }
    set {
      if dimension == .rows {
        (startRowIndex, endRowIndex) = newValue
      } else {
        (startColumnIndex, endColumnIndex) = newValue
      }
    }
  }
}

extension SheetProperties {
  /// The number of rows or columns.
  subscript(count dimension: Dimension) -> Int {
    get { dimension == .rows ? rowCount : columnCount }
    set { if dimension == .rows { rowCount = newValue } else { columnCount = newValue } }
  }

  var cellCount: Int { rowCount * columnCount }
}

extension Dimension {
  static var both: [Dimension] { [.rows, .columns] }

  /// The word for one line, such as `row`.
  var noun: String { self == .rows ? "row" : "column" }
}
