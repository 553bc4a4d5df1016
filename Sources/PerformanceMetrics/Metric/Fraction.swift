// A mean or a ratio as it was counted, so that nothing is lost to rounding before it is judged.

/// A number as one whole number over another: 612 calls of 610 operations.
///
/// Coded as `[612, 610]`, as counted and not reduced, so that a reader sees the counts.
public struct Fraction: Codable, Sendable, Hashable {
  /// The number above the line, at least 0: the total of a mean.
  public let numerator: Int64
  /// The number below the line, at least 1: the count of a mean.
  public let denominator: Int64

  /// Makes a fraction of a numerator of at least 0 and a denominator of at least 1.
  public init(_ numerator: Int64, over denominator: Int64) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// A whole number of a unit; of thousandths, the ratio that they are of.
  package init(_ value: Int64, _ unit: MetricUnit) {
    self.init(value, over: unit.scale)
  }

  /// Reads `[numerator, denominator]`.
  ///
  /// - Throws: `DecodingError` for anything but whole numbers of 64 bits, and an error that names the path for other than
  ///   two, a negative one, or a denominator of 0.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    numerator = try container.decode(Int64.self)
    denominator = try container.decode(Int64.self)
    guard container.isAtEnd, numerator >= 0, denominator >= 1 else {
      throw InvalidField(
        decoder.codingPath, found: "\(numerator) over \(denominator)\(container.isAtEnd ? "" : " and more")",
        expected: "0 or more over 1 or more")
    }
  }

  /// Writes `[numerator, denominator]`.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(numerator)
    try container.encode(denominator)
  }
}

extension MetricUnit {
  /// How many of the unit make 1 of a fraction: a ratio is counted in thousandths, everything else in itself.
  var scale: Int64 { self == .permille ? 1_000 : 1 }
}

/// Exact arithmetic of fractions that are impossible neither in sign nor in denominator.
///
/// A product of two numbers of 63 bits has 126, and so has the sum of two; a third factor goes through ``WideProduct``.
extension Fraction {
  /// Below 0 if this is less than another one, above 0 if it is more, 0 if they are equal: 1/2 is 2/4.
  package func compared(with other: Fraction) -> Int { difference(from: other).signum }

  /// Whether a whole number of a unit is what rounding leaves of this, up or down.
  func rounds(to value: Int64, _ unit: MetricUnit) -> Bool {
    guard denominator > 0 else { return false }
    let (down, rest) = (Int128(numerator) * Int128(unit.scale)).quotientAndRemainder(dividingBy: Int128(denominator))
    return value == Int64(clamping: down) || (rest > 0 && value == Int64(clamping: down + 1))
  }

  /// This minus another one, over the product of both denominators.
  func difference(from other: Fraction) -> (signum: Int, magnitude: UInt128, denominator: UInt128) {
    let numerator =
      Int128(self.numerator) * Int128(other.denominator) - Int128(other.numerator) * Int128(denominator)
    return (Int(numerator.signum()), numerator.magnitude, UInt128(denominator) * UInt128(other.denominator))
  }
}

/// A product of two numbers of 128 bits, in full.
struct WideProduct: Comparable {
  private let high: UInt128
  private let low: UInt128

  init(_ one: UInt128, _ other: UInt128) { (high, low) = one.multipliedFullWidth(by: other) }

  static func < (one: WideProduct, other: WideProduct) -> Bool { (one.high, one.low) < (other.high, other.low) }

  /// The product over a divisor, rounded down, with what is left; `nil` if that has more than 128 bits.
  func quotientAndRemainder(dividingBy divisor: UInt128) -> (quotient: UInt128, remainder: UInt128)? {
    high < divisor ? divisor.dividingFullWidth((high, low)) : nil
  }
}
