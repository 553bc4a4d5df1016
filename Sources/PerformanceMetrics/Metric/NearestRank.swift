// The percentile rule of the house: nearest rank, so that a percentile is the latency of an operation that happened.

/// The nearest-rank percentile: the smallest recorded value that at least the given part of all values does not exceed.
///
/// Rank = ⌈p · n⌉, counted from 1 in ascending order, in integers. Worked values: p95 of 20 is the 19th, p99 of 20 the
/// 20th, p95 of 1,000 the 950th, p50 of 3 the 2nd. Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages",
/// The American Statistician 50 (1996), definition 1 (inverse of the empirical distribution function).
package enum NearestRank {
  /// The ranks, in thousandths, that every ``Distribution`` lists: p50, p75, p90, p95, p99, p99.9.
  package static let standardPermilles = [500, 750, 900, 950, 990, 999]

  /// The place, counted from 1, of the percentile among so many values in ascending order.
  ///
  /// `permille` is from 1 to 1,000, `count` at least 1; in 128 bits, as a file may claim any count.
  package static func rank(permille: Int, count: Int) -> Int {
    precondition(
      (1...1_000).contains(permille), "a percentile lies between 1 and 1,000 thousandths, not at \(permille)")
    precondition(count >= 1, "no values have no percentile")
    return Int((Int128(permille) * Int128(count) + 999) / 1_000)
  }

  /// Which of some percentiles are the maximum of so few samples (fewer than 100 for p99, fewer than 20 for p95).
  ///
  /// As in `p99 = maximum of 20 samples`; `nil` of none.
  package static func maximumRemark(_ permilles: [Int], count: Int) -> String? {
    let names = permilles.filter { count > 0 && rank(permille: $0, count: count) == count }
      .map { MetricLabel.percentile(permille: $0) }.joined(separator: ", ")
    return names.isEmpty
      ? nil : "\(names) = maximum of \(Quantity.grouped(Int64(count))) \(count == 1 ? "sample" : "samples")"
  }

  /// The sample at a percentile, with its own parts; `nil` when there are no samples.
  ///
  /// Of equal values the one recorded first has the lower rank, so the answer depends on nothing but the record.
  package static func sample(permille: Int, of samples: [Sample]) -> Sample? {
    samples.isEmpty ? nil : ascending(samples)[rank(permille: permille, count: samples.count) - 1]
  }

  /// The samples in ascending order, equal ones in the order in which they were recorded.
  static func ascending(_ samples: [Sample]) -> [Sample] {
    let values = samples.map(\.value)
    var order = Array(samples.indices)
    order.sort { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
    return order.map { samples[$0] }
  }
}
