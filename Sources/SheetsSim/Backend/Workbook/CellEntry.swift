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
          if option == .userEntered, let reading = UserEnteredText.reading(of: text) {
            throw .notSimulated("USER_ENTERED text that may be read as \(reading): \(text.prefix(50))")
          }
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
        case .formula(let text)?: throw .notSimulated("formulas: \(text.prefix(50))")
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

/// Decides whether text that is entered as by a user stays text.
enum UserEnteredText {
  /// What the text may be read as instead of text; `nil` when it plainly stays text.
  ///
  /// Conservative: text stays text when it starts with a letter of ASCII and its first word is no truth value and none
  /// of a month, a weekday or a currency. The empty text clears a cell either way.
  ///
  /// Recorded: `Non-numeric value` and `test_find 1` stay text; `0042`, `= 1 / 1024` and `2020-01-01` do not.
  static func reading(of text: String) -> String? {
    guard let first = text.utf8.first else { return nil }
    if first == UInt8(ascii: "=") || first == UInt8(ascii: "+") { return "a formula" }
    if first == UInt8(ascii: "'") { return "text after an apostrophe" }
    guard isLetter(first) else { return "a number, a date, a time, a currency or a percentage" }
    let word = String(decoding: text.utf8.prefix(while: isLetter), as: UTF8.self).lowercased()
    if word == "true" || word == "false" { return "a truth value" }
    if startsMonthOrDay(word) { return "a date" }
    if currencies.contains(word) { return "a currency" }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lowered = byte | 0x20
    return lowered >= UInt8(ascii: "a") && lowered <= UInt8(ascii: "z")
  }

  private static func startsMonthOrDay(_ word: String) -> Bool {
    word.utf8.count >= 3 && monthsAndDays.contains { $0 == word || ($0.hasPrefix(word) && word.utf8.count <= 4) }
  }

  private static let monthsAndDays = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static let currencies = ["aud", "cad", "chf", "cny", "eur", "gbp", "inr", "jpy", "kr", "r", "rs", "usd"]
}
