import Testing

import BatchedSheets

@Suite struct `Paced intervals` {
  @Test(arguments: [(0, 10, 5), (3, 10, 4), (5, 7, 0), (8, 9, 1), (0, 1, 0)])
  func `overlap the waiting time of an operation`(from: Int, to: Int, paced: Int) {
    var intervals = PacedIntervals()
    intervals.append(from: .seconds(2), to: .seconds(5))
    intervals.append(from: .seconds(8), to: .seconds(10))
    #expect(intervals.overlap(from: .seconds(from), to: .seconds(to)) == .seconds(paced))
  }
}
