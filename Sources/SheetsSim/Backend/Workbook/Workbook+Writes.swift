// The methods values.update, batchUpdate, append, clear and batchClear, which check everything before they write any.

import SheetsAPI

extension Workbook {
  /// Writes values to one range.
  ///
  /// Recorded: a single cell is the corner of the values, a larger range their limit.
  ///
  /// - Throws: 400 if the range is unknown or too small, or a value is too long.
  package mutating func update(
    _ data: ValueRange, option: ValueInputOption
  ) throws(ErrorEnvelope) -> ValuesUpdate.Reply {
    let write = try plan(data, option: option)
    return apply(write, UpdatedCells(write))
  }

  /// Writes values to several ranges, all or none.
  ///
  /// Recorded: distinct rows and columns are counted over all ranges. That cells written twice count twice is assumed.
  ///
  /// - Throws: 400 `Invalid data[i]: …`, without writing any.
  package mutating func update(
    all data: [ValueRange], option: ValueInputOption
  ) throws(ErrorEnvelope) -> ValuesBatchUpdate.Reply {
    // Writes of values do not change the grid or names, so all can be checked before the first is applied.
    var writes: [ValuesWrite] = []
    for (index, range) in data.enumerated() {
      do {
        writes.append(try plan(range, option: option))
      } catch {
        throw error.of("data[\(index)]")
      }
    }
    // A sheet and a row or column as one number, because grids are far smaller than 2^32. The sets are only counted.
    var rows: Set<Int> = []
    var columns: Set<Int> = []
    var sheets: Set<Int> = []
    var cells = 0
    let changes = writes.map { UpdatedCells($0) }
    for (write, updated) in zip(writes, changes) {
      for row in updated.rows { rows.insert(write.sheet << 32 | row) }
      for column in updated.columns { columns.insert(write.sheet << 32 | column) }
      if updated.count > 0 { sheets.insert(write.sheet) }
      cells += updated.count
    }
    return ValuesBatchUpdate.Reply(
      spreadsheetID: id, totalUpdatedRows: rows.count, totalUpdatedColumns: columns.count, totalUpdatedCells: cells,
      totalUpdatedSheets: sheets.count, responses: zip(writes, changes).map { apply($0, $1) })
  }

  private func plan(_ data: ValueRange, option: ValueInputOption) throws(ErrorEnvelope) -> ValuesWrite {
    let (index, area) = try resolve(data.range)
    let limit = try sheets[index].writable(area)
    let write = try ValuesWrite(
      sheet: index, corner: limit.corner, rows: data.rows, option: option, locale: foreignLocale)
    if area.isSingleCell {
      // Documented: values beyond the grid are refused. Assumed: the message names the range of the values.
      _ = try sheets[index].writable(write.area.cellArea)
    } else {
      try write.checkFit(limit, of: sheets[index])
    }
    try sheets[index].checkValidation(write)
    return write
  }

  private mutating func apply(_ write: ValuesWrite, _ updated: UpdatedCells) -> ValuesUpdate.Reply {
    sheets[write.sheet].write(write)
    return ValuesUpdate.Reply(
      spreadsheetID: id, updatedRange: sheets[write.sheet].text(write.area.cellArea), updatedRows: updated.rows.count,
      updatedColumns: updated.columns.count, updatedCells: updated.count)
  }

  // MARK: Append

  /// Finds the current target of an append to a range.
  ///
  /// - Throws: 400 if the range is unknown.
  package func appendTarget(_ range: String) throws(ErrorEnvelope) -> AppendTarget {
    let (index, requested) = try resolve(range)
    let area = try sheets[index].clipped(requested)
    let table = sheets[index].cells.lastTable(in: area)
    return AppendTarget(
      sheetID: sheets[index].id, table: table,
      corner: CellPosition(
        row: table?.rows.upperBound ?? area.rows.lowerBound,
        column: table?.columns.lowerBound ?? area.columns.lowerBound))
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
    let write = try ValuesWrite(
      sheet: index, corner: target.corner, rows: data.rows, option: option, locale: foreignLocale)
    if insert == .overwrite { try sheets[index].checkValidation(write) }
    let tableRange = target.table.map { sheets[index].text($0.cellArea) }
    let area = write.area
    let insertedRows = insert == .insertRows ? write.rows.count : 0
    if !write.rows.isEmpty {
      try growGrid(
        ofSheet: index, rowCount: max(area.rows.upperBound, sheets[index].properties.rowCount + insertedRows),
        columnCount: area.columns.upperBound)
    }
    if insertedRows > 0 {
      shift(sheet: index, DimensionShift(dimension: .rows, index: target.corner.row, count: insertedRows))
    }
    return ValuesAppend.Reply(
      spreadsheetID: id, tableRange: tableRange, updates: apply(write, UpdatedCells(write)))
  }

  // MARK: Clear

  /// Clears ranges, all or none, and returns them clipped to the grid.
  ///
  /// - Throws: 400 if a range is unknown or starts outside the grid, without clearing any.
  package mutating func clear(_ ranges: [String]) throws(ErrorEnvelope) -> [String] {
    var areas: [(sheet: Int, area: GridArea)] = []
    for range in ranges {
      let (index, area) = try resolve(range)
      areas.append((index, try sheets[index].clipped(area)))
    }
    for (index, area) in areas { sheets[index].clearValues(area) }
    return areas.map { sheets[$0.sheet].text($0.area.cellArea) }
  }
}

/// The target of an append: below a table, or at the start of its range if there is none.
package struct AppendTarget {
  /// The id of the sheet; its index may change before the write.
  var sheetID: Int
  var table: GridArea?
  var corner: CellPosition
}

/// The rows and columns that a write has changed, for the counts in its reply.
private struct UpdatedCells {
  var rows: [Int] = []
  var columns: [Int] = []
  var count = 0

  init(_ write: ValuesWrite) {
    var touched = [Bool](repeating: false, count: write.area.columns.count)
    var row = write.corner.row
    for values in write.rows {
      // By index, because an iterator is slow in a debug build.
      var columnOffset = 0
      var inRow = 0
      while columnOffset < values.count {
        if !values[columnOffset].isNull {
          touched[columnOffset] = true
          inRow += 1
        }
        columnOffset += 1
      }
      if inRow > 0 { rows.append(row) }
      count += inRow
      row += 1
    }
    for columnOffset in touched.indices where touched[columnOffset] {
      columns.append(write.corner.column + columnOffset)
    }
  }
}

extension ValueRange {
  /// The values by row.
  var rows: [[CellValue]] {
    majorDimension == .rows ? values ?? [] : transposed(values ?? [], filler: .null)
  }
}
