// From numbers to places on an axis, linear or logarithmic, in integer arithmetic.

import PerformanceMetrics

/// An axis of numbers: its range, its ticks, and the place of a number along it.
package struct ChartScale {
  /// The smallest number that the axis shows.
  package let lower: Int64
  /// The largest number that the axis shows.
  package let upper: Int64
  /// The numbers with a line across the chart and a label, ascending.
  package let ticks: [Int64]
  /// Whether equal ways stand for equal ratios.
  package let isLogarithmic: Bool

  /// Where an axis begins.
  package enum Start {
    /// At 0, or near the smallest number of a logarithmic axis.
    case zero
    /// At 0 always: the lengths of bars can be compared in no other way.
    case zeroAlways
    /// Near the smallest number, for what only moves a little.
    case near
  }

  /// The axis for numbers that are at least 0, of which there is at least one.
  ///
  /// It begins at 0, unless the largest is 20 times the smallest or more: then it is logarithmic, as the small ones could
  /// not be told apart otherwise.
  package init(_ values: [Int64], start kind: Start = .zero) {
    let (low, high) = (values.min() ?? 0, max(values.max() ?? 1, 1))
    isLogarithmic = kind != .zeroAlways && low > 0 && high / low >= 20
    if isLogarithmic {
      let below = Self.round.last { $0 <= low } ?? 1
      let above = Self.round.first { $0 >= high } ?? .max
      let all = Self.round.filter { below <= $0 && $0 <= above }
      (lower, upper) = (below, above)
      ticks =
        all.count <= 9 ? all : all.filter { String($0).dropFirst().allSatisfy { $0 == "0" } && String($0).first == "1" }
    } else {
      let start = kind == .near ? Int64(clamping: Int128(low) - (Int128(high) - Int128(low)) / 4) : 0
      // Not so near that labels of three digits would look alike.
      let extent = max(Int128(high) - Int128(start), Int128(high) / 10, 4)
      // The smallest round step that needs five of its kind or fewer.
      let step = Self.round.first { Int128($0) * 5 >= extent } ?? Self.round[Self.round.count - 1]
      let first = max(start, 0) / step
      let last = Int64((Int128(high) + Int128(step) - 1) / Int128(step))
      ticks = (first...max(last, first + 1)).compactMap { count in
        let (tick, overflow) = count.multipliedReportingOverflow(by: step)
        return overflow ? nil : tick
      }
      lower = ticks[0]
      upper = max(ticks[ticks.count - 1], high)
    }
  }

  /// The place of a number between two places: `lower` at `from`, `upper` at `to`.
  package func place(_ value: Int64, from: Int, to: Int) -> Int {
    let (part, whole) =
      isLogarithmic
      ? (Self.logarithm(value) - Self.logarithm(lower), Self.logarithm(upper) - Self.logarithm(lower))
      : (Int128(value) - Int128(lower), Int128(upper) - Int128(lower))
    return from + Int(Int128(to - from) * part / max(whole, 1))
  }

  /// The numbers that people count by: 1, 2, 5, 10, 20, 50 and so on.
  private static let round: [Int64] = (0...18).flatMap { power -> [Int64] in
    let ten = (0..<power).reduce(Int64(1)) { ten, _ in ten * 10 }
    return [ten, 2 * ten, 5 * ten]
  }

  /// The logarithm to the base 2 in 65,536ths, rounded down; 0 for numbers below 2.
  ///
  /// Bit by bit: squaring doubles a logarithm. Worked values: 2 is 65,536, 10 is 217,705 (3.32193).
  package static func logarithm(_ value: Int64) -> Int128 {
    guard value > 1 else { return 0 }
    let exponent = 63 - UInt64(value).leadingZeroBitCount
    // Between 1 and 2, with 63 bits behind the point.
    var mantissa = UInt64(value) << (63 - UInt64(exponent))
    var result = Int128(exponent)
    for _ in 0..<16 {
      let (high, low) = mantissa.multipliedFullWidth(by: mantissa)
      result *= 2
      if high >> 63 == 1 {
        result += 1
        mantissa = high
      } else {
        mantissa = high << 1 | low >> 63
      }
    }
    return result
  }
}
