// Numbers as users enter them: plain, with commas, as percentages, in dollars, or with an exponent.

import TextFormats

/// Parses numbers, percentages and amounts in dollars.
enum EnteredNumber {
  static func read(_ text: EnteredBytes) -> (Double, NumberFormat?)? {
    var rest = text
    var isNegative = false
    var hasSign = false
    if rest.first == UInt8(ascii: "("), rest.last == UInt8(ascii: ")") {
      rest = rest.dropFirst().dropLast()
      (isNegative, hasSign) = (true, true)
    }
    func sign() {
      guard !hasSign, let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return }
      (isNegative, hasSign) = (first == UInt8(ascii: "-"), true)
      rest = rest.dropFirst()
    }
    sign()
    let isDollar = rest.remove("$")
    if isDollar { sign() }
    let isPercent = rest.last == UInt8(ascii: "%")
    if isPercent { rest = rest.dropLast() }
    if isDollar && isPercent { return nil }
    guard let plain = Plain(rest), var number = plain.value(), number.isFinite else { return nil }
    if isPercent { number = plain.isScientific ? number / 100 : plain.value(power: -2) ?? number / 100 }
    return (isNegative ? -number : number, plain.format(isPercent: isPercent, isDollar: isDollar))
  }

  /// Digits with a decimal point, commas between thousands, and an exponent.
  private struct Plain {
    private let text: EnteredBytes
    /// The digits as a number; `nil` if there are too many.
    private var digits: Int64? = 0
    private var decimals = 0
    private var power = 0
    private var isGrouped = false
    private(set) var isScientific = false

    init?(_ text: EnteredBytes) {
      self.text = text
      var index = text.startIndex
      var count = 0
      var inGroup = 0
      var hasPoint = false
      scan: while index < text.endIndex {
        let byte = text[index]
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          count += 1
          if hasPoint { decimals += 1 } else { inGroup += 1 }
          digits = count > 17 ? nil : digits.map { $0 * 10 + Int64(byte - UInt8(ascii: "0")) }
        case UInt8(ascii: ","):
          guard !hasPoint, isGrouped ? inGroup == 3 : (1...3).contains(inGroup) else { return nil }
          isGrouped = true
          inGroup = 0
        case UInt8(ascii: "."):
          guard !hasPoint else { return nil }
          hasPoint = true
        case UInt8(ascii: "e"), UInt8(ascii: "E"): break scan
        default: return nil
        }
        index += 1
      }
      guard count > 0, !isGrouped || inGroup == 3 else { return nil }
      if index < text.endIndex {
        guard let power = Int(text[(index + 1)...].text), power.magnitude <= 400 else { return nil }
        self.power = power
        isScientific = true
      }
    }

    /// The value, scaled by a power of ten if there is no exponent.
    func value(power scale: Int = 0) -> Double? {
      if let digits, let exact = Double(exactly: digits, timesTenTo: power + scale - decimals) { return exact }
      let plain = String(decoding: text.filter { $0 != UInt8(ascii: ",") }, as: UTF8.self)
      return Double(scale == 0 ? plain : "\(plain)e\(scale)")
    }

    func format(isPercent: Bool, isDollar: Bool) -> NumberFormat? {
      let isWhole = decimals == 0
      if isPercent { return NumberFormat("PERCENT", isWhole ? "0%" : "0.00%") }
      if isDollar { return NumberFormat("CURRENCY", isWhole ? "\"$\"#,##0" : "\"$\"#,##0.00") }
      if isScientific { return NumberFormat("SCIENTIFIC", "0.00E+00") }
      return isGrouped ? NumberFormat("NUMBER", isWhole ? "#,##0" : "#,##0.00") : nil
    }
  }
}
