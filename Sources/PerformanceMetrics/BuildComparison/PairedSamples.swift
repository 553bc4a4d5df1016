// What one cost was in pairs of processes, one of each build, and what is between the two.

/// The numbers of one cost in pairs of processes, one of each build, in the order in which the pairs ran.
package struct PairedSamples: Sendable, Hashable {
  /// One number of each build, measured one right after the other.
  package struct Pair: Codable, Sendable, Hashable, Comparable {
    /// The number of the build that is compared with.
    package let base: Int64
    /// The number of the build that is judged.
    package let tree: Int64

    /// Puts two numbers together, each at least 0.
    package init(base: Int64, tree: Int64) {
      self.base = base
      self.tree = tree
    }

    /// The tree's number over the base's; `nil` over 0.
    package var ratio: Fraction? { base > 0 ? Fraction(tree, over: base) : nil }

    /// Whether the ratio is smaller: 0 over 0 counts as 1, and anything else over 0 as more than any number.
    package static func < (one: Pair, other: Pair) -> Bool {
      let (one, other) = (one.definite, other.definite)
      return Int128(one.tree) * Int128(other.base) < Int128(other.tree) * Int128(one.base)
    }

    private var definite: Pair { base == 0 && tree == 0 ? Pair(base: 1, tree: 1) : self }
  }

  /// The pairs in the order in which they ran.
  package let pairs: [Pair]

  /// Takes pairs in the order in which they ran.
  package init(_ pairs: [Pair]) { self.pairs = pairs }

  /// Where the ratio of the pairs lies.
  package struct Location: Sendable, Hashable {
    /// The pair with the median of the ratios, by nearest rank.
    package let median: Pair
    /// The pairs whose ratios enclose the true median in at least 95 of 100 cases; `nil` of fewer than six.
    package let interval: ClosedRange<Pair>?
    /// The median of each build's numbers, by nearest rank.
    package let base: Int64
    package let tree: Int64
  }

  /// Where the ratio lies; `nil` without pairs.
  ///
  /// The interval is that of two order statistics, whatever the distribution: between the k-th ratio from below and the
  /// k-th from above, with the largest k at which fewer than k of n fair coins fall on heads in at most 2.5 of 100 cases.
  /// Worked value: of 100 pairs the 40th and the 61st. Source: Conover, "Practical Nonparametric Statistics", 3.2.
  package var location: Location? {
    guard !pairs.isEmpty else { return nil }
    let ratios = pairs.sorted()
    let middle = NearestRank.rank(permille: 500, count: pairs.count) - 1
    let outside = (0..<pairs.count).prefix { SignTest(count: pairs.count - $0, of: pairs.count).probability <= 0.025 }
    let interval = outside.last.map { ratios[$0]...ratios[pairs.count - 1 - $0] }
    return Location(
      median: ratios[middle], interval: interval, base: pairs.map(\.base).sorted()[middle],
      tree: pairs.map(\.tree).sorted()[middle])
  }
}
