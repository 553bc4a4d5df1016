// The shape of a set of values, in integers: what a chart needs, and what a mean is made of.

/// One percentile of a distribution.
public struct Percentile: Codable, Sendable, Hashable {
  /// The rank in thousandths, from 1 to 1,000: 950 is p95.
  public let permille: Int
  /// The value at that rank: nearest-rank, so one of those measured.
  public let value: Int64

  /// Makes a percentile of a rank from 1 to 1,000 and the value there.
  public init(permille: Int, value: Int64) {
    self.permille = permille
    self.value = value
  }
}

/// The count, the extremes, the total and the percentiles of a set of values.
public struct Distribution: Codable, Sendable, Hashable {
  /// How many values there are, at least 1.
  public let count: Int64
  /// The smallest value, at least 0.
  public let minimum: Int64
  /// The largest value, at least ``minimum``.
  public let maximum: Int64
  /// The sum of all values.
  public let total: Int64
  /// The percentiles in ascending order of rank.
  public let percentiles: [Percentile]

  /// The mean, rounded down; ``total`` over ``count`` is it exactly.
  public var mean: Int64 { total / count }

  /// The distribution of recorded samples; `nil` when there are none, or when their total takes more than 64 bits.
  ///
  /// It lists p50, p75, p90, p95, p99 and p99.9, by nearest rank.
  public init?(_ samples: [Sample]) {
    self.init(ascending: NearestRank.ascending(samples))
  }

  /// The distribution of samples that are in ascending order already.
  init?(ascending: [Sample]) {
    guard let first = ascending.first, let last = ascending.last else { return nil }
    var total: Int64 = 0
    for sample in ascending {
      let (sum, isTooLarge) = total.addingReportingOverflow(sample.value)
      guard !isTooLarge else { return nil }
      total = sum
    }
    count = Int64(ascending.count)
    minimum = first.value
    maximum = last.value
    self.total = total
    percentiles = NearestRank.standardPermilles.map { permille in
      Percentile(
        permille: permille, value: ascending[NearestRank.rank(permille: permille, count: ascending.count) - 1].value)
    }
  }

  /// The value at a rank that the distribution lists; `nil` at any other.
  public func value(permille: Int) -> Int64? {
    percentiles.first { $0.permille == permille }?.value
  }

  /// The mean exactly, of values in a unit.
  package func exactMean(_ unit: MetricUnit) -> Fraction? {
    let (denominator, isTooLarge) = count.multipliedReportingOverflow(by: unit.scale)
    return isTooLarge ? nil : Fraction(total, over: denominator)
  }
}
