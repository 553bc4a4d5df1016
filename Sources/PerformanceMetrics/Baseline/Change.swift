// By how much a number changed: exactly, whatever is left of it by rounding.

/// How a number changed, from the baseline to the run.
package struct Change: Codable, Sendable, Hashable {
  /// The run's value minus the baseline's, in the metric's unit.
  ///
  /// It can be 0 of a mean or a ratio that changed by less than that: ``signum`` tells.
  package let absolute: Int64
  /// The change in thousandths of the baseline, rounded half away from 0; `nil` from a baseline of 0.
  package let permille: Int64?
  // What a file does not hold.
  private var from: Fraction?
  private var to: Fraction?

  private enum CodingKeys: CodingKey { case absolute, permille }

  /// The change between two whole numbers of a unit.
  package init(from baseline: Int64, to run: Int64) {
    self.init(from: Fraction(baseline, over: 1), to: Fraction(run, over: 1), rounded: run - baseline)
    (self.from, self.to) = (nil, nil)
  }

  /// The change between two numbers whose values, rounded, differ by so much.
  package init(from baseline: Fraction, to run: Fraction, rounded: Int64) {
    absolute = rounded
    (from, to) = (baseline, run)
    let difference = run.difference(from: baseline)
    let divisor = UInt128(baseline.numerator) * UInt128(run.denominator)
    guard divisor > 0 else {
      permille = nil
      return
    }
    let magnitude = WideProduct(difference.magnitude, 1_000).quotientAndRemainder(dividingBy: divisor)
      .map { Int64(clamping: $0.remainder >= divisor - $0.remainder ? $0.quotient + 1 : $0.quotient) }
    permille = Int64(difference.signum) * (magnitude ?? .max)
  }

  /// Below 0 of less, above 0 of more, 0 if nothing changed.
  package var signum: Int {
    guard let from, let to else { return Int(absolute.signum()) }
    return to.compared(with: from)
  }

  /// Whether the number is a better one.
  package func isBetter(_ better: Direction) -> Bool { better == .lower ? signum < 0 : signum > 0 }

  /// A change in the terms of its tolerance: a percentage where that is one and shows something, else the amount.
  package func text(_ baseline: Metric) -> String {
    if signum == 0 { return "" }
    if case .relative = baseline.tolerance, let permille, permille != 0 {
      return Quantity.percentChange(permille: permille)
    }
    guard let from, let to else { return Quantity.change(absolute, baseline.unit) }
    return Quantity.change(from: from, to: to, baseline.unit)
  }
}
