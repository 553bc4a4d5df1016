import SheetsSim
import Testing

@Suite struct `Arrivals of an open loop` {
  private static func gaps(_ count: Int, mean: Duration, seed: UInt64 = 1) -> [Int64] {
    var arrivals = PoissonArrivals(meanGap: mean, generator: SplitMix64(seed: seed))
    let moments = (0..<count).map { _ in arrivals.next().wholeNanoseconds }
    return zip(moments, [0] + moments).map { $0 - $1 }
  }

  @Test func `come at the requested rate`() {
    let gaps = Self.gaps(200_000, mean: .milliseconds(20))
    // Four standard errors of the mean of 200,000 exponential gaps are 0.9 %.
    #expect(abs(gaps.reduce(0, +) / 200_000 - 20_000_000) < 180_000)
  }

  /// A fraction of e⁻ˣ of the gaps is longer than x mean gaps: 367,879 in a million beyond 1, 49,787 beyond 3, 2,479 beyond 6.
  @Test func `have exponentially distributed gaps`() {
    let gaps = Self.gaps(200_000, mean: .milliseconds(1))
    func beyond(_ means: Int64) -> Int { gaps.count { $0 > means * 1_000_000 } * 5 }
    // Four standard errors, and the distance of the interpolated table from the curve.
    #expect(abs(beyond(1) - 367_879) < 4_500)
    #expect(abs(beyond(3) - 49_787) < 2_000)
    #expect(abs(beyond(6) - 2_479) < 450)
  }

  @Test func `depend only on the seed and never decrease`() {
    let gaps = Self.gaps(1_000, mean: .seconds(2), seed: 5)
    #expect(gaps == Self.gaps(1_000, mean: .seconds(2), seed: 5))
    #expect(gaps != Self.gaps(1_000, mean: .seconds(2), seed: 6))
    #expect(gaps.allSatisfy { $0 >= 0 })
  }

  @Test func `can be as rare as one an hour`() {
    let hours = Self.gaps(1_000, mean: .seconds(3600)).reduce(0, +) / 3_600_000_000_000
    #expect((870...1_130).contains(hours))
  }
}
