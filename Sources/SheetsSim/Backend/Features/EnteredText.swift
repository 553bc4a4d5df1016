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
    var bytes = text
    let (first, constant) = bytes.withUTF8 { bytes in
      let trimmed = bytes[...].trimmingSpaces
      return (trimmed.first, Self.constant(trimmed))
    }
    if let constant {
      self = constant
    } else if text.hasPrefix("'") {
      self.init(.string(String(text.dropFirst())))
    } else if first == UInt8(ascii: "=") || first == UInt8(ascii: "+"),
      let formula = Self.formula(text.trimmingSpaces)
    {
      self.init(.null, formula: formula)
    } else {
      self.init(.string(text))
    }
  }

  /// A number, a date, a time or a Boolean; `nil` for any other text.
  private static func constant(_ text: EnteredBytes) -> EnteredText? {
    if let truth = truth(text) { return EnteredText(.boolean(truth)) }
    guard let (number, format) = EnteredNumber.read(text) ?? EnteredDate.read(text) else { return nil }
    return EnteredText(.number(number), format)
  }

  private static func formula(_ text: String) -> String? {
    if text.hasPrefix("=") { return text.count > 1 ? text : nil }
    let formula = "=" + text
    return text.hasPrefix("+") && Formula(formula) != nil ? formula : nil
  }

  /// The interpretation of a text that is not modeled, for a message; `nil` if it is modeled.
  ///
  /// A date without a year belongs to the current year, which a workbook without a clock does not know.
  static func unmodeledReading(of text: String) -> String? {
    var bytes = text
    return bytes.withUTF8 { bytes -> String? in
      let bytes = bytes[...].trimmingSpaces
      // All these texts contain a digit, so a look at the bytes rules out most others.
      guard bytes.count <= 40, bytes.contains(where: \.isDigit) else { return nil }
      if bytes.contains(where: { $0 > 127 }), case let text = text.trimmingSpaces,
        [text.first, text.last].contains(where: { $0.map("€£¥₹₩".contains) == true })
      {
        return "a currency"
      }
      let words = EnteredWords(bytes)
      return words.count == 2 ? unmodeledReading(of: words, in: bytes) : nil
    }
  }

  private static func unmodeledReading(of words: EnteredWords, in text: EnteredBytes) -> String? {
    let (left, right) = (words.first, words.second)
    if left.isNumber, right.isNumber, (1...12).contains(Int(left.text) ?? 0), Int(right.text) ?? 0 > 0,
      text.first != UInt8(ascii: "-"), text.contains(UInt8(ascii: "/")) || text.contains(UInt8(ascii: "-"))
    {
      return "a date without a year"
    }
    guard left.isNumber != right.isNumber, case let word = left.isNumber ? right : left, word.count >= 3 else {
      return nil
    }
    let name = word.text.lowercased()
    if name == "sept" || CivilDate.lowercasedMonths.contains(where: { $0.hasPrefix(name) }) {
      return "a date without a year"
    }
    return ["aud", "cad", "chf", "eur", "gbp", "inr", "jpy", "usd"].contains(name) ? "a currency" : nil
  }

  private static func truth(_ text: EnteredBytes) -> Bool? {
    // Lowercase letters have one more bit.
    if text.elementsEqual("true".utf8, by: { $0 | 0x20 == $1 }) { return true }
    return text.elementsEqual("false".utf8, by: { $0 | 0x20 == $1 }) ? false : nil
  }
}
