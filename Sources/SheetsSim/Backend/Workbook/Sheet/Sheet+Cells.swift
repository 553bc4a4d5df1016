// Cells as a whole, with their values, formulas, formats, notes and validation.

import SheetsAPI
import TextFormats

/// A cell with all it has.
struct SheetCell {
  var position: CellPosition
  var value: CellValue?
  var detail: CellDetail
}

extension Sheet {
  /// The cells of an area that have a value or details, row by row.
  func block(_ area: GridArea) -> [SheetCell] {
    var positions = Set(details.positions(in: area))
    for row in area.rows.clamped(to: 0..<cells.dataRowCount) {
      for (offset, value) in cells.values(row: row, columns: area.columns).enumerated() where value != .string("") {
        positions.insert(CellPosition(row: row, column: area.columns.lowerBound + offset))
      }
    }
    return positions.sorted().map {
      SheetCell(position: $0, value: cells[$0.row, $0.column], detail: details[$0])
    }
  }

  /// Clears the values and details of an area.
  mutating func clear(_ area: GridArea) {
    clearValues(area)
    details.removeAll(in: area)
  }

  mutating func put(_ cell: SheetCell, at position: CellPosition) {
    set(cell.value, at: position)
    details[position] = cell.detail
  }

  mutating func enter(_ entered: EnteredText, at position: CellPosition) {
    setDetails(of: entered, at: position)
    set(entered.storedValue, at: position)
  }

  /// Sets the formula of a cell, and the number format if the entry comes with one.
  mutating func setDetails(of entered: EnteredText, at position: CellPosition) {
    if entered.formula == nil && entered.format == nil && !details.hasFormulas { return }
    var detail = details[position]
    detail.formula = entered.formula
    if let format = entered.format { detail.format = (detail.format ?? [:]).setting("numberFormat", format.json) }
    details[position] = detail
  }

  /// Writes rows of plain values, and of formulas if there are any; an empty cell of the request clears its cell.
  mutating func write(_ rows: [RowData], at corner: CellPosition, hasFormulas: Bool) {
    var position = corner
    for data in rows {
      setRow(position.row, from: corner.column, to: data)
      guard hasFormulas || details.hasFormulas else {
        position.row += 1
        continue
      }
      position.column = corner.column
      for cell in data.values {
        if case .formula? = cell.userEnteredValue {
          enter(EnteredText(cell.userEnteredValue), at: position)
        } else if details.hasFormulas {
          details[position].formula = nil
        }
        position.column += 1
      }
      position.row += 1
    }
  }

  /// Puts the lines of an area into another order, given by their old indices.
  ///
  /// `change` changes a cell that moves to this position.
  mutating func reorder(
    _ area: GridArea, _ dimension: Dimension, _ order: [Int], _ change: (inout SheetCell, CellPosition) -> Void
  ) {
    var target: [Int: Int] = [:]
    for (offset, line) in order.enumerated() { target[line] = area[dimension].lowerBound + offset }
    let cells = block(area)
    clear(area)
    for var cell in cells {
      guard let line = target[cell.position[dimension]] else { continue }
      var position = cell.position
      position[dimension] = line
      change(&cell, position)
      put(cell, at: position)
    }
  }

  // MARK: Validation

  /// Checks a value against the strict rule of its cell.
  ///
  /// - Throws: 400 if it violates the rule, 501 if the rule is not modeled.
  func checkValidation(_ entered: EnteredText, at position: CellPosition) throws(ErrorEnvelope) {
    guard !details.isEmpty, let rule = ValidationRule(details[position].validation) else { return }
    let cell = "\(A1Notation.columnLetters(position.column))\(position.row + 1)"
    try rule.check(entered.value, isFormula: entered.formula != nil, at: cell)
  }

  /// Checks the cells of a batch against the strict rules of their cells.
  func checkValidation(_ rows: [RowData], at corner: CellPosition) throws(ErrorEnvelope) {
    guard !details.isEmpty else { return }
    for (offset, data) in rows.enumerated() {
      for (columnOffset, cell) in data.values.enumerated() {
        try checkValidation(
          EnteredText(cell.userEnteredValue),
          at: CellPosition(row: corner.row + offset, column: corner.column + columnOffset))
      }
    }
  }
}
