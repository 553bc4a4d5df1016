// The methods values.update and values.batchUpdate, which check all values before they write any.

import SheetsAPI

/// A checked write: values that fit their target.
struct PlannedWrite {
  var sheet: Int
  var row: Int
  var column: Int
  /// The values by row, independent of the major dimension of the request.
  var rows: [[CellValue]]

  /// The rectangle that the values cover; the first cell if there are no values.
  var area: GridArea {
    let width = rows.reduce(1) { max($0, $1.count) }
    return GridArea(rows: row..<row + max(1, rows.count), columns: column..<column + width)
  }
}

/// The rows and columns that a write has changed, for the counts in its reply.
private struct UpdatedCells {
  var rows: [Int] = []
  var columns: [Int] = []
  var count = 0

  init(_ write: PlannedWrite) {
    var touched = [Bool](repeating: false, count: write.area.columns.count)
    var row = write.row
    for values in write.rows {
      var columnOffset = 0
      var inRow = 0
      for value in values {
        if !value.isNull {
          touched[columnOffset] = true
          inRow += 1
        }
        columnOffset += 1
      }
      if inRow > 0 { rows.append(row) }
      count += inRow
      row += 1
    }
    for columnOffset in touched.indices where touched[columnOffset] { columns.append(write.column + columnOffset) }
  }
}

extension Workbook {
  /// Writes values to one range.
  ///
  /// Recorded: a single cell is the corner of the values, a larger range their limit.
  ///
  /// - Throws: 400 if the range is unknown or too small, or a value is too long.
  package mutating func update(
    _ data: ValueRange, option: ValueInputOption
  ) throws(ErrorEnvelope) -> ValuesUpdate.Reply {
    apply(try plan(data, option: option), option: option)
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
    var writes: [PlannedWrite] = []
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
      totalUpdatedSheets: sheets.count, responses: zip(writes, changes).map { apply($0, updated: $1, option: option) })
  }

  private func plan(_ data: ValueRange, option: ValueInputOption) throws(ErrorEnvelope) -> PlannedWrite {
    let (index, area) = try resolve(data.range)
    let limit = try sheets[index].writable(area)
    let write = PlannedWrite(
      sheet: index, row: limit.rows.lowerBound, column: limit.columns.lowerBound, rows: rows(of: data))
    try CellEntry.check(write.rows, option: option)
    try checkLocale(write.rows, option: option)
    if area.isSingleCell {
      // Documented: values beyond the grid are refused. Assumed: the message names the range of the values.
      _ = try sheets[index].writable(write.area.cellArea)
    } else {
      try check(write.rows, within: limit, ofSheet: index)
    }
    try checkValidation(write, option: option)
    return write
  }

  /// Checks that all values lie within the range.
  ///
  /// - Throws: 400 for the first value, row by row, outside the range.
  private func check(_ rows: [[CellValue]], within limit: GridArea, ofSheet index: Int) throws(ErrorEnvelope) {
    let width = limit.columns.count
    for (offset, row) in rows.enumerated() {
      let location: String
      if offset >= limit.rows.count {
        location = "row [\(limit.rows.upperBound + 1)]"
      } else if row.count > width {
        location = "column [\(A1Notation.columnLetters(limit.columns.upperBound))]"
      } else {
        continue
      }
      throw .invalid(
        "Requested writing within range [\(sheets[index].text(limit.cellArea))], but tried writing to \(location)")
    }
  }

  func rows(of data: ValueRange) -> [[CellValue]] {
    let values = data.values ?? []
    return data.majorDimension == .rows ? values : transposed(values, filler: .null)
  }

  /// Applies a checked write and counts the changes.
  mutating func apply(_ write: PlannedWrite, option: ValueInputOption) -> ValuesUpdate.Reply {
    apply(write, updated: UpdatedCells(write), option: option)
  }

  private mutating func apply(
    _ write: PlannedWrite, updated: UpdatedCells, option: ValueInputOption
  ) -> ValuesUpdate.Reply {
    for (offset, values) in write.rows.enumerated() {
      sheets[write.sheet].cells.setRow(write.row + offset, from: write.column, to: values)
    }
    enter(write.rows, option: option, sheet: write.sheet, row: write.row, column: write.column)
    return ValuesUpdate.Reply(
      spreadsheetID: id, updatedRange: sheets[write.sheet].text(write.area.cellArea), updatedRows: updated.rows.count,
      updatedColumns: updated.columns.count, updatedCells: updated.count)
  }
}
