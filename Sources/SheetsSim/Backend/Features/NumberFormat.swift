// How a number reads in its cell: the patterns of the API, as far as the entry of values makes them.

import SheetsAPI

/// A number format: `NumberFormat` of the API.
struct NumberFormat: Hashable {
  /// `NUMBER`, `PERCENT`, `CURRENCY`, `DATE`, `TIME`, `DATE_TIME`, `SCIENTIFIC` or `TEXT`.
  var type: String
  /// The pattern; empty for the type's own.
  var pattern: String

  init(_ type: String, _ pattern: String) {
    self.type = type
    self.pattern = pattern
  }

  init?(json: JSON) {
    guard let type = json["type"]?.string, type != "NUMBER_FORMAT_TYPE_UNSPECIFIED" else { return nil }
    self.init(type, json["pattern"]?.string ?? "")
  }

  var json: JSON {
    pattern.isEmpty ? ["type": .string(type)] : ["type": .string(type), "pattern": .string(pattern)]
  }

  var isDate: Bool { type == "DATE" || type == "TIME" || type == "DATE_TIME" }

  /// The pattern, or the one of the type in the locale en_US.
  ///
  /// Source: `NumberFormatType`, Google Sheets API reference.
  private var effectivePattern: String {
    if !pattern.isEmpty { return pattern }
    return switch type {
    case "NUMBER": "#,##0.00"
    case "PERCENT": "0.00%"
    case "CURRENCY": "\"$\"#,##0.00"
    case "DATE": "M/d/yyyy"
    case "TIME": "h:mm:ss AM/PM"
    case "DATE_TIME": "M/d/yyyy H:mm:ss"
    case "SCIENTIFIC": "0.00E+00"
    default: ""
    }
  }

  /// The text of a number in this format.
  func text(of number: Double) -> String {
    let pattern = effectivePattern
    if type == "TEXT" || pattern.isEmpty || pattern == "@" || pattern.lowercased() == "general" {
      return GeneralNumber.text(of: number)
    }
    if isDate { return DatePattern.text(of: number, pattern) }
    // Sections for positive, negative and zero numbers.
    let sections = Self.sections(of: pattern)
    if number < 0, sections.count > 1 { return NumberPattern(sections[1]).text(of: -number) }
    if number == 0, sections.count > 2 { return NumberPattern(sections[2]).text(of: 0) }
    let text = NumberPattern(sections[0]).text(of: number.magnitude)
    return number < 0 && text.contains { $0 != "0" && $0 != "." } ? "-" + text : text
  }

  private static func sections(of pattern: String) -> [String] {
    var sections = [""]
    var quoted = false
    for character in pattern {
      if character == "\"" { quoted.toggle() }
      if character == ";", !quoted { sections.append("") } else { sections[sections.count - 1].append(character) }
    }
    return sections
  }
}

/// A pattern of digits, such as `"$"#,##0.00`, `0%` or `0.00E+00`.
private struct NumberPattern {
  private var prefix = ""
  private var suffix = ""
  private var integerDigits = 0
  private var fixedDecimals = 0
  private var optionalDecimals = 0
  private var isGrouped = false
  private var percents = 0
  private var isScientific = false
  private var hasDigits = false

  init(_ pattern: String) {
    var characters = Array(pattern)[...]
    var afterPoint = false
    func literal(_ text: String, _ pattern: inout NumberPattern) {
      if pattern.hasDigits { pattern.suffix += text } else { pattern.prefix += text }
    }
    while let character = characters.popFirst() {
      switch character {
      case "\"":
        literal(String(characters.prefix { $0 != "\"" }), &self)
        characters = characters.drop { $0 != "\"" }.dropFirst()
      case "\\":
        if let next = characters.popFirst() { literal(String(next), &self) }
      case "_": _ = characters.popFirst()
      case "*": _ = characters.popFirst()
      case "[":
        let inner = String(characters.prefix { $0 != "]" })
        characters = characters.drop { $0 != "]" }.dropFirst()
        if inner.hasPrefix("$") { literal(String(inner.dropFirst()), &self) }
      case "0":
        hasDigits = true
        if isScientific { break }
        if afterPoint { fixedDecimals += 1 } else { integerDigits += 1 }
      case "#", "?":
        hasDigits = true
        if afterPoint { optionalDecimals += 1 }
      case ",": isGrouped = isGrouped || hasDigits
      case ".": afterPoint = true
      case "%":
        percents += 1
        literal("%", &self)
      case "E" where characters.first == "+" || characters.first == "-":
        isScientific = true
        _ = characters.popFirst()
      default: literal(String(character), &self)
      }
    }
  }

  func text(of number: Double) -> String {
    guard hasDigits else { return prefix + suffix }
    var decimal = DecimalText(number)
    decimal.exponent += 2 * percents
    var scientific = ""
    if isScientific {
      let power = decimal.digits == [0] ? 0 : decimal.exponent - 1
      decimal.exponent -= power
      let digits = String(power.magnitude)
      scientific = (power < 0 ? "E-" : "E+") + (digits.count < 2 ? "0" + digits : digits)
    }
    decimal.round(decimals: fixedDecimals + optionalDecimals)
    var (integer, fraction) = decimal.parts(decimals: fixedDecimals + optionalDecimals)
    while fraction.count > fixedDecimals, fraction.last == "0" { fraction.removeLast() }
    if integerDigits == 0, integer == "0", !fraction.isEmpty { integer = "" }
    while integer.count < integerDigits { integer = "0" + integer }
    if isGrouped { integer = Self.grouped(integer) }
    return prefix + integer + (fraction.isEmpty ? "" : "." + fraction) + scientific + suffix
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

/// A number as decimal digits: 0.d₁d₂d₃… × 10^exponent, from the shortest text that reads back the same.
struct DecimalText {
  var digits: [UInt8]
  var exponent: Int

  init(_ number: Double) {
    let text = number.magnitude.description
    let parts = text.split(separator: "e", omittingEmptySubsequences: false)
    let sides = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var all = Array(sides[0].utf8) + (sides.count > 1 ? Array(sides[1].utf8) : [])
    var power = sides[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    all = all.map { $0 &- UInt8(ascii: "0") }
    while all.count > 1, all.first == 0 {
      all.removeFirst()
      power -= 1
    }
    while all.count > 1, all.last == 0 { all.removeLast() }
    digits = all
    exponent = all == [0] ? 1 : power
  }

  /// Rounds half up to a number of digits after the point.
  mutating func round(decimals: Int) { round(toDigits: exponent + decimals) }

  /// Rounds half up to a number of digits.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      (digits, exponent) = ([0], 1)
      return
    }
    let up = digits[count] >= 5
    digits = Array(digits[..<count])
    if up {
      var place = count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 {
        digits[place] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    if digits.isEmpty || digits == [0] { (digits, exponent) = ([0], 1) }
  }

  /// The digits before the point, and this many after it.
  func parts(decimals: Int) -> (integer: String, fraction: String) {
    func digit(_ place: Int) -> Character {
      let digit = place >= 0 && place < digits.count ? digits[place] : 0
      return Character(UnicodeScalar(UInt8(ascii: "0") + digit))
    }
    let integer = exponent > 0 ? String((0..<exponent).map(digit)) : "0"
    return (integer, String((0..<max(0, decimals)).map { digit(exponent + $0) }))
  }
}

/// The automatic format.
enum GeneralNumber {
  /// At most ten significant digits for a fraction; integers from 2^53 on, fractions below 10^-9 with an exponent.
  ///
  /// Recorded: 53 reads `53`, 1.45 reads `1.45`, 2^-10 reads `0.0009765625`. The number of digits and the bounds of the
  /// exponent are assumed, after the editor.
  static func text(of number: Double) -> String {
    let sign = number < 0 ? "-" : ""
    if number == number.rounded(.towardZero), number.magnitude < 9_007_199_254_740_992 {
      return String(Int64(number))
    }
    var decimal = DecimalText(number)
    let whole = max(0, decimal.exponent)
    decimal.round(toDigits: max(10, min(whole, 15)))
    if number.magnitude >= 1e15 || number.magnitude < 1e-9 {
      var mantissa = decimal
      mantissa.round(toDigits: 6)
      let power = mantissa.exponent - 1
      mantissa.exponent = 1
      var (integer, fraction) = mantissa.parts(decimals: 5)
      while fraction.last == "0" { fraction.removeLast() }
      if !fraction.isEmpty { integer += "." + fraction }
      let digits = String(power.magnitude)
      return sign + integer + (power < 0 ? "E-" : "E+") + (digits.count < 2 ? "0" + digits : digits)
    }
    var (integer, fraction) = decimal.parts(decimals: max(0, decimal.digits.count - decimal.exponent))
    while fraction.last == "0" { fraction.removeLast() }
    if !fraction.isEmpty { integer += "." + fraction }
    return sign + integer
  }
}
