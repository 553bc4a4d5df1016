// The U test of two small samples, as benchstat makes it.

/// The U test of Mann and Whitney, two-sided, at 5 %, by the exact distribution.
///
/// Source: Mann and Whitney, "On a Test of Whether one of Two Random Variables is Stochastically Larger than the Other",
/// Annals of Mathematical Statistics 18 (1947). Worked value: of 10 and 10, a count of 77 of 100 and more is significant.
enum MannWhitney {
  /// Whether the second of two samples of ``BuildJudge/runs`` is larger than the first one; equal numbers count half.
  static func isSecondLarger(_ first: [Int64], _ second: [Int64]) -> Bool {
    let doubled = first.reduce(0) { sum, one in
      sum + second.reduce(0) { $0 + ($1 > one ? 2 : $1 == one ? 1 : 0) }
    }
    return doubled >= 2 * critical
  }

  /// The smallest significant count.
  static let critical = critical(BuildJudge.runs, BuildJudge.runs)

  /// The smallest count of pairs, in which the second sample has the larger number, with a chance of at most 2.5 % at and
  /// above it.
  static func critical(_ first: Int, _ second: Int) -> Int {
    let ways = arrangements(first, second)
    let all = ways.reduce(0, +)
    var tail = 0
    for count in ways.indices.reversed() {
      tail += ways[count]
      if tail * 40 > all { return count + 1 }
    }
    return 0
  }

  /// How many arrangements of two samples have each count: those that end with a number of the first sample, and those that
  /// end with one of the second, which is larger than all of the first.
  private static func arrangements(_ first: Int, _ second: Int) -> [Int] {
    var ways = Array(repeating: Array(repeating: [1], count: second + 1), count: first + 1)
    for one in 0...first {
      for other in 0...second where one > 0 && other > 0 {
        var sum = Array(repeating: 0, count: one * other + 1)
        for (count, number) in ways[one - 1][other].enumerated() { sum[count] += number }
        for (count, number) in ways[one][other - 1].enumerated() { sum[count + one] += number }
        ways[one][other] = sum
      }
    }
    return ways[first][second]
  }
}
