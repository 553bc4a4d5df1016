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

  /// Reads `[numerator, denominator]`.
  ///
  /// - Throws: `DecodingError` for anything but two whole numbers of 64 bits.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    numerator = try container.decode(Int64.self)
    denominator = try container.decode(Int64.self)
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
