// Which build of a pair runs first: a fair coin, which makes the judgement of the pairs exact.

/// The order within each pair, drawn from a seed.
struct PairOrder {
  let seed: UInt64

  /// Whether the base of a pair runs before the tree.
  ///
  /// The output of SplitMix64 (Steele, Lea and Flood, 2014) at the pair's place.
  func isBaseFirst(_ pair: Int) -> Bool {
    var z = seed &+ UInt64(pair + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (z ^ (z >> 31)) & 1 == 0
  }
}
