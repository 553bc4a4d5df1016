// Work that comes when it comes, whether or not the work before it is done: the arrivals of an open loop.

/// Moments of a Poisson process: independent of each other, at a steady mean rate, without end.
///
/// The gaps are exponential, drawn by inverting the distribution function: −ln(1 − u) times the mean. Instead of the
/// logarithm there is a table of its values at u = 0, 1/64, … 63/64, with straight lines between them; so integers do
/// it all and a seed gives the same gaps everywhere. A draw past 63/64 counts ln 64 and is drawn again, which is exact:
/// what is left of an exponential gap is distributed as the gap itself. The lines make the table's mean 0.13 % larger
/// than 1; the gaps are divided by that mean, so that the rate is as asked.
///
/// Worked values, for a mean of 1 s: a draw of exactly 1/2 gives 692 ms, one of 1/4 gives 287 ms.
///
/// Source: Luc Devroye, "Non-Uniform Random Variate Generation", Springer 1986, chapter II.2 (inversion) and IV.2.1
/// (the exponential distribution has no memory).
public struct PoissonArrivals: Sendable {
  private let meanGap: Int64
  private var generator: SplitMix64
  private var now: Int64 = 0

  /// Makes the arrivals of a rate, given by the mean time between two.
  ///
  /// - Parameters:
  ///   - meanGap: more than zero and at most an hour, in whole nanoseconds.
  ///   - generator: a substream that nobody else draws from.
  public init(meanGap: Duration, generator: SplitMix64) {
    precondition(meanGap > .zero && meanGap <= .seconds(3600), "a mean gap lies between 1 ns and an hour")
    self.meanGap = meanGap.wholeNanoseconds
    self.generator = generator
  }

  /// The time from the beginning to the next arrival; never less than to the one before.
  public mutating func next() -> Duration {
    let gap = (Int128(meanGap) * Int128(drawMillionths()) * 126 + Int128(Self.mean126) / 2) / Int128(Self.mean126)
    now += Int64(gap)
    return .nanoseconds(now)
  }

  /// A draw of the exponential distribution of mean 1, in millionths, straight between the table's points.
  private mutating func drawMillionths() -> Int64 {
    var sum: Int64 = 0
    while true {
      let index = Int(generator.draw(below: 64))
      guard index < 63 else {
        sum += Self.quantiles[63]
        continue
      }
      let width = UInt64(Self.quantiles[index + 1] - Self.quantiles[index])
      // The fraction of the line that 32 bits say.
      return sum + Self.quantiles[index] + Int64((generator.draw(below: 1 << 32) * width) >> 32)
    }
  }

  /// 126 times the mean of `drawMillionths`, m = (the middles of the 63 lines + ln 64 + m) / 64.
  private static let mean126 = (0..<63).reduce(2 * quantiles[63]) { $0 + quantiles[$1] + quantiles[$1 + 1] }

  /// −ln(1 − i/64) in millionths.
  private static let quantiles: [Int64] = [
    0, 15_748, 31_749, 48_009, 64_539, 81_346, 98_440, 115_832, 133_531, 151_550, 169_899, 188_591, 207_639, 227_057,
    246_860, 267_063, 287_682, 308_735, 330_242, 352_221, 374_693, 397_683, 421_213, 445_311, 470_004, 495_321,
    521_297, 547_965, 575_364, 603_535, 632_523, 662_376, 693_147, 724_896, 757_686, 791_587, 826_679, 863_046,
    900_787, 940_007, 980_829, 1_023_389, 1_067_841, 1_114_361, 1_163_151, 1_214_444, 1_268_511, 1_325_670, 1_386_294,
    1_450_833, 1_519_826, 1_593_934, 1_673_976, 1_760_988, 1_856_298, 1_961_659, 2_079_442, 2_212_973, 2_367_124,
    2_549_445, 2_772_589, 3_060_271, 3_465_736, 4_158_883,
  ]
}
