// Patterns of digits: their number, grouping, scaling, percent, exponent and literals.

/// A number pattern, such as `"$"#,##0.00`, `0%` or `0.00E+00`.
struct NumberPattern {
  private var prefix = ""
  private var suffix = ""
  private var integerDigits = 0
  private var fixedDecimals = 0
  private var optionalDecimals = 0
  private var isGrouped = false
  private var percents = 0
  /// The number of commas after the digits, each a division by a thousand.
  private var thousands = 0
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
      // Assumed: a space as wide as the next character is one space, and a fill character none.
      case "_":
        _ = characters.popFirst()
        literal(" ", &self)
      case "*": _ = characters.popFirst()
      case "[":
        let inner = String(characters.prefix { $0 != "]" })
        characters = characters.drop { $0 != "]" }.dropFirst()
        // A currency with its locale, such as `[$€-407]`; colors do not change the text.
        if inner.hasPrefix("$") { literal(String(inner.dropFirst().prefix { $0 != "-" }), &self) }
      case "0":
        hasDigits = true
        if isScientific { break }
        if thousands > 0 { (isGrouped, thousands) = (true, 0) }
        if afterPoint { fixedDecimals += 1 } else { integerDigits += 1 }
      case "#", "?":
        hasDigits = true
        if thousands > 0 { (isGrouped, thousands) = (true, 0) }
        if afterPoint { optionalDecimals += 1 }
      case "," where hasDigits: thousands += 1
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
    if number != 0 { decimal.exponent += 2 * percents - 3 * thousands }
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
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
