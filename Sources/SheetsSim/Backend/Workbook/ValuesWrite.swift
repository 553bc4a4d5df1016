// The values of one range of a write, checked and interpreted before any is written.

import SheetsAPI

/// Values for the cells from a corner on.
struct ValuesWrite {
  let sheet: Int
  let corner: CellPosition
  /// The values by row, independent of the major dimension of the request; null leaves its cell unchanged.
  let rows: [[CellValue]]
  /// The interpretations of the values; `nil` if they are stored as they are.
  let entered: [[EnteredText]]?

  /// Checks and interprets values.
  ///
  /// - Throws: 400 for the first text that is too long or number that is not finite, 501 for an entry that is not modeled.
  init(
    sheet: Int, corner: CellPosition, rows: [[CellValue]], option: ValueInputOption, locale: String?
  ) throws(ErrorEnvelope) {
    (self.sheet, self.corner, self.rows) = (sheet, corner, rows)
    for row in rows { for value in row { try CellEntry.check(value) } }
    guard option == .userEntered else {
      entered = nil
      return
    }
    var entered: [[EnteredText]] = []
    entered.reserveCapacity(rows.count)
    for row in rows {
      var line: [EnteredText] = []
      line.reserveCapacity(row.count)
      for value in row { line.append(try EnteredText(entering: value, locale: locale)) }
      entered.append(line)
    }
    self.entered = entered
  }

  /// The rectangle that the values cover; the first cell if there are no values.
  var area: GridArea {
    let width = rows.reduce(1) { max($0, $1.count) }
    return GridArea(
      rows: corner.row..<corner.row + max(1, rows.count), columns: corner.column..<corner.column + width)
  }

  /// Checks that all values lie within a range.
  ///
  /// - Throws: 400 for the first value, row by row, outside the range.
  func checkFit(_ limit: GridArea, of sheet: Sheet) throws(ErrorEnvelope) {
    for (offset, row) in rows.enumerated() {
      let location: String
      if offset >= limit.rows.count {
        location = "row [\(limit.rows.upperBound + 1)]"
      } else if row.count > limit.columns.count {
        location = "column [\(A1Notation.columnLetters(limit.columns.upperBound))]"
      } else {
        continue
      }
      throw .invalid(
        "Requested writing within range [\(sheet.text(limit.cellArea))], but tried writing to \(location)")
    }
  }
}

extension Sheet {
  /// Checks values against the strict rules of their cells.
  ///
  /// - Throws: 400 for one that violates its rule, 501 if the rule is not modeled.
  func checkValidation(_ write: ValuesWrite) throws(ErrorEnvelope) {
    guard !details.isEmpty else { return }
    var position = write.corner
    for (offset, values) in write.rows.enumerated() {
      position.column = write.corner.column
      for (columnOffset, value) in values.enumerated() {
        if !value.isNull {
          try checkValidation(write.entered?[offset][columnOffset] ?? EnteredText(value), at: position)
        }
        position.column += 1
      }
      position.row += 1
    }
  }

  mutating func write(_ write: ValuesWrite) {
    for (offset, values) in write.rows.enumerated() {
      let row = write.corner.row + offset
      if let entered = write.entered?[offset] {
        setRow(row, from: write.corner.column, to: entered.map(\.storedValue))
      } else {
        setRow(row, from: write.corner.column, to: values)
        if !details.hasFormulas { continue }
      }
      for (columnOffset, value) in values.enumerated() where !value.isNull {
        setDetails(
          of: write.entered?[offset][columnOffset] ?? EnteredText(value),
          at: CellPosition(row: row, column: write.corner.column + columnOffset))
      }
    }
  }
}
