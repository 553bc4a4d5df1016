// How often judgments were wrong or right, and how often they may be with what was seen.

import Foundation
import PerformanceMetrics
import SheetsSim

/// How often something happened in so many judgments.
package struct ErrorRate: Sendable, Hashable {
  package let count: Int
  package let judgments: Int

  package init(count: Int, judgments: Int) { (self.count, self.judgments) = (count, judgments) }

  /// The part of all judgments.
  package var part: Double { Double(count) / Double(max(1, judgments)) }

  /// The largest chance under which so few would be seen in 5 of 100 cases, for independent judgments.
  ///
  /// Source: Clopper and Pearson, "The Use of Confidence or Fiducial Limits", Biometrika 26 (1934). Worked value: 0 of 3,000
  /// is 0.0998 %, the “rule of three”.
  package var upperBound: Double {
    if count >= judgments { return 1 }
    var (low, high) = (part, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if chanceOfAtMost(middle) > 0.05 { low = middle } else { high = middle }
    }
    return high
  }

  private func chanceOfAtMost(_ chance: Double) -> Double {
    var logarithm = Double(judgments) * log1p(-chance)
    var sum = exp(logarithm)
    for index in 0..<count {
      logarithm += log(Double(judgments - index) / Double(index + 1)) + log(chance) - log1p(-chance)
      sum += exp(logarithm)
    }
    return sum
  }
}

/// The rates of one way to judge on one pool.
package struct JudgeRates: Sendable {
  package let judge: BuildJudge
  package let pool: PairPool
  /// Judgments that called at least one cost worse.
  package let anyCost: ErrorRate
  /// Costs that were called worse, over all judgments.
  package let eachCost: ErrorRate

  /// Judges draws from a pool, the same ones for each seed.
  package init(_ judge: BuildJudge, on pool: PairPool, judgments: Int, seed: UInt64) {
    (self.judge, self.pool) = (judge, pool)
    var generator = SplitMix64(seed: seed, substream: "\(pool.name), \(pool.slowdown), \(judge.title)")
    let samples = pool.samples
    var (any, each) = (0, 0)
    for _ in 0..<judgments {
      let worse = judge.verdicts(samples, &generator).count { $0 }
      each += worse
      if worse > 0 { any += 1 }
    }
    anyCost = ErrorRate(count: any, judgments: judgments)
    eachCost = ErrorRate(count: each, judgments: judgments * samples.count)
  }
}
