// Numbers as decimal digits, taken from their shortest text.

/// A number as decimal digits, 0.d₁d₂d₃… × 10^exponent, from the shortest text that is read back as the same number.
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

  /// Rounds half up to a number of digits after the decimal point.
  mutating func round(decimals: Int) { round(toDigits: exponent + decimals) }

  /// Rounds half up to a number of significant digits.
  mutating func round(toDigits count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      (digits, exponent) = ([0], 1)
      return
    }
    let up = digits[count] >= 5
    digits = Array(digits[..<count])
    if up {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        exponent += 1
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    if digits.isEmpty || digits == [0] { (digits, exponent) = ([0], 1) }
  }

  /// The digits before the decimal point, and a number of digits after it.
  func parts(decimals: Int) -> (integer: String, fraction: String) {
    func digit(_ index: Int) -> Character {
      let digit = index >= 0 && index < digits.count ? digits[index] : 0
      return Character(UnicodeScalar(UInt8(ascii: "0") + digit))
    }
    let integer = exponent > 0 ? String((0..<exponent).map(digit)) : "0"
    return (integer, String((0..<max(0, decimals)).map { digit(exponent + $0) }))
  }
}

/// The automatic format of numbers.
enum GeneralNumber {
  /// The text of a number: at most ten significant digits for a fraction, and an exponent from 2^53 and below 10^-9.
  ///
  /// Recorded: 53 reads `53`, 1.45 reads `1.45`, 2^-10 reads `0.0009765625`. The number of digits and the bounds for the
  /// exponent are assumed, based on the editor.
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
