// Chance, seeded and named: the same seed and name give the same numbers on every machine, for ever.

import TextFormats

/// The SplitMix64 generator, with draws that use integers only.
///
/// The standard library's `random(in:using:)` may change its algorithm between versions; these draws may not, because
/// committed baselines hold their results.
///
/// Source: Guy L. Steele, Doug Lea, Christine H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// Worked value: seed 0 gives `0xE220A8397B1DCDAF`, then `0x6E789E6AA1B965F4`.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the sequence of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// Starts the substream of a seed that has this name, independent of every other name's.
  ///
  /// A model that draws from a substream of its own leaves the draws of all others as they were.
  public init(seed: UInt64, substream name: String) {
    // A hash of the name, then one step of the generator, so that similar names start far apart.
    var mixer = SplitMix64(seed: seed ^ FNV1a.hash64(name))
    state = mixer.next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A uniform draw from `0..<bound`; `bound` must be positive.
  ///
  /// Source: Daniel Lemire, "Fast random integer generation in an interval", 2019; with his rejection of biased draws.
  public mutating func draw(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a draw needs a positive bound")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return product.high
  }

  /// A uniform draw from a closed range of integers.
  public mutating func draw(in range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    if width == .max { return Int64(bitPattern: next()) }
    return range.lowerBound &+ Int64(bitPattern: draw(below: width + 1))
  }

  /// A uniform draw of a duration from a closed range, in whole nanoseconds.
  public mutating func draw(in range: ClosedRange<Duration>) -> Duration {
    .nanoseconds(draw(in: range.lowerBound.wholeNanoseconds...range.upperBound.wholeNanoseconds))
  }

  /// True `parts` times in a million on average.
  public mutating func chance(perMillion parts: Int) -> Bool {
    draw(below: 1_000_000) < UInt64(max(0, parts))
  }
}
