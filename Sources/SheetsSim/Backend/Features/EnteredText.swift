// Interprets text as entered by a user in the locale en_US: a number, a date, a Boolean, a formula or text.

import SheetsAPI
import TextFormats

/// The interpretation of a text that is entered into a cell.
struct EnteredText {
  var value: CellValue
  /// The format that the cell takes on; `nil` leaves its format unchanged.
  var format: NumberFormat?
  var formula: String?

  init(_ value: CellValue, _ format: NumberFormat? = nil, formula: String? = nil) {
    self.value = value
    self.format = format
    self.formula = formula
  }

  /// Creates an entry from a cell of a batch; a missing value is the empty text.
  init(_ value: ExtendedValue?) {
    switch value {
    case nil: self.init(.string(""))
    case .number(let number)?: self.init(.number(number))
    case .string(let text)?: self.init(.string(text))
    case .boolean(let truth)?: self.init(.boolean(truth))
    case .formula(let text)?: self.init(.null, formula: text)
    }
  }

  /// Whether the text remains plain text.
  var isPlain: Bool {
    if case .string = value { format == nil && formula == nil } else { false }
  }

  /// Interprets text as if a user had entered it.
  ///
  /// Recorded: `0042` is 42, `2,000,000.01` and `2020-01-01` keep their appearance, `= 1 / 1024` is a formula. Documented:
  /// percentages, currencies, dates and times set a format; an apostrophe marks plain text. Assumed: which spellings of
  /// dates are recognized.
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

  /// The interpretation of a text that is not modeled, for a message; `nil` if it is modeled.
  ///
  /// A date without a year belongs to the current year, which a workbook without a clock does not know.
  static func unmodeledReading(of text: String) -> String? {
    // All these texts contain a digit, so a look at the bytes rules out most others.
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
