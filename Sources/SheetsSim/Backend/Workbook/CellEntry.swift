// Checks and interprets values before they are written to cells.

import SheetsAPI
import TextFormats

/// The rules for values of cells.
enum CellEntry {
  static func check(_ value: CellValue) throws(ErrorEnvelope) {
    switch value {
    case .null, .boolean: break
    case .number(let number): try check(number)
    case .string(let text): try check(text)
    }
  }

  static func check(_ value: ExtendedValue?) throws(ErrorEnvelope) {
    switch value {
    case nil, .boolean?: break
    case .number(let number)?: try check(number)
    case .string(let text)?: try check(text)
    case .formula(let text)?:
      try check(text)
      try checkFormula(text)
    }
  }

  /// Checks that the values of these cells can be stored, and returns whether there are formulas among them.
  ///
  /// - Throws: 400 for the first text that is too long or number that is not finite, 501 for a formula that is not modeled.
  static func check(_ rows: [RowData]) throws(ErrorEnvelope) -> Bool {
    var hasFormulas = false
    for row in rows {
      // By index, because an iterator is slow in a debug build.
      var column = 0
      switch row.content {
      case .values(let values):
        while column < values.count {
          try check(values[column])
          column += 1
        }
      case .cells(let cells):
        while column < cells.count {
          try check(cells[column].userEnteredValue)
          if case .formula? = cells[column].userEnteredValue { hasFormulas = true }
          column += 1
        }
      }
    }
    return hasFormulas
  }

  /// Checks that the functions of a formula are modeled.
  ///
  /// - Throws: 501 for one that is not.
  static func checkFormula(_ text: String) throws(ErrorEnvelope) {
    for name in Formula(text)?.functions ?? [] where !Formula.functionNames.contains(name) {
      throw .notSimulated("the function \(name) in formulas")
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

extension EnteredText {
  /// Interprets a value as a user enters it.
  ///
  /// - Throws: 501 for text whose interpretation is not modeled, or depends on a locale other than en_US.
  init(entering value: CellValue, locale: String? = nil) throws(ErrorEnvelope) {
    guard case .string(let text) = value else {
      self.init(value)
      return
    }
    if let reading = EnteredText.unmodeledReading(of: text) {
      throw .notSimulated("USER_ENTERED text that may be read as \(reading): \(text.prefix(50))")
    }
    self.init(reading: text)
    if let formula { try CellEntry.checkFormula(formula) }
    if let locale, !isPlain || text.contains(where: \.isNumber) {
      throw .notSimulated("USER_ENTERED text in the locale \(locale): \(text.prefix(50))")
    }
  }

  /// The value that the cell stores; that of a formula is evaluated after the write.
  var storedValue: CellValue { formula == nil ? value : .string("#ERROR!") }
}
