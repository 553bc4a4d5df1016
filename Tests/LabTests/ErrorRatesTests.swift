import Foundation
import PerformanceMetrics
import Testing

@testable import Lab

@Suite struct `Error rates` {
  /// Pairs that all differ by so many hundredths, with some noise that both builds have.
  private static func pool(slowdown: Int, count: Int = 100, noise: Int64 = 7) -> PairPool {
    let pairs = (0..<count).map { index in
      let base = 100_000 + Int64(index) * 37 % noise * 100
      return [base, base * Int64(100 + slowdown) / 100]
    }
    return PairPool(
      name: "quiet machine", slowdown: slowdown, when: "2025-06-01T12:00:00Z", machine: "Ubuntu 24.04", swift: "6.3",
      costs: ["a.processor-time.p50": pairs, "b.processor-time.p50": pairs])
  }

  @Test func `the U test of ten and ten begins at 77 of 100`() {
    #expect(MannWhitney.critical == 77)
    #expect(MannWhitney.critical(4, 4) == 16)
    let low = (1...10).map { Int64($0) }
    #expect(MannWhitney.isSecondLarger(low, low.map { $0 + 10 }))
    #expect(!MannWhitney.isSecondLarger(low, low))
    #expect(!MannWhitney.isSecondLarger(low.map { $0 + 10 }, low))
  }

  @Test func `the bound of no event in 3,000 is the rule of three`() {
    let bound = ErrorRate(count: 0, judgments: 3_000).upperBound
    #expect(bound > 0.000_99 && bound < 0.001)
    let some = ErrorRate(count: 10, judgments: 100).upperBound
    #expect(some > 0.16 && some < 0.17)
    #expect(ErrorRate(count: 5, judgments: 5).upperBound == 1)
  }

  @Test(arguments: BuildJudge.allCases) func `a build against itself is not called worse`(judge: BuildJudge) {
    let rates = JudgeRates(judge, on: Self.pool(slowdown: 0, noise: 1), judgments: 50, seed: 1)
    #expect(rates.anyCost.count == 0)
  }

  @Test(arguments: BuildJudge.allCases) func `a tenth more is always found without noise`(judge: BuildJudge) {
    let rates = JudgeRates(judge, on: Self.pool(slowdown: 10, noise: 1), judgments: 50, seed: 1)
    #expect(rates.anyCost.count == 50)
    #expect(rates.eachCost == ErrorRate(count: 100, judgments: 100))
  }

  @Test func `a change below the floor is let pass`() {
    let pool = Self.pool(slowdown: 1)
    #expect(JudgeRates(.compareBuilds, on: pool, judgments: 50, seed: 1).anyCost.count == 0)
  }

  @Test func `the page is made of the pools alone`() {
    let pools = [Self.pool(slowdown: 0), Self.pool(slowdown: 10)]
    let (one, other) = (ErrorRatesPage(pools: pools, judgments: 20), ErrorRatesPage(pools: pools, judgments: 20))
    #expect(one.files.map(\.text) == other.files.map(\.text))
    #expect(one.files.map(\.path) == ["docs/error-rates.md", "docs/error-rates-quiet-machine.svg"])
    #expect(one.files[0].text.contains("| quiet machine | 10 % | compare-builds, 100 pairs | 100.00 % | 100.00 % |"))
    #expect(!one.isTooOftenWrong)
  }

  @Test func `too many false alarms do not pass`() {
    let pool = Self.pool(slowdown: 10)
    let mislabeled = PairPool(
      name: pool.name, slowdown: 0, when: pool.when, machine: pool.machine, swift: pool.swift, costs: pool.costs)
    #expect(ErrorRatesPage(pools: [mislabeled], judgments: 20).isTooOftenWrong)
  }

  @Test func `a pool goes through its file, and one without enough pairs is refused`() throws {
    let pool = Self.pool(slowdown: 5)
    #expect(try PairPool.pools(ndjson: pool.line()) == [pool])
    #expect(throws: PairPoolError.self) { try PairPool.pools(ndjson: Self.pool(slowdown: 5, count: 99).line()) }
    #expect(throws: PairPoolError.self) { try PairPool.pools(ndjson: Data("{}\n".utf8)) }
  }
}
