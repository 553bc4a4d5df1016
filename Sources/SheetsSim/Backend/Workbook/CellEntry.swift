// Checks values before they are written to cells.

import SheetsAPI

/// The rules for values of cells.
enum CellEntry {
  /// Checks that cells can hold these values.
  ///
  /// - Throws: 400 for the first text that is too long or number that is not finite, 501 for an entry that is not modeled.
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

  /// Checks that the values of these cells can be stored.
  ///
  /// - Throws: 400 for the first text that is too long or number that is not finite, 501 for a formula that is not modeled.
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
    // JSON has no such number, so Google never gets one; the message is assumed.
    guard number.isFinite else { throw .invalid("Invalid value: \(number) is not a finite number.") }
  }

  private static func check(_ text: String) throws(ErrorEnvelope) {
    // A text has at most as many UTF-16 units as bytes. That Google counts UTF-16 units is assumed.
    guard text.utf8.count > Workbook.characterLimit else { return }
    guard text.utf16.count <= Workbook.characterLimit else { throw .tooManyCharacters }
  }
}
