// A distribution as a table of integers, so that draws are the same on every machine.

/// A latency distribution, given by quantiles; it is uniform between two of them.
///
/// The quantile function is linear between the points. Worked value: with 100 ns at 0 and 300 ns at 1,000,000, the
/// quantile at 250,000 is 150 ns and the mean 200 ns.
public struct QuantileTable: Sendable, Hashable {
  /// A quantile of the distribution.
  public struct Point: Sendable, Hashable {
    /// The number of latencies in a million that are at most this long.
    public var perMillion: Int
    /// The latency, in nanoseconds.
    public var nanoseconds: Int64

    /// Creates a quantile.
    public init(perMillion: Int, nanoseconds: Int64) {
      self.perMillion = perMillion
      self.nanoseconds = nanoseconds
    }
  }

  /// The points in ascending order; the first is the shortest latency, the last the longest.
  public let points: [Point]

  /// Creates a table; `nil` unless the points increase strictly from 0 to 1,000,000 and their latencies from at least 0.
  public init?(_ points: [Point]) {
    guard points.count >= 2, points[0].perMillion == 0, points[0].nanoseconds >= 0,
      points[points.count - 1].perMillion == 1_000_000,
      zip(points, points.dropFirst()).allSatisfy({ $0.perMillion < $1.perMillion && $0.nanoseconds <= $1.nanoseconds })
    else { return nil }
    self.points = points
  }

  /// The uniform distribution over a range, in nanoseconds, which must not be negative.
  init(uniform range: ClosedRange<Int64>) {
    precondition(range.lowerBound >= 0, "the shortest latency is \(range.lowerBound) ns, expected at least 0")
    points = [
      Point(perMillion: 0, nanoseconds: range.lowerBound), Point(perMillion: 1_000_000, nanoseconds: range.upperBound),
    ]
  }

  /// Draws a latency in nanoseconds: first a pair of adjacent points, then a latency between them.
  ///
  /// With only two points, the first draw is omitted.
  public func draw(from generator: inout SplitMix64) -> Int64 {
    var index = 1
    if points.count > 2 {
      let part = generator.draw(below: 1_000_000)
      while UInt64(points[index].perMillion) <= part { index += 1 }
    }
    return generator.draw(in: points[index - 1].nanoseconds...points[index].nanoseconds)
  }

  /// The quantile for a number of parts in a million, in nanoseconds, rounded down.
  public func quantile(perMillion: Int) -> Int64 {
    precondition((0...1_000_000).contains(perMillion), "the quantile is at \(perMillion), expected from 0 to 1,000,000")
    let upper = points.firstIndex { $0.perMillion >= perMillion } ?? points.count - 1
    guard upper > 0 else { return points[0].nanoseconds }
    let (left, right) = (points[upper - 1], points[upper])
    let width = Int64(right.perMillion - left.perMillion)
    let rise = right.nanoseconds - left.nanoseconds
    // Quotient and remainder separately, so that the product fits into 64 bits.
    let steps = Int64(perMillion - left.perMillion)
    return left.nanoseconds + rise / width * steps + rise % width * steps / width
  }

  /// The mean latency, in nanoseconds, rounded down.
  public var mean: Int64 {
    var sum: (whole: Int64, part: Int64) = (0, 0)
    for (left, right) in zip(points, points.dropFirst()) {
      let weight = Int64(right.perMillion - left.perMillion)
      let twice = left.nanoseconds + right.nanoseconds
      sum.whole += twice / 2_000_000 * weight
      sum.part += twice % 2_000_000 * weight
    }
    return sum.whole + sum.part / 2_000_000
  }
}
