// A leak is what keeps growing; a start that takes hours is none.

import SheetsScenarios
import Testing

@Suite struct `Growth of memory` {
  @Test(arguments: [
    ([55, 69, 81, 81, 81, 81, 81, 81], false), ([10, 20, 60, 60, 60, 60, 60, 60], false),
    ([10, 20, 60, 60, 60, 60, 66, 66], false), ([10, 20, 60, 60, 60, 60, 67, 67], true),
    ([10, 11, 12, 13, 14, 15, 16, 17], true), ([90, 80, 70, 60, 50, 40, 30, 20], false),
    ([32, 33, 43, 33, 31, 32, 31, 33, 32, 32, 43, 32], false),
    // What is kept in an array that doubles its capacity.
    ([1, 2, 4, 4, 8, 8, 8, 8, 16, 16, 16, 16, 16, 16, 16, 16], true),
    ([4, 4, 4, 4, 4, 8, 8, 8, 8, 8, 8, 8], true),
  ])
  func `is a leak when the last quarter uses more than the second`(samples: [Int64], isLeak: Bool) {
    #expect(MemoryGrowth(samples)?.isLeak == isLeak)
  }

  @Test func `is not judged by fewer than eight samples`() {
    #expect(MemoryGrowth([1, 2, 3, 4, 5, 6, 7]) == nil)
    #expect(MemoryGrowth([]) == nil)
  }
}
