// What benchstat does: two lists of numbers, of which it asks how likely they come from the same source.

import Foundation

/// The Mann–Whitney U test of two lists, two-sided.
///
/// Exact while there are no ties and at most 50 numbers in each list, as benchstat's is; else by the normal approximation
/// with corrections for ties and continuity. Source: Mann and Whitney, "On a Test of Whether one of Two Random Variables
/// is Stochastically Larger than the Other", Annals of Mathematical Statistics 18 (1947); golang/perf, benchmath.
struct MannWhitneyTest: Sendable {
  /// How often, of all pairs of one number of each list, the second is larger; of ties one half.
  let u: Double
  /// The chance that the lists look as different when they come from the same source.
  let probability: Double

  /// Tests two lists of at least one number each.
  init(_ before: [Int64], _ after: [Int64]) {
    let (ranks, ties) = Self.ranks(before + after)
    let (m, n) = (before.count, after.count)
    let sum = ranks.suffix(n).reduce(0, +)
    u = sum - Double(n * (n + 1)) / 2
    let mean = Double(m * n) / 2
    if ties == 0, m <= 50, n <= 50 {
      let extreme = Int(mean + abs(u - mean))
      probability = min(1, 2 * Self.tail(extreme, m, n))
    } else {
      let total = Double(m + n)
      let variance = Double(m * n) / 12 * ((total + 1) - ties / (total * (total - 1)))
      let distance = max(0, abs(u - mean) - 0.5)
      probability = variance > 0 ? min(1, erfc(distance / (2 * variance).squareRoot())) : 1
    }
  }

  /// Whether the second list is proven to be larger at a level, as benchstat prints a change: by the median.
  static func isRegression(before: [Int64], after: [Int64], level: Double = 0.05) -> Bool {
    let test = MannWhitneyTest(before, after)
    return test.probability < level && test.u > Double(before.count * after.count) / 2
  }

  /// The rank of each number, equal ones with the mean of theirs, and the sum of t³ − t over groups of t equal ones.
  private static func ranks(_ numbers: [Int64]) -> (ranks: [Double], ties: Double) {
    let order = numbers.indices.sorted { (numbers[$0], $0) < (numbers[$1], $1) }
    var ranks = Array(repeating: 0.0, count: numbers.count)
    var ties = 0.0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
      for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
      let count = Double(end - start)
      ties += count * count * count - count
      start = end
    }
    return (ranks, ties)
  }

  /// The chance of a U of at least so much: the part of all arrangements, counted by the recurrence of Mann and Whitney.
  private static func tail(_ least: Int, _ m: Int, _ n: Int) -> Double {
    // counts[j][u]: how many arrangements of j of the second list among those of the first so far have U = u.
    var counts = Array(repeating: Array(repeating: 0.0, count: m * n + 1), count: n + 1)
    counts[0][0] = 1
    for j in 1...n { counts[j][0] = 1 }
    for _ in 1...m {
      var next = counts
      for j in 1...n {
        for u in 0...(m * n) {
          next[j][u] = (u >= j ? counts[j][u - j] : 0) + next[j - 1][u]
        }
      }
      counts = next
    }
    let all = counts[n].reduce(0, +)
    return least > m * n ? 0 : counts[n][max(least, 0)...].reduce(0, +) / all
  }
}
