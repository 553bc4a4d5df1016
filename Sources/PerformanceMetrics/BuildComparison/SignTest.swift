// How likely pairs look as different as they do when nothing has changed: the only chance here is a fair coin's.

/// The sign test: how many pairs of all point in one direction.
///
/// The order within each pair is drawn by a fair coin. So when two builds are equal, each pair points either way with
/// equal chance, whatever the noise and the drift of the machine are like. A pair that points nowhere counts against.
package struct SignTest: Sendable, Hashable {
  /// How many pairs point in the direction.
  package let count: Int
  /// How many pairs there are.
  package let pairs: Int

  /// Counts the pairs that point in a direction, at most all of them.
  package init(count: Int, of pairs: Int) {
    precondition((0...pairs).contains(count), "\(count) of \(pairs) pairs cannot point in one direction")
    self.count = count
    self.pairs = pairs
  }

  /// The chance that at least so many of the fair coins fall on heads.
  ///
  /// Sums the binomial coefficients from the top, each from the one before it, by multiplication and division alone, so it
  /// is the same number on every machine. Worked values: 5 of 5 is 1/32, 66 of 100 is 0.0009, 65 of 100 is 0.0018.
  package var probability: Double {
    guard count > 0 else { return 1 }
    // A coefficient of thousands of pairs is larger than any number here: a factor of 2⁵⁰⁰ at a time is taken out.
    var (term, sum, halvings) = (1.0, 1.0, pairs)
    for heads in stride(from: pairs, to: count, by: -1) {
      term *= Double(heads) / Double(pairs - heads + 1)
      sum += term
      if sum > Self.large {
        term /= Self.large
        sum /= Self.large
        halvings -= 500
      }
    }
    while halvings > 0 {
      let step = min(halvings, 500)
      sum *= Double(sign: .plus, exponent: -step, significand: 1)
      halvings -= step
    }
    return min(sum, 1)
  }

  private static let large = Double(sign: .plus, exponent: 500, significand: 1)
}

/// Holm's correction: how likely it is that any of several tests finds something where there is nothing.
///
/// The smallest of m probabilities counts m times, the next m − 1 times, and none less than the one before it. Worked
/// value: 0.01, 0.04, 0.03 become 0.03, 0.06, 0.06. Source: Holm, "A Simple Sequentially Rejective Multiple Test
/// Procedure", Scandinavian Journal of Statistics 6 (1979).
package enum HolmCorrection {
  /// The corrected probabilities, in the order of those given, each at most 1.
  package static func adjusted(_ probabilities: [Double]) -> [Double] {
    var adjusted = probabilities
    var least = 0.0
    let order = probabilities.indices.sorted { (probabilities[$0], $0) < (probabilities[$1], $1) }
    for (rank, index) in order.enumerated() {
      least = max(least, min(1, Double(probabilities.count - rank) * probabilities[index]))
      adjusted[index] = least
    }
    return adjusted
  }
}
