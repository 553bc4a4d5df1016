// What a written value becomes in its cell, or why it is refused.

import SheetsAPI

/// The rules for a value on its way into a cell.
enum CellEntry {
  /// Refuses the first of these values that a cell cannot take.
  static func check(_ rows: [[CellValue]], option: ValueInputOption) throws(ErrorEnvelope) {
    for row in rows {
      for value in row {
        switch value {
        case .null, .boolean: break
        case .number(let number): try check(number)
        case .string(let text):
          try check(text)
          if option == .userEntered { _ = try Workbook.entered(value, option: option) }
        }
      }
    }
  }

  /// Refuses the first of these cells that is a formula, too long or not finite.
  static func check(_ rows: [RowData]) throws(ErrorEnvelope) {
    for row in rows {
      for cell in row.values {
        switch cell.userEnteredValue {
        case nil, .boolean?: break
        case .number(let number)?: try check(number)
        case .string(let text)?: try check(text)
        case .formula(let text)?:
          try check(text)
          try Workbook.checkFormula(text)
        }
      }
    }
  }

  private static func check(_ number: Double) throws(ErrorEnvelope) {
    // JSON has no such number, so Google is never asked; the sentence is assumed.
    guard number.isFinite else { throw .invalid("Invalid value: \(number) is not a finite number.") }
  }

  private static func check(_ text: String) throws(ErrorEnvelope) {
    // A text has at most as many UTF-16 units as bytes. That characters are UTF-16 units is assumed.
    guard text.utf8.count > Workbook.characterLimit else { return }
    guard text.utf16.count <= Workbook.characterLimit else { throw .tooManyCharacters }
  }
}
