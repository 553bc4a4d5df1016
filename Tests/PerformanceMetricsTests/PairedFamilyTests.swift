// What pairs prove: by worked values of the tests' own formulas, and by pairs whose answer is known.

import PerformanceMetrics
import Testing

@Suite struct `The sign test` {
  @Test(arguments: [
    (0, 5, 1.0), (1, 5, 31.0 / 32), (3, 5, 0.5), (5, 5, 1.0 / 32), (0, 0, 1.0), (8, 10, 56.0 / 1_024),
  ])
  func `gives the chance of so many heads exactly`(count: Int, pairs: Int, probability: Double) {
    #expect(SignTest(count: count, of: pairs).probability == probability)
  }

  @Test(arguments: [(66, 100, 0.000_895), (65, 100, 0.001_759), (50, 100, 0.539_795), (5_000, 10_000, 0.503_989)])
  func `agrees with the tables, also for more pairs than powers of two fit`(count: Int, pairs: Int, probability: Double)
  {
    #expect(abs(SignTest(count: count, of: pairs).probability - probability) < 0.000_001)
  }

  @Test func `of every count adds up to a fair coin`() {
    for pairs in 1...60 {
      let tails = (0...(pairs + 1)).map { $0 > pairs ? 0 : SignTest(count: $0, of: pairs).probability }
      let mean = (1...pairs).reduce(0.0) { $0 + tails[$1] }
      #expect(abs(mean - Double(pairs) / 2) < 1e-9)
    }
  }
}

@Suite struct `Holm's correction` {
  @Test func `counts the smallest chance as often as there are tests, and never falls`() {
    #expect(zip(HolmCorrection.adjusted([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(HolmCorrection.adjusted([0.5, 0.6]) == [1, 1])
    #expect(HolmCorrection.adjusted([]).isEmpty)
  }
}

@Suite struct `Pairs of processes` {
  private func samples(_ pairs: [(Int64, Int64)]) -> PairedSamples {
    PairedSamples(pairs.map { PairedSamples.Pair(base: $0.0, tree: $0.1) })
  }

  private func verdict(
    _ pairs: [(Int64, Int64)], _ rule: PairRule = .effect(PairedFamily.floor), others: Int = 0
  ) -> Verdict {
    let equal = samples(pairs.map { ($0.0, $0.0) })
    return PairedFamily(
      [(samples(pairs), rule)] + Array(repeating: (equal, .effect(PairedFamily.floor)), count: others)
    ).findings[0].verdict
  }

  @Test(arguments: [
    (Int64(1_050), Verdict.regressed), (1_011, .regressed), (1_010, .drifted), (1_001, .drifted), (1_000, .unchanged),
    (991, .unchanged), (990, .improved), (950, .improved),
  ])
  func `prove a change past the floor, and one within it as a drift`(tree: Int64, expected: Verdict) {
    #expect(verdict(Array(repeating: (1_000, tree), count: 20)) == expected)
  }

  @Test(arguments: [(66, Verdict.regressed), (65, .unchanged)])
  func `prove nothing that coins bring about in one of a thousand cases`(worse: Int, expected: Verdict) {
    let pairs = (0..<100).map { $0 < worse ? (Int64(1_000), Int64(1_050)) : (1_000, 950) }
    #expect(verdict(pairs) == expected)
    // The same pairs among ten costs are found by chance ten times as often.
    #expect(verdict(pairs, others: 9) == .unchanged)
  }

  @Test func `that are equal count against a change`() {
    let pairs = (0..<100).map { $0 < 50 ? (Int64(1_000), Int64(1_050)) : (1_000, 1_000) }
    #expect(verdict(pairs) == .unchanged)
  }

  @Test func `hear nothing of a machine that becomes slower`() {
    let pairs = (0..<100).map { index in
      let base = Int64(1_000 + 100 * index)
      return (base, base * (index.isMultiple(of: 2) ? 1_005 : 995) / 1_000)
    }
    #expect(verdict(pairs) == .unchanged)
    #expect(verdict(pairs.map { ($0.0, $0.0 * 105 / 100) }) == .regressed)
  }

  @Test func `of a cost with a tolerance point to worse past it, and to better at once`() {
    let rule = PairRule.tolerance(.absolute(2), .count)
    let worse = { (tree: Int64) in rule.isWorse(PairedSamples.Pair(base: 10, tree: tree)) }
    #expect(!worse(12) && worse(13))
    #expect(rule.isBetter(PairedSamples.Pair(base: 10, tree: 9)))
    #expect(!rule.isBetter(PairedSamples.Pair(base: 10, tree: 10)))
  }

  @Test func `have a median ratio and an interval of two order statistics`() throws {
    let location = try #require(samples((1...100).map { (1_000, 1_000 + $0) }.reversed()).location)
    #expect(location.median == PairedSamples.Pair(base: 1_000, tree: 1_050))
    #expect(location.interval?.lowerBound.tree.numerator == 1_040)
    #expect(location.interval?.upperBound.tree.numerator == 1_061)
    #expect(location.base.numerator == 1_000 && location.tree.numerator == 1_050)
    #expect(samples(Array(repeating: (1, 1), count: 5)).location?.interval == nil)
    #expect(samples(Array(repeating: (1, 1), count: 6)).location?.interval != nil)
    #expect(samples([]).location == nil)
  }

  @Test func `are ordered by their ratios, also over 0`() {
    let pairs = [(2, 1), (0, 0), (3, 3), (2, 3), (0, 1)].map { PairedSamples.Pair(base: $0.0, tree: $0.1) }
    #expect(pairs[0] < pairs[1] && !(pairs[1] < pairs[2]) && !(pairs[2] < pairs[1]))
    #expect(pairs[2] < pairs[3] && pairs[3] < pairs[4] && !(pairs[4] < pairs[3]))
  }
}
