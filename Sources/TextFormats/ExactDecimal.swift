// Decimal numbers that become a Double in one exact step, without a text.

extension Double {
  /// The number `digits` × 10^`exponent`, correctly rounded; `nil` if that takes more than one step.
  ///
  /// A whole number below 2^53 and a power of ten up to 10^22 are exact, so that their product and their quotient are
  /// rounded once. Source: William D. Clinger, "How to Read Floating Point Numbers Accurately".
  package init?(exactly digits: Int64, timesTenTo exponent: Int) {
    guard digits.magnitude < 1 << 53, exponent.magnitude <= 22 else { return nil }
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    self = exponent < 0 ? Double(digits) / power : Double(digits) * power
  }
}
