// What one cost was in pairs of processes, one of each build, and what is between the two.

/// The numbers of one cost in pairs of processes, one of each build, in the order in which the pairs ran.
package struct PairedSamples: Sendable, Hashable {
  /// One number of each build, measured one right after the other, in the order of their ratios.
  package struct Pair: Sendable, Hashable, Comparable {
    /// The number of the build that is compared with.
    package let base: Fraction
    /// The number of the build that is judged.
    package let tree: Fraction

    /// Puts two numbers together, each at least 0.
    package init(base: Fraction, tree: Fraction) {
      self.base = base
      self.tree = tree
    }

    /// Puts two whole numbers together, each at least 0.
    package init(base: Int64, tree: Int64) {
      self.init(base: Fraction(base, over: 1), tree: Fraction(tree, over: 1))
    }

    /// Below 0 where the tree's number is less, above 0 where it is more, 0 where the two are equal.
    package var signum: Int { tree.compared(with: base) }

    /// The tree's number over the base's, exactly as far as 64 bits go; `nil` over 0, unless both are 0.
    package var ratio: Fraction? {
      guard base.numerator > 0 else { return tree.numerator > 0 ? nil : Fraction(1, over: 1) }
      var (above, below) = (above, self.below)
      while max(above, below) > UInt128(Int64.max) { (above, below) = (above >> 1, below >> 1) }
      return Fraction(Int64(above), over: max(Int64(below), 1))
    }

    /// Whether the ratio is smaller: 0 over 0 counts as 1, and anything else over 0 as more than any number.
    package static func < (one: Pair, other: Pair) -> Bool {
      let (one, other) = (one.definite, other.definite)
      return WideProduct(one.above, other.below) < WideProduct(other.above, one.below)
    }

    private var definite: Pair { base.numerator == 0 && tree.numerator == 0 ? Pair(base: 1, tree: 1) : self }
    private var above: UInt128 { UInt128(tree.numerator) * UInt128(base.denominator) }
    private var below: UInt128 { UInt128(base.numerator) * UInt128(tree.denominator) }
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
    package let base: Fraction
    package let tree: Fraction
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
      median: ratios[middle], interval: interval, base: Self.sorted(pairs.map(\.base))[middle],
      tree: Self.sorted(pairs.map(\.tree))[middle])
  }

  private static func sorted(_ numbers: [Fraction]) -> [Fraction] { numbers.sorted { $0.compared(with: $1) < 0 } }
}
