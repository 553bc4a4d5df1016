// Axes of charts: ticks that people count by, and places in integers.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Chart scales` {
  struct Case: Sendable {
    let values: [Int64]
    var start = ChartScale.Start.zero
    let ticks: [Int64]
    var isLogarithmic = false
  }

  static let cases = [
    Case(values: [629, 1_000], ticks: [0, 200, 400, 600, 800, 1_000]),
    Case(values: [27, 29, 30], ticks: [0, 10, 20, 30]),
    Case(values: [0], ticks: [0, 1]),
    Case(values: [], ticks: [0, 1]),
    Case(values: [1, 29], ticks: [1, 2, 5, 10, 20, 50], isLogarithmic: true),
    Case(values: [1, 29], start: .zeroAlways, ticks: [0, 10, 20, 30]),
    Case(values: [1, 900_000], ticks: [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000], isLogarithmic: true),
    Case(values: [600, 620, 700], start: .near, ticks: [550, 600, 650, 700]),
    Case(values: [700, 700], start: .near, ticks: [700, 720]),
  ]

  @Test(arguments: cases)
  func `have round ticks around the values`(example: Case) {
    let scale = ChartScale(example.values, start: example.start)
    #expect(scale.ticks == example.ticks)
    #expect(scale.isLogarithmic == example.isLogarithmic)
  }

  @Test(arguments: [1, 1_000, Int64.max])
  func `place the smallest at one end and the largest at the other`(high: Int64) {
    let scale = ChartScale([1, high])
    #expect(scale.place(scale.lower, from: 3_000, to: 100) == 3_000)
    #expect(scale.place(scale.upper, from: 3_000, to: 100) == 100)
    #expect((100...3_000).contains(scale.place(high, from: 3_000, to: 100)))
  }

  @Test func `place equal ratios at equal ways when logarithmic`() {
    let scale = ChartScale([1, 10_000])
    #expect([1, 10, 100, 1_000, 10_000].map { scale.place($0, from: 0, to: 4_000) } == [0, 999, 1_999, 2_999, 4_000])
  }

  @Test(arguments: [(1, 0), (2, 65_536), (3, 103_872), (10, 217_705), (1 << 62, 62 * 65_536)])
  func `know the logarithm to 16 binary places`(value: Int64, expected: Int64) {
    #expect(ChartScale.logarithm(value) == Int128(expected))
  }
}
