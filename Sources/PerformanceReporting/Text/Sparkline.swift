// A series of numbers as one word: eight heights, for a terminal.

import PerformanceMetrics

/// Draws numbers as bars of eight heights: `▁▁▃▃▃█`.
enum Sparkline {
  private static let bars = Array("▁▂▃▄▅▆▇█")

  /// The bars of at most so many columns; a column stands for its last value, and a gap of values is a space.
  ///
  /// The lowest bar is the smallest value, the highest the largest; equal values are all lowest.
  static func text(_ values: [Int64?], columns: Int) -> String {
    let count = min(values.count, columns)
    let shown = (0..<count).map { column -> Int64? in
      values[(values.count * column / count)..<(values.count * (column + 1) / count)].last { $0 != nil } ?? nil
    }
    let present = values.compactMap(\.self)
    guard let low = present.min(), let high = present.max() else { return "" }
    return String(
      shown.map { value in
        guard let value else { return " " }
        let height = high == low ? 0 : (Int128(value) - Int128(low)) * 7 / (Int128(high) - Int128(low))
        return bars[Int(height)]
      })
  }
}
