// One cost of two builds, with its verdict.

/// A cost as both builds have it, or one of them.
package struct CostComparison: Sendable, Hashable {
  /// What a verdict rests on.
  package enum Evidence: Sendable, Hashable {
    /// Every process of a build measured the same number.
    case exact(PairedSamples.Pair)
    /// The numbers differ among processes, and their pairs are judged.
    case pairs(PairedSamples.Location, PairedFamily.Finding)
    /// The pairs are shown and not judged.
    case shown(PairedSamples.Location)
    /// There is nothing to compare.
    case none
  }

  /// The id of the metric.
  package let id: String
  /// Which cost it is.
  package let cost: MetricLabel.Cost
  /// The metric of the base's whole run; `nil` when it is added.
  package let base: Metric?
  /// The metric of the tree's whole run; `nil` when it is missing.
  package let tree: Metric?
  /// How the two compare; `nil` of what is shown and not judged.
  package let verdict: Verdict?
  /// What the verdict rests on.
  package let evidence: Evidence
  /// The numbers of both in the pairs, in their order; without pairs of a cost that not all processes measured.
  package let samples: PairedSamples
  /// What keeps the two from being compared, or must be known beside them, one sentence each.
  package let remarks: [String]

  /// The unit of the numbers.
  package var unit: MetricUnit { (tree ?? base)?.unit ?? .count }

  /// The base's number over which there is a ratio, and the tree's: of pairs, those with the median ratio.
  package var middle: PairedSamples.Pair? {
    switch evidence {
    case .exact(let pair): pair
    case .pairs(let location, _), .shown(let location): location.median
    case .none: nil
    }
  }

  /// Whether this belongs before another one in a list: the worse verdict, then the larger ratio, then the id.
  static func isWorse(_ one: CostComparison, _ other: CostComparison) -> Bool {
    func rank(_ row: CostComparison) -> Int {
      row.verdict.flatMap(Verdict.allCases.firstIndex) ?? Verdict.allCases.count
    }
    if rank(one) != rank(other) { return rank(one) < rank(other) }
    guard let first = one.middle, let second = other.middle, first < second || second < first else {
      return one.id < other.id
    }
    return second < first
  }
}
