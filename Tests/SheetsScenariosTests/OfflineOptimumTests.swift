// The optimum against every split there is, where there are few enough to try them all.

import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `The offline optimum` {
  private static let second: Int64 = 1_000_000_000

  @Test(arguments: [(1, 31), (2, 4), (3, 2), (4, 1), (5, 0), (6, 0)])
  func `matches the worked example`(flushes: Int, seconds: Int64) {
    let arrivals = [0, 1, 2, 10, 11].map { $0 * Self.second }
    #expect(OfflineOptimum(arrivals: arrivals, flushes: flushes).totalWaiting == seconds * Self.second)
  }

  @Test(arguments: 1...60)
  func `equals the cost of the best of all splits`(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = Int(generator.draw(in: 1...10))
    // A short range, so that some arrive together.
    let arrivals = (0..<count).map { _ in 1_000 + generator.draw(in: 0...40) }.sorted()
    for flushes in 1...(count + 1) {
      #expect(
        OfflineOptimum(arrivals: arrivals, flushes: flushes).totalWaiting == Self.best(arrivals, flushes: flushes),
        "\(arrivals) in at most \(flushes)")
    }
  }

  @Test func `does not depend on the start time`() {
    var generator = SplitMix64(seed: 7)
    let arrivals = (0..<500).map { _ in generator.draw(in: 0...600 * Self.second) }.sorted()
    let later = arrivals.map { $0 + 86_400 * Self.second }
    #expect(
      OfflineOptimum(arrivals: arrivals, flushes: 40).totalWaiting
        == OfflineOptimum(arrivals: later, flushes: 40).totalWaiting)
  }

  @Test func `splits evenly spaced arrivals into even runs`() {
    let arrivals = (0..<1_000).map { Int64($0) * Self.second }
    // 100 runs of 10, each with 9 + 8 + … + 0 = 45 s.
    #expect(OfflineOptimum(arrivals: arrivals, flushes: 100).totalWaiting == 4_500 * Self.second)
  }

  @Test func `is zero for no arrival and for one`() {
    #expect(OfflineOptimum(arrivals: [], flushes: 1).totalWaiting == 0)
    #expect(OfflineOptimum(arrivals: [5], flushes: 1).totalWaiting == 0)
  }

  @Test func `allows as many flushes as the budget`() {
    func most(_ seconds: Int64, _ identities: Int, _ policy: Policy) -> Int {
      OfflineOptimum.mostFlushes(over: seconds * Self.second, policy: policy)
    }
    #expect(most(600, 1, .oneIdentityOneCall) == 291)
    #expect(most(600, 5, .fiveIdentitiesOneCall) == 1_451)
    #expect(most(600, 1, .oneIdentityTwoCalls) == 146)
    #expect(most(601, 1, .oneIdentityOneCall) == 320)
    #expect(most(0, 1, .oneIdentityOneCall) == 1)
  }

  /// The cheapest of all 2ⁿ⁻¹ splits with few enough runs: each bit says whether a run ends after its index.
  private static func best(_ arrivals: [Int64], flushes: Int) -> Int64? {
    (0..<(1 << (arrivals.count - 1))).filter { $0.nonzeroBitCount < flushes }.map { ends in
      var run: [Int64] = []
      var cost: Int64 = 0
      for (index, arrival) in arrivals.enumerated() {
        run.append(arrival)
        if index == arrivals.count - 1 || ends & (1 << index) != 0 {
          cost += run.reduce(0) { $0 + arrival - $1 }
          run = []
        }
      }
      return cost
    }.min()
  }
}
