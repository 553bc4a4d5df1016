// Numbers as users enter them: plain, with commas, as percentages, in dollars, or with an exponent.

/// Parses numbers, percentages and amounts in dollars.
enum EnteredNumber {
  static func read(_ text: String) -> (Double, NumberFormat?)? {
    var rest = text[...]
    var negative = false
    var isParenthesized = false
    if rest.first == "(", rest.last == ")" {
      rest = rest.dropFirst().dropLast()
      negative = true
      isParenthesized = true
    }
    func sign() {
      if !isParenthesized, rest.first == "-" || rest.first == "+" {
        negative = rest.first == "-"
        rest = rest.dropFirst()
        isParenthesized = true
      }
    }
    sign()
    let isDollar = rest.first == "$"
    if isDollar {
      rest = rest.dropFirst()
      sign()
    }
    let isPercent = rest.last == "%"
    if isPercent { rest = rest.dropLast() }
    if isDollar && isPercent { return nil }
    guard let plain = plain(rest), var number = Double(plain.text), number.isFinite else { return nil }
    if negative { number = -number }
    if isPercent {
      return (
        Double("\(plain.text)e-2").map { negative ? -$0 : $0 } ?? number / 100,
        NumberFormat("PERCENT", plain.decimals > 0 ? "0.00%" : "0%")
      )
    }
    if isDollar {
      return (number, NumberFormat("CURRENCY", plain.decimals > 0 ? "\"$\"#,##0.00" : "\"$\"#,##0"))
    }
    if plain.isScientific { return (number, NumberFormat("SCIENTIFIC", "0.00E+00")) }
    if plain.isGrouped { return (number, NumberFormat("NUMBER", plain.decimals > 0 ? "#,##0.00" : "#,##0")) }
    return (number, nil)
  }

  private struct Plain {
    var text = ""
    var decimals = 0
    var isGrouped = false
    var isScientific = false
  }

  /// Parses digits with a decimal point, commas between thousands, and an exponent.
  private static func plain(_ text: Substring) -> Plain? {
    var result = Plain()
    let parts = text.split(whereSeparator: { $0 == "e" || $0 == "E" })
    guard let mantissa = parts.first, parts.count <= 2, text.first?.isASCII == true else { return nil }
    if text.contains(where: { $0 == "e" || $0 == "E" }) {
      guard parts.count == 2, let power = Int(parts[1]), power.magnitude <= 400 else { return nil }
      result.isScientific = true
    }
    let sides = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard sides.count <= 2 else { return nil }
    let groups = sides[0].split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
      result.isGrouped = true
    }
    let integer = groups.joined()
    let fraction = sides.count > 1 ? String(sides[1]) : ""
    let digits = integer + fraction
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
      return nil
    }
    result.decimals = fraction.count
    result.text =
      (integer.isEmpty ? "0" : integer) + (fraction.isEmpty ? "" : "." + fraction)
      + (result.isScientific ? "e\(parts[1])" : "")
    return result
  }
}
