// Tables: the rectangles of cells with data that values.append looks for.

import SheetsAPI

extension CellStorage {
  /// The last table in an area: that of the lowest, and among those the rightmost, cell with data.
  ///
  /// A table is the smallest rectangle around a cell with data that has only empty cells around it, diagonally too. It may
  /// extend beyond the area. Recorded for tables side by side, documented for tables below each other ("Append values",
  /// Google Sheets API guide). Assumed: which of overlapping tables is the last, and diagonals.
  func lastTable(in area: GridArea) -> GridArea? {
    let rows = area.rows.clamped(to: 0..<dataRowCount)
    for row in rows.reversed() {
      if let column = lastDataColumn(row: row, columns: area.columns) {
        return table(row: row, column: column)
      }
    }
    return nil
  }

  /// Grows a cell to its table; the result does not depend on the order.
  ///
  /// Columns first, because rows of the full width are scanned quickly.
  private func table(row: Int, column: Int) -> GridArea {
    var rows = row..<row + 1
    var columns = column..<column + 1
    while true {
      let (height, width) = (rows.count, columns.count)
      let besideRows = beside(rows)
      while columns.lowerBound > 0, !isEmpty(column: columns.lowerBound - 1, rows: besideRows) {
        columns = columns.lowerBound - 1..<columns.upperBound
      }
      while !isEmpty(column: columns.upperBound, rows: besideRows) {
        columns = columns.lowerBound..<columns.upperBound + 1
      }
      let besideColumns = beside(columns)
      let first = firstRow(above: rows.lowerBound, columns: besideColumns)
      rows = first..<endRow(below: rows.upperBound, columns: besideColumns)
      if rows.count == height, columns.count == width { return GridArea(rows: rows, columns: columns) }
    }
  }

  /// The range extended by one on both sides.
  private func beside(_ range: Range<Int>) -> Range<Int> {
    max(0, range.lowerBound - 1)..<range.upperBound + 1
  }

  /// The first of the contiguous rows with data in these columns directly above `row`; `row` itself if there are none.
  func firstRow(above row: Int, columns: Range<Int>) -> Int {
    var row = row
    while row > 0 {
      let index = (row - 1) / Self.rowsPerBlock
      if isFull(block: index, columns: columns) {
        row = index * Self.rowsPerBlock
      } else if !isEmpty(row: row - 1, columns: columns) {
        row -= 1
      } else {
        break
      }
    }
    return row
  }

  /// The row after the contiguous rows with data in these columns that start at `row`; `row` itself if there are none.
  func endRow(below row: Int, columns: Range<Int>) -> Int {
    var row = row
    while row < dataRowCount {
      let index = row / Self.rowsPerBlock
      if isFull(block: index, columns: columns) {
        row = min(dataRowCount, (index + 1) * Self.rowsPerBlock)
      } else if !isEmpty(row: row, columns: columns) {
        row += 1
      } else {
        break
      }
    }
    return row
  }

  /// Whether every row of a block is known to have data in these columns, without a look at its cells.
  ///
  /// If the columns cover the block, its number of rows with data decides, so that a long log is scanned block by block.
  private func isFull(block index: Int, columns: Range<Int>) -> Bool {
    let block = blocks[index]
    guard columns.lowerBound <= 0, columns.upperBound >= block.stride else { return false }
    return block.usedRows == min(dataRowCount - index * Self.rowsPerBlock, Self.rowsPerBlock)
  }
}
