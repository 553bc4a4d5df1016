// Arrivals of an open loop: they do not wait for earlier work to finish.

/// An endless Poisson process: independent arrivals with a constant mean rate.
///
/// The gaps are exponential, drawn by inverting the distribution function: −ln(1 − u) times the mean. A table of values at
/// u = 0, 1/64, … 63/64 with linear interpolation replaces the logarithm, so that all arithmetic is in integers and a seed
/// gives the same gaps on every machine. A draw past 63/64 counts as ln 64 and is drawn again, which is exact: the rest of
/// an exponential gap has the distribution of the gap itself. Interpolation makes the mean of the table 0.13 % larger than
/// 1; the gaps are divided by that mean, so that the rate is exact.
///
/// Worked values for a mean of 1 s: a draw of exactly 1/2 gives 692 ms, one of 1/4 gives 287 ms.
///
/// Source: Luc Devroye, "Non-Uniform Random Variate Generation", Springer 1986, chapter II.2 (inversion) and IV.2.1
/// (the exponential distribution has no memory).
public struct PoissonArrivals: Sendable {
  private let meanGap: Int64
  private var generator: SplitMix64
  private var now: Int64 = 0

  /// Creates arrivals with a rate given by the mean time between two of them.
  ///
  /// - Parameters:
  ///   - meanGap: the mean time between two arrivals, more than zero and at most an hour.
  ///   - generator: a substream that nothing else draws from.
  public init(meanGap: Duration, generator: SplitMix64) {
    precondition(meanGap > .zero && meanGap <= .seconds(3600), "the mean gap is \(meanGap), expected from 1 ns to 1 h")
    self.meanGap = meanGap.wholeNanoseconds
    self.generator = generator
  }

  /// Returns the time of the next arrival, counted from the start; it never decreases.
  public mutating func next() -> Duration {
    let gap = (Int128(meanGap) * Int128(drawMillionths()) * 126 + Int128(Self.mean126) / 2) / Int128(Self.mean126)
    now += Int64(gap)
    return .nanoseconds(now)
  }

  /// Draws from the exponential distribution with mean 1, in millionths, by interpolation in the table.
  private mutating func drawMillionths() -> Int64 {
    var sum: Int64 = 0
    while true {
      let index = Int(generator.draw(below: 64))
      guard index < 63 else {
        sum += Self.quantiles[63]
        continue
      }
      let width = UInt64(Self.quantiles[index + 1] - Self.quantiles[index])
      // A 32-bit fraction of the distance between two points.
      return sum + Self.quantiles[index] + Int64((generator.draw(below: 1 << 32) * width) >> 32)
    }
  }

  /// 126 times the mean m of `drawMillionths`, from m = (the sum of the means of the 63 segments + ln 64 + m) / 64.
  private static let mean126 = (0..<63).reduce(2 * quantiles[63]) { $0 + quantiles[$1] + quantiles[$1 + 1] }

  /// The values −ln(1 − i/64), in millionths.
  private static let quantiles: [Int64] = [
    0, 15_748, 31_749, 48_009, 64_539, 81_346, 98_440, 115_832, 133_531, 151_550, 169_899, 188_591, 207_639, 227_057,
    246_860, 267_063, 287_682, 308_735, 330_242, 352_221, 374_693, 397_683, 421_213, 445_311, 470_004, 495_321,
    521_297, 547_965, 575_364, 603_535, 632_523, 662_376, 693_147, 724_896, 757_686, 791_587, 826_679, 863_046,
    900_787, 940_007, 980_829, 1_023_389, 1_067_841, 1_114_361, 1_163_151, 1_214_444, 1_268_511, 1_325_670, 1_386_294,
    1_450_833, 1_519_826, 1_593_934, 1_673_976, 1_760_988, 1_856_298, 1_961_659, 2_079_442, 2_212_973, 2_367_124,
    2_549_445, 2_772_589, 3_060_271, 3_465_736, 4_158_883,
  ]
}
