// The requests updateCells, appendCells and appendDimension.

import SheetsAPI

extension Workbook {
  /// Writes cells starting at a coordinate; an empty cell of the request clears its cell.
  ///
  /// The messages for a start, rows and columns outside the grid are quoted in issues of client libraries.
  mutating func updateCells(
    _ request: BatchRequest.UpdateCells, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: request.start.sheetID)
    try check(fields: request.fields, of: "updateCells")
    try CellEntry.check(request.rows)
    let (row, column) = (request.start.rowIndex, request.start.columnIndex)
    let grid = sheets[index].properties
    try checkStart(row, "rowIndex", "row", count: grid.rowCount)
    try checkStart(column, "columnIndex", "column", count: grid.columnCount)
    let width = request.rows.reduce(0) { max($0, $1.values.count) }
    guard row + request.rows.count <= grid.rowCount else { throw Self.beyond("row", count: grid.rowCount) }
    guard column + width <= grid.columnCount else { throw Self.beyond("column", count: grid.columnCount) }

    try checkValidation(request.rows, sheet: index, row: row, column: column)
    let columns = column..<column + width
    let before = (row..<row + request.rows.count).map { sheets[index].cells.values(row: $0, columns: columns) }
    undo.append(.restoreCells(before, sheet: index, row: row, columns: columns))
    if !sheets[index].features.details.isEmpty || Self.hasFormula(request.rows) {
      undo.append(.restoreFeatures(sheets[index].features, at: index))
    }
    write(request.rows, toSheet: index, row: row, column: column)
  }

  /// Writes rows after the last row of the sheet with data, and adds missing rows to the grid.
  ///
  /// Recorded live: the position of the rows, and that a full grid grows. Reported in issues of client libraries: columns
  /// are not added. Assumed: only the missing rows are added.
  mutating func appendCells(
    _ request: BatchRequest.AppendCells, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: request.sheetID)
    try check(fields: request.fields, of: "appendCells")
    try CellEntry.check(request.rows)
    let grid = sheets[index].properties
    let width = request.rows.reduce(0) { max($0, $1.values.count) }
    guard width <= grid.columnCount else { throw Self.beyond("column", count: grid.columnCount) }
    let row = sheets[index].cells.dataRowCount
    try checkValidation(request.rows, sheet: index, row: row, column: 0)
    try growGrid(ofSheet: index, rowCount: row + request.rows.count, columnCount: 0)
    undo.append(.restoreProperties(grid, at: index))
    undo.append(.clearRows(sheet: index, from: row))
    if !sheets[index].features.details.isEmpty || Self.hasFormula(request.rows) {
      undo.append(.restoreFeatures(sheets[index].features, at: index))
    }
    write(request.rows, toSheet: index, row: row, column: 0)
  }

  /// Adds rows or columns at the end of a sheet.
  mutating func appendDimension(
    _ sheetID: Int, _ dimension: Dimension, _ length: Int, _ undo: inout [UndoStep]
  ) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: sheetID)
    // The message is assumed.
    guard length > 0 else { throw .invalid("length must be at least 1, but was \(length).") }
    let grid = sheets[index].properties
    let (rowCount, rowOverflow) = grid.rowCount.addingReportingOverflow(dimension == .rows ? length : 0)
    let (columnCount, columnOverflow) = grid.columnCount.addingReportingOverflow(dimension == .columns ? length : 0)
    if rowOverflow || columnOverflow { throw .tooManyCells }
    try growGrid(ofSheet: index, rowCount: rowCount, columnCount: columnCount)
    undo.append(.restoreProperties(grid, at: index))
  }

  private mutating func write(_ rows: [RowData], toSheet index: Int, row: Int, column: Int) {
    let isPlain = sheets[index].features.details.isEmpty && !Self.hasFormula(rows)
    for (offset, data) in rows.enumerated() {
      sheets[index].cells.setRow(row + offset, from: column, to: data.values)
      if isPlain { continue }
      for (columnOffset, cell) in data.values.enumerated() {
        let target = CellPosition(row: row + offset, column: column + columnOffset)
        if case .formula(let text)? = cell.userEnteredValue {
          set(EnteredText(.null, formula: text), at: target, ofSheet: index)
        } else if sheets[index].features.details[target] != nil {
          sheets[index].features[detail: target].formula = nil
        }
      }
    }
  }

  private static func hasFormula(_ rows: [RowData]) -> Bool {
    rows.contains { row in
      row.values.contains { if case .formula? = $0.userEnteredValue { true } else { false } }
    }
  }

  private func check(fields: String, of kind: String) throws(ErrorEnvelope) {
    // Cells written here have only a value, so every mask of theirs selects it.
    guard fields == "userEnteredValue" || fields == "*" else {
      throw .notSimulated("the field mask of \(kind): \(fields)")
    }
  }

  private func checkStart(_ start: Int, _ field: String, _ kind: String, count: Int) throws(ErrorEnvelope) {
    // The message is assumed.
    guard start >= 0 else { throw .invalid("GridCoordinate.\(field)[\(start)] must not be negative.") }
    guard start < count else {
      throw .invalid("GridCoordinate.\(field)[\(start)] is after last \(kind) in grid[\(count - 1)]")
    }
  }

  private static func beyond(_ kind: String, count: Int) -> ErrorEnvelope {
    .invalid("Attempting to write \(kind): \(count), beyond the last requested \(kind) of: \(count - 1)")
  }
}
