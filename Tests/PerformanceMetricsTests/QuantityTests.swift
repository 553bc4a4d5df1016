// Numbers as people read them, by a table.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Quantities` {
  @Test(
    arguments: [
      (0, .nanoseconds, "0 ns"), (612, .nanoseconds, "612 ns"), (1_000, .nanoseconds, "1 µs"),
      (1_234, .nanoseconds, "1.23 µs"), (41_250, .nanoseconds, "41.3 µs"), (612_000_000, .nanoseconds, "612 ms"),
      (999_499_999, .nanoseconds, "999 ms"), (999_500_000, .nanoseconds, "1.00 s"), (999_999, .nanoseconds, "1.00 ms"),
      (1_000_000_000, .nanoseconds, "1 s"), (1_000_400_000, .nanoseconds, "1.00 s"),
      (1_234_567_890, .nanoseconds, "1.23 s"),
      (9_996_000_000, .nanoseconds, "10.0 s"), (99_960_000_000, .nanoseconds, "100 s"),
      (1_500_000_000, .nanoseconds, "1.5 s"),
      (3_600_000_000_000, .nanoseconds, "3,600 s"), (Int64.max, .nanoseconds, "9,223,372,037 s"),
      (1_500_000, .bytes, "1.5 MB"), (999, .bytes, "999 B"), (48_234_496, .bytes, "48.2 MB"),
      (1_003, .permille, "1.003×"), (20, .permille, "0.020×"), (1_000_000, .permille, "1,000.000×"),
      (29, .calls, "29 calls"), (1, .calls, "1 call"), (1_050, .rows, "1,050 rows"), (100_000, .count, "100,000"),
      (230, .callsPerSecond, "230 calls/s"),
    ] as [(Int64, MetricUnit, String)])
  func `keep three digits, and fewer only when exact`(value: Int64, unit: MetricUnit, text: String) {
    #expect(Quantity.text(value, unit) == text)
  }

  @Test func `are told apart to the last digit where they must be`() {
    #expect(Quantity.pair(812_345_678, 812_345_679, .nanoseconds) == ("812,345,678 ns", "812,345,679 ns"))
    #expect(Quantity.pair(1, 2, .calls) == ("1 call", "2 calls"))
    #expect(Quantity.pair(5, 5, .bytes) == ("5 B", "5 B"))
  }

  @Test(arguments: [(Int64(327), "+32.7 %"), (-5, "−0.5 %"), (0, "±0.0 %"), (12_345, "+1,234.5 %")])
  func `of change carry their sign`(permille: Int64, text: String) {
    #expect(Quantity.percentChange(permille: permille) == text)
  }
}
