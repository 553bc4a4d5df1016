// values.append: the table that a range points at, and the rows below it.

import SheetsAPI

/// Where an append writes: below a table, or at the start of its range when there is none.
package struct AppendTarget {
  /// The id of the sheet; its index may change between finding the target and writing there.
  var sheetID: Int
  var row: Int
  var column: Int
  var table: GridArea?
}

extension Workbook {
  /// Finds the target where an append to a range writes now.
  ///
  /// - Throws: 400 when the range is unknown.
  package func appendTarget(_ range: String) throws(ErrorEnvelope) -> AppendTarget {
    let (index, requested) = try resolve(range)
    let area = try sheets[index].clipped(requested)
    let table = sheets[index].cells.lastTable(in: area)
    return AppendTarget(
      sheetID: sheets[index].properties.sheetID, row: table?.rows.upperBound ?? area.rows.lowerBound,
      column: table?.columns.lowerBound ?? area.columns.lowerBound, table: table)
  }

  /// Finds the last table in a range and writes rows below it, or at the start of the range when there is none.
  ///
  /// Recorded: with `[x, "", y]` in row 1, range `Sheet1` finds `C1` and writes from C2, range `Sheet1!A1` finds `A1`;
  /// an empty cell next to a table finds none. Documented: OVERWRITE writes over what is below and adds rows at the end
  /// of the sheet; INSERT_ROWS pushes down what is below. Columns are added for wide rows, as clients' documentation
  /// says. Assumed: exactly the missing rows are added; without a table, INSERT_ROWS inserts at the start of the range.
  ///
  /// - Parameter earlier: the target, where it was found before; found now when `nil`.
  /// - Throws: 400 when the range is unknown, the sheet of the earlier target is gone, or the workbook would have too
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

  /// Moves the named ranges of a sheet along, and removes those of which nothing is left.
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
  /// The last table in an area: the one of the lowest, and there of the rightmost, cell with data in the area.
  ///
  /// A table is the smallest rectangle round a cell with data beside which, diagonally too, there is none. It may reach
  /// out of the area. Recorded for tables side by side and documented for tables below each other ("Append values",
  /// Google Sheets API guide); which of several is last where neither is below the other is assumed, as are diagonals.
  func lastTable(in area: GridArea) -> GridArea? {
    let rows = area.rows.clamped(to: 0..<dataRowCount)
    for row in rows.reversed() {
      if let column = lastDataColumn(row: row, columns: area.columns) {
        return table(row: row, column: column)
      }
    }
    return nil
  }

  /// Grows a cell to its table; the order of growing makes no difference to where it ends.
  ///
  /// Columns first: once the whole width is in, rows are passed quickly.
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

  /// The range with its neighbours on both sides.
  private func beside(_ range: Range<Int>) -> Range<Int> {
    max(0, range.lowerBound - 1)..<range.upperBound + 1
  }
}
