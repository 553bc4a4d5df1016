// Seeded random numbers with named substreams: the same seed and name give the same numbers on every machine.

import TextFormats

/// The SplitMix64 generator, with draws that use integers only.
///
/// The algorithm of the standard library's `random(in:using:)` may change between versions. These draws must not, because
/// committed baselines depend on them.
///
/// Source: Guy L. Steele, Doug Lea, Christine H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// Worked value: seed 0 gives `0xE220A8397B1DCDAF`, then `0x6E789E6AA1B965F4`.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates a generator that starts the sequence of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// Creates a generator for the named substream of a seed, independent of all other names.
  ///
  /// A model that draws from its own substream does not change the draws of other models.
  public init(seed: UInt64, substream name: String) {
    // A hash of the name, then one step of the generator, so that similar names start far apart.
    var mixer = SplitMix64(seed: seed ^ FNV1a.hash64(name))
    state = mixer.next()
  }

  /// Returns the next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Draws uniformly from `0..<bound`; `bound` must be positive.
  ///
  /// Source: Daniel Lemire, "Fast random integer generation in an interval", 2019; with rejection of biased draws.
  public mutating func draw(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "the bound of a draw is 0, expected at least 1")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return product.high
  }

  /// Draws uniformly from a closed range of integers.
  public mutating func draw(in range: ClosedRange<Int64>) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    if width == .max { return Int64(bitPattern: next()) }
    return range.lowerBound &+ Int64(bitPattern: draw(below: width + 1))
  }

  /// Draws a duration uniformly from a closed range, in whole nanoseconds.
  public mutating func draw(in range: ClosedRange<Duration>) -> Duration {
    .nanoseconds(draw(in: range.lowerBound.wholeNanoseconds...range.upperBound.wholeNanoseconds))
  }

  /// Draws `true` with a probability of `parts` in a million.
  public mutating func chance(perMillion parts: Int) -> Bool {
    draw(below: 1_000_000) < UInt64(max(0, parts))
  }
}
