// What text becomes when a user enters it, in the locale en_US: a number, a date, a truth value, a formula or text.

import SheetsAPI
import TextFormats

/// Text as it was read on its way into a cell.
struct EnteredText {
  var value: CellValue
  /// The format that the cell takes on; `nil` leaves the cell's own.
  var format: NumberFormat?
  var formula: String?

  init(_ value: CellValue, _ format: NumberFormat? = nil, formula: String? = nil) {
    self.value = value
    self.format = format
    self.formula = formula
  }

  /// What a cell of a batch holds; nothing reads as the empty text.
  init(_ value: ExtendedValue?) {
    switch value {
    case nil: self.init(.string(""))
    case .number(let number)?: self.init(.number(number))
    case .string(let text)?: self.init(.string(text))
    case .boolean(let truth)?: self.init(.boolean(truth))
    case .formula(let text)?: self.init(.null, formula: text)
    }
  }

  /// Whether the text stays what it is.
  var isPlain: Bool {
    if case .string = value { format == nil && formula == nil } else { false }
  }

  /// Reads text as if a user had entered it.
  ///
  /// Recorded: `0042` is 42, `2,000,000.01` and `2020-01-01` keep their look, `= 1 / 1024` is a formula. Documented:
  /// percentages, currencies, dates and times take a format on; an apostrophe keeps what follows as text. Assumed: which
  /// spellings of dates are read.
  init(reading text: String) {
    let trimmed = text.trimmingSpaces
    if text.hasPrefix("'") {
      self.init(.string(String(text.dropFirst())))
    } else if trimmed.hasPrefix("="), trimmed.count > 1 {
      self.init(.null, formula: trimmed)
    } else if let truth = Self.truth(trimmed) {
      self.init(.boolean(truth))
    } else if let (number, format) = EnteredNumber.read(trimmed) ?? EnteredDate.read(trimmed) {
      self.init(.number(number), format)
    } else if trimmed.hasPrefix("+"), Formula("=" + trimmed) != nil {
      self.init(.null, formula: "=" + trimmed)
    } else {
      self.init(.string(text))
    }
  }

  /// What text may be read as that is not modelled; `nil` for text whose reading is.
  ///
  /// A date without its year is of the year in which it is entered, and a workbook has no clock.
  static func unmodelledReading(of text: String) -> String? {
    // All of it has a digit, so most texts are told by their bytes.
    guard let first = text.utf8.first, text.utf8.count <= 40, text.utf8.contains(where: { (48...57).contains($0) })
    else { return nil }
    if text.utf8.contains(where: { $0 > 127 }),
      [text.first, text.last].contains(where: { $0.map("€£¥₹₩".contains) == true })
    {
      return "a currency"
    }
    let words = text.split(whereSeparator: { " ,/-".contains($0) })
    func isNumber(_ word: Substring) -> Bool { !word.isEmpty && word.allSatisfy { $0.isASCII && $0.isNumber } }
    guard words.count == 2, let left = words.first, let right = words.last else { return nil }
    let isSmall = isNumber(left) && isNumber(right) && (1...12).contains(Int(left) ?? 0) && Int(right) ?? 0 > 0
    if isSmall, first != UInt8(ascii: "-"), text.contains("/") || text.contains("-") { return "a date without a year" }
    for (word, number) in [(left, right), (right, left)] where isNumber(number) && word.utf8.count >= 3 {
      let name = word.lowercased()
      if name == "sept" || CivilDate.lowercasedMonths.contains(where: { $0.hasPrefix(name) }) {
        return "a date without a year"
      }
      if ["aud", "cad", "chf", "eur", "gbp", "inr", "jpy", "usd"].contains(name) { return "a currency" }
    }
    return nil
  }

  private static func truth(_ text: String) -> Bool? {
    guard (4...5).contains(text.utf8.count) else { return nil }
    return switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }
}
