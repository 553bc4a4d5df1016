// How much worse a number may become before the gate says no. The baseline's tolerance judges, never the run's own.

/// How much worse than its baseline a metric may be, as a part of the baseline or as an amount.
///
/// Coded as `{"percent": 20}` or `{"absolute": 0}`; neither is ever negative.
public enum Tolerance: Codable, Sendable, Hashable {
  /// A part of the baseline in hundredths: at 20, a baseline of 500 ms allows 600 ms.
  case relative(percent: Int)
  /// An amount in the metric's unit: at 0, a baseline of 29 calls allows 29 calls.
  case absolute(Int64)

  /// The tolerance of a metric that names none: 20 % for measures, 0 for counts.
  ///
  /// One extra call or one lost row is a change of behavior, so counts have no tolerance.
  public static func standard(for unit: MetricUnit) -> Tolerance {
    switch unit {
    case .nanoseconds, .bytes, .permille, .callsPerSecond: .relative(percent: 20)
    case .calls, .operations, .rows, .chunks, .count: .absolute(0)
    }
  }

  /// Whether a number is worse than its baseline by more than this.
  ///
  /// From a baseline of 0 any worsening is past either tolerance: what never happened before is never small. Computed in
  /// full: no input overflows or is rounded. Worked values at 20 %: 500 → 600 is within (600 · 100 = 500 · 120), 500 → 601
  /// is past.
  package func isPassed(from baseline: Fraction, to run: Fraction, _ unit: MetricUnit, better: Direction) -> Bool {
    let worse = run.compared(with: baseline) * (better == .lower ? 1 : -1)
    guard worse > 0, baseline.numerator > 0 else { return worse > 0 }
    let (old, new) = (
      UInt128(baseline.numerator) * UInt128(run.denominator), UInt128(run.numerator) * UInt128(baseline.denominator)
    )
    switch self {
    case .relative(let percent):
      let (hundredths, part) = (WideProduct(new, 100), UInt128(clamping: percent))
      if better == .lower { return hundredths > WideProduct(old, 100 + part) }
      return part < 100 && hundredths < WideProduct(old, 100 - part)
    case .absolute(let amount):
      let (_, distance, denominator) = run.difference(from: baseline)
      return WideProduct(distance, UInt128(unit.scale)) > WideProduct(denominator, UInt128(clamping: amount))
    }
  }

  private enum CodingKeys: String, CodingKey { case percent, absolute }

  /// Reads `{"percent": n}` or `{"absolute": n}`.
  ///
  /// - Throws: `DecodingError`, and an error that names the path if both or neither is there or a number is negative.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let percent = try container.decodeIfPresent(Int.self, forKey: .percent)
    let absolute = try container.decodeIfPresent(Int64.self, forKey: .absolute)
    switch (percent, absolute) {
    case (let percent?, nil) where percent >= 0: self = .relative(percent: percent)
    case (nil, let amount?) where amount >= 0: self = .absolute(amount)
    case (let percent?, nil):
      throw InvalidField(decoder.codingPath, "percent", found: "\(percent)", expected: "0 or more")
    case (nil, let amount?):
      throw InvalidField(decoder.codingPath, "absolute", found: "\(amount)", expected: "0 or more")
    case (nil, nil):
      throw InvalidField(decoder.codingPath, found: "neither percent nor absolute", expected: "one of the two")
    case (_?, _?): throw InvalidField(decoder.codingPath, found: "percent and absolute", expected: "one of the two")
    }
  }

  /// Writes `{"percent": n}` or `{"absolute": n}`.
  ///
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .relative(let percent): try container.encode(percent, forKey: .percent)
    case .absolute(let amount): try container.encode(amount, forKey: .absolute)
    }
  }
}
