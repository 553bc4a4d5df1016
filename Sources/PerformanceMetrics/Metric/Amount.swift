// A number on its way to a text: whole or not, of either sign, rounded once and by one rule.

/// A number as one whole number over another, in 128 bits, with at most ``digits`` digits behind its point.
struct Amount {
  /// How many digits behind the point a text may have: more than two means of a billion samples need to differ.
  static let digits = 18
  /// In what parts of 1 a difference is counted: 10⁻¹⁵, so that one of any two numbers of 64 bits fits.
  private static let part: Int128 = 1_000_000_000_000_000

  let numerator: Int128
  /// At least 1.
  let denominator: Int128

  init(numerator: Int128, denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  init(_ fraction: Fraction) {
    self.init(numerator: Int128(fraction.numerator), denominator: Int128(fraction.denominator))
  }

  init(_ value: Int64, _ unit: MetricUnit) { self.init(Fraction(value, unit)) }

  /// The difference of two numbers, to a part of 10⁻¹⁵; one that is smaller counts as one such part, not as nothing.
  init(from one: Fraction, to other: Fraction) {
    func parts(_ fraction: Fraction) -> Int128 {
      let (whole, rest) = Int128(fraction.numerator).quotientAndRemainder(dividingBy: Int128(fraction.denominator))
      return whole * Self.part + (rest * Self.part * 2 + Int128(fraction.denominator))
        / (Int128(fraction.denominator) * 2)
    }
    let difference = parts(other) - parts(one)
    self.init(numerator: difference == 0 ? Int128(other.compared(with: one)) : difference, denominator: Self.part)
  }

  /// Whether it is 1.
  var isOne: Bool { numerator.magnitude == denominator.magnitude }

  /// Whether so many digits behind the point show nothing of it, though there is something.
  func isZero(_ digits: Int) -> Bool { numerator != 0 && rounded(digits) == 0 }

  /// Whether so many digits behind the point are all there are.
  func isExact(_ digits: Int) -> Bool {
    magnitude % denominator * Self.power(digits) % denominator == 0
  }

  /// The number with so many digits behind its point, rounded half up: `1,003.500`.
  func decimal(_ digits: Int) -> String {
    let (whole, rest) = rounded(digits).quotientAndRemainder(dividingBy: Self.power(digits))
    let fraction = String(rest)
    return (numerator < 0 ? "−" : "") + Quantity.grouped(Int64(clamping: whole))
      + (digits == 0 ? "" : "." + String(repeating: "0", count: digits - fraction.count) + fraction)
  }

  /// The number in its unit, with a hyphen before it where it is negative and without zeros behind it: `-1003.5`.
  func plain(_ unit: MetricUnit) -> String {
    let amount = Amount(numerator: numerator * Int128(unit.scale), denominator: denominator)
    let (whole, rest) = amount.rounded(15).quotientAndRemainder(dividingBy: Self.part)
    var digits = String(String(Self.part + rest).dropFirst())
    while digits.hasSuffix("0") { digits.removeLast() }
    return (numerator < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }

  /// Three significant digits and more before the point, in the largest unit that leaves a whole number there.
  func scaled(_ units: [(name: String, size: Int128)]) -> String {
    var index = units.lastIndex { magnitude >= $0.size * denominator } ?? 0
    // Rounding can reach the next unit: 999.6 µs is 1.00 ms.
    if index + 1 < units.count, self.in(units[index].size).rounded(0) >= 1_000,
      magnitude % (units[index].size * denominator) != 0
    {
      index += 1
    }
    let (name, amount) = (units[index].name, self.in(units[index].size))
    // As many digits behind the point as three significant ones leave, after rounding: 9.996 s is 10.0 s.
    let three = numerator == 0 ? 0 : (0...Self.digits).first { amount.rounded($0) >= 100 } ?? Self.digits
    let digits = three > 0 && amount.rounded(three) >= 1_000 ? three - 1 : three
    var text = amount.decimal(digits)
    if digits > 0, amount.isExact(digits) {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return name.isEmpty ? text : "\(text) \(name)"
  }

  private var magnitude: Int128 { Int128(numerator.magnitude) }

  private func `in`(_ size: Int128) -> Amount { Amount(numerator: numerator, denominator: denominator * size) }

  /// Its size in parts of 10⁻ᵈⁱᵍⁱᵗˢ, rounded half up.
  private func rounded(_ digits: Int) -> Int128 {
    let (whole, rest) = magnitude.quotientAndRemainder(dividingBy: denominator)
    let power = Self.power(digits)
    return whole * power + (rest * power * 2 + denominator) / (denominator * 2)
  }

  private static func power(_ digits: Int) -> Int128 { (0..<digits).reduce(Int128(1)) { power, _ in power * 10 } }
}
