// values.append: finds the table in a range and writes rows below it.

import SheetsAPI

/// The target of an append: below a table, or at the start of its range if there is none.
package struct AppendTarget {
  /// The id of the sheet; its index may change before the write.
  var sheetID: Int
  var row: Int
  var column: Int
  var table: GridArea?
}

extension Workbook {
  /// Finds the current target of an append to a range.
  ///
  /// - Throws: 400 if the range is unknown.
  package func appendTarget(_ range: String) throws(ErrorEnvelope) -> AppendTarget {
    let (index, requested) = try resolve(range)
    let area = try sheets[index].clipped(requested)
    let table = sheets[index].cells.lastTable(in: area)
    return AppendTarget(
      sheetID: sheets[index].properties.sheetID, row: table?.rows.upperBound ?? area.rows.lowerBound,
      column: table?.columns.lowerBound ?? area.columns.lowerBound, table: table)
  }

  /// Appends rows below the last table in a range, or at the start of the range if there is none.
  ///
  /// Recorded: with `[x, "", y]` in row 1, range `Sheet1` finds `C1` and writes from C2, range `Sheet1!A1` finds `A1`;
  /// an empty cell next to a table finds none. Documented: OVERWRITE overwrites existing rows and adds rows at the
  /// end of the sheet; INSERT_ROWS pushes existing rows down. Columns are added for wide rows, as documented by client
  /// libraries. Assumed: only the missing rows are added; without a table, INSERT_ROWS inserts at the start of the range.
  /// `earlier` is a target that was found before; if `nil`, it is found now.
  ///
  /// - Throws: 400 if the range is unknown, the sheet of the earlier target was deleted, or the workbook would have too
  ///   many cells.
  package mutating func append(
    _ data: ValueRange, option: ValueInputOption, insert: InsertDataOption, at earlier: AppendTarget? = nil
  ) throws(ErrorEnvelope) -> ValuesAppend.Reply {
    let target: AppendTarget
    if let earlier { target = earlier } else { target = try appendTarget(data.range) }
    let index = try sheetIndex(withID: target.sheetID)
    let write = PlannedWrite(sheet: index, row: target.row, column: target.column, rows: rows(of: data))
    try CellEntry.check(write.rows, option: option)
    try checkLocale(write.rows, option: option)
    if insert == .overwrite { try checkValidation(write, option: option) }
    let tableRange = target.table.map { sheets[index].text($0.cellArea) }
    let end = write.area
    let insertedRows = insert == .insertRows ? write.rows.count : 0
    if !write.rows.isEmpty {
      try growGrid(
        ofSheet: index, rowCount: max(end.rows.upperBound, sheets[index].properties.rowCount + insertedRows),
        columnCount: end.columns.upperBound)
    }
    if insertedRows > 0 {
      shift(sheet: index, DimensionShift(dimension: .rows, index: write.row, count: insertedRows))
    }
    return ValuesAppend.Reply(spreadsheetID: id, tableRange: tableRange, updates: apply(write, option: option))
  }

  /// Moves the named ranges of a sheet along, and removes those without any cells left.
  mutating func moveNamedRanges(ofSheet index: Int, _ shift: DimensionShift) {
    let sheetID = sheets[index].properties.sheetID
    namedRanges = namedRanges.compactMap { range in
      guard range.range.sheetID == sheetID else { return range }
      return shift.moved(range.range).map {
        NamedRange(namedRangeID: range.namedRangeID, name: range.name, range: $0)
      }
    }
  }
}

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
}
