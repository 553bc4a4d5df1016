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
    // What a reader takes for one number is one, also with zeros behind the point.
    #expect(
      Quantity.pair(1_000_000_000, 1_000_400_000, .nanoseconds) == ("1,000,000,000 ns", "1,000,400,000 ns"))
  }

  @Test(
    arguments: [
      (110, 100, .calls, "1.1 calls"), (149, 100, .calls, "1.49 calls"), (100, 100, .calls, "1 call"),
      (10_001, 10_000, .calls, "1.00 calls"), (123_456, 1_000, .rows, "123 rows"),
      (12_345_678, 1_000, .rows, "12,346 rows"),
      (1, 10_000, .calls, "0.0001 calls"), (2, 3, .count, "0.667"), (0, 7, .count, "0"),
      (1_000_000_001, 2, .nanoseconds, "500 ms"), (5, 2, .nanoseconds, "2.5 ns"), (612, 610, .permille, "1.003×"),
      (1, 10_000, .permille, "0.0001×"), (0, 10_000, .permille, "0.000×"), (3, 2, .callsPerSecond, "1.5 calls/s"),
    ] as [(Int64, Int64, MetricUnit, String)])
  func `that are no whole numbers keep three digits too`(
    numerator: Int64, denominator: Int64, unit: MetricUnit, text: String
  ) {
    #expect(Quantity.text(Fraction(numerator, over: denominator), unit) == text)
  }

  @Test(
    arguments: [
      ((110, 100), (149, 100), .calls, "1.1 calls", "1.49 calls", "+0.39 calls", "0.39"),
      ((10_000, 10_000), (10_001, 10_000), .calls, "1.0000 calls", "1.0001 calls", "+0.0001 calls", "0.0001"),
      ((1, 10_000), (4, 10_000), .permille, "0.0001×", "0.0004×", "+0.0003×", "0.3"),
      (
        (2_000_000_001, 2), (1_000_000_000, 1), .nanoseconds, "1,000,000,000.5 ns", "1,000,000,000.0 ns", "−0.5 ns",
        "-0.5"
      ),
      ((3, 2), (3_000_000_001, 2_000_000_000), .count, "1.5000000000", "1.5000000005", "+0.0000000005", "0.0000000005"),
      (
        (.max, .max - 1), (.max - 1, .max - 2), .rows, "9223372036854775807/9223372036854775806 rows",
        "9223372036854775806/9223372036854775805 rows", "+0.000000000000001 rows", "0.000000000000001"
      ),
      (
        (.max, 1), (.max - 1, 1), .permille, "9,223,372,036,854,775,807.000×", "9,223,372,036,854,775,806.000×",
        "−1.000×", "-1000"
      ),
    ] as [((Int64, Int64), (Int64, Int64), MetricUnit, String, String, String, String)])
  func `that differ by less than three digits show are told apart`(
    one: (Int64, Int64), other: (Int64, Int64), unit: MetricUnit, before: String, after: String, change: String,
    plain: String
  ) {
    let (one, other) = (Fraction(one.0, over: one.1), Fraction(other.0, over: other.1))
    #expect(Quantity.pair(one, other, unit) == (before, after))
    #expect(Quantity.change(from: one, to: other, unit) == change)
    #expect(Quantity.plain(from: one, to: other, unit) == plain)
  }

  @Test(arguments: [(Int64(327), "+32.7 %"), (-5, "−0.5 %"), (0, "±0.0 %"), (12_345, "+1,234.5 %")])
  func `of change carry their sign`(permille: Int64, text: String) {
    #expect(Quantity.percentChange(permille: permille) == text)
  }
}
