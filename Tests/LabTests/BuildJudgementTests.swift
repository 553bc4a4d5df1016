// The methods that people use today, by worked values.

import Testing

@testable import Lab

@Suite struct `Judgements of other tools` {
  @Test(
    arguments: [
      // Counted by going through all arrangements.
      ([1, 2, 3], [4, 5, 6], 0.1), ([1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0.007_936_508), ([1, 4, 6], [2, 3, 5], 1.0),
      ([1, 2, 3, 7], [4, 5, 6, 8], 0.2),
    ] as [([Int64], [Int64], Double)])
  func `are exact without ties`(before: [Int64], after: [Int64], probability: Double) {
    #expect(abs(MannWhitneyTest(before, after).probability - probability) < 1e-6)
    #expect(abs(MannWhitneyTest(after, before).probability - probability) < 1e-6)
  }

  @Test func `are corrected for ties`() {
    #expect(abs(MannWhitneyTest([1, 2, 2, 3], [2, 3, 3, 4]).probability - 0.172_034) < 1e-6)
    #expect(MannWhitneyTest([5, 5], [5, 5]).probability == 1)
  }

  @Test func `find what is larger, and not what is smaller`() {
    let (small, large) = ((1...10).map { Int64($0) }, (11...20).map { Int64($0) })
    #expect(MannWhitneyTest.isRegression(before: small, after: large))
    #expect(!MannWhitneyTest.isRegression(before: large, after: small))
    #expect(MeanComparison(threshold: 0.05).isRegression(before: [100, 100], after: [105, 106]))
    #expect(!MeanComparison(threshold: 0.05).isRegression(before: [100, 100], after: [105, 105]))
  }
}
