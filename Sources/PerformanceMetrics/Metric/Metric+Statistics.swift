// Metrics made from samples: the only way from measured operations to a percentile, a mean or a ratio.

extension Metric {
  /// The percentile of samples, with the spans of the operation at that rank.
  ///
  /// `permille` is the rank in thousandths (950 is p95), by nearest rank.
  ///
  /// - Throws: ``MetricError/noSamples(id:)`` or ``MetricError/tooLargeTotal(id:)``.
  public static func percentile(
    _ permille: Int, id: String, of samples: [Sample], unit: MetricUnit = .nanoseconds, better: Direction = .lower,
    basis: Basis, tolerance: Tolerance? = nil, scenario: Scenario, labels: [String: String] = [:],
    test: String? = nil
  ) throws(MetricError) -> Metric {
    let ascending = NearestRank.ascending(samples)
    let distribution = try distribution(of: ascending, id: id)
    let sample = ascending[NearestRank.rank(permille: permille, count: ascending.count) - 1]
    return Metric(
      id: id, unit: unit, better: better, basis: basis, tolerance: tolerance, scenario: scenario, value: sample.value,
      labels: labels.with(statistic: MetricLabel.percentile(permille: permille)), distribution: distribution,
      spans: sample.spans.isEmpty ? nil : sample.spans, test: test)
  }

  /// The mean of samples as their total over their count, with the total of each span over all of them.
  ///
  /// Spans of one name are added together and keep the order in which the names first appeared; they add up to the
  /// distribution's total.
  ///
  /// - Throws: ``MetricError/noSamples(id:)`` or ``MetricError/tooLargeTotal(id:)``.
  public static func mean(
    id: String, of samples: [Sample], unit: MetricUnit = .nanoseconds, better: Direction = .lower,
    basis: Basis, tolerance: Tolerance? = nil, scenario: Scenario,
    labels: [String: String] = [:], test: String? = nil
  ) throws(MetricError) -> Metric {
    let distribution = try distribution(of: NearestRank.ascending(samples), id: id)
    // With parts in some samples only, the totals would not add up: then the mean has none.
    let whole = samples.allSatisfy { !$0.spans.isEmpty }
    return Metric(
      id: id, unit: unit, better: better, basis: basis, tolerance: tolerance, scenario: scenario,
      value: distribution.mean, fraction: distribution.exactMean(unit),
      labels: labels.with(statistic: MetricLabel.mean),
      distribution: distribution, spans: whole ? totals(of: samples) : nil, test: test)
  }

  /// The four metrics that describe a latency: `<id>.p50`, `<id>.p95`, `<id>.p99` and `<id>.mean`.
  ///
  /// `percentileTolerances` names, by the rank in thousandths, the percentiles whose tolerance is another than
  /// `tolerance`: `[990: .relative(percent: 30)]`.
  ///
  /// - Throws: ``MetricError/noSamples(id:)`` or ``MetricError/tooLargeTotal(id:)``.
  public static func summary(
    id: String, of samples: [Sample], unit: MetricUnit = .nanoseconds, better: Direction = .lower,
    basis: Basis, tolerance: Tolerance? = nil, percentileTolerances: [Int: Tolerance] = [:],
    scenario: Scenario, labels: [String: String] = [:], test: String? = nil
  ) throws(MetricError) -> [Metric] {
    var metrics: [Metric] = []
    // Sorted once: what is in order already is cheap to sort again.
    let ascending = NearestRank.ascending(samples)
    for permille in [500, 950, 990] {
      metrics.append(
        try percentile(
          permille, id: "\(id).\(MetricLabel.percentile(permille: permille))", of: ascending, unit: unit,
          better: better, basis: basis,
          tolerance: percentileTolerances[permille] ?? tolerance, scenario: scenario, labels: labels, test: test))
    }
    metrics.append(
      try mean(
        id: "\(id).mean", of: samples, unit: unit, better: better, basis: basis, tolerance: tolerance,
        scenario: scenario, labels: labels, test: test))
    return metrics
  }

  /// The ratio of two measured numbers: 612 over 610, whose value in thousandths, rounded half up, is 1,003.
  ///
  /// - Throws: ``MetricError/divisionByZero(id:)`` if the divisor is 0.
  public static func ratio(
    id: String, of numerator: Int64, over denominator: Int64, better: Direction = .lower, basis: Basis,
    tolerance: Tolerance? = nil, scenario: Scenario, labels: [String: String] = [:], test: String? = nil
  ) throws(MetricError) -> Metric {
    guard denominator > 0 else { throw .divisionByZero(id: id) }
    let permille = (Int128(numerator) * 1_000 + Int128(denominator) / 2) / Int128(denominator)
    return Metric(
      id: id, unit: .permille, better: better, basis: basis, tolerance: tolerance, scenario: scenario,
      value: Int64(clamping: permille), fraction: Fraction(numerator, over: denominator), labels: labels, test: test)
  }

  private static func distribution(of ascending: [Sample], id: String) throws(MetricError) -> Distribution {
    guard !ascending.isEmpty else { throw .noSamples(id: id) }
    guard let distribution = Distribution(ascending: ascending) else { throw .tooLargeTotal(id: id) }
    return distribution
  }

  /// No sum is larger than the total of a distribution, as the spans of a sample add up to it.
  private static func totals(of samples: [Sample]) -> [Span] {
    var names: [String] = []
    var totals: [String: Int64] = [:]
    for span in samples.lazy.flatMap(\.spans) {
      if totals[span.name] == nil { names.append(span.name) }
      totals[span.name, default: 0] += span.value
    }
    return names.map { Span(name: $0, value: totals[$0, default: 0]) }
  }
}

extension [String: String] {
  /// The labels with the name of a statistic.
  fileprivate func with(statistic: String) -> Self { merging([MetricLabel.statistic: statistic]) { _, new in new } }
}

/// Why a metric could not be made from what was recorded.
public enum MetricError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A percentile or a mean was asked of no samples.
  case noSamples(id: String)
  /// The total of the samples takes more than 64 bits.
  case tooLargeTotal(id: String)
  /// A ratio was asked over 0.
  case divisionByZero(id: String)

  /// What was found, what was expected and what to do.
  public var description: String {
    switch self {
    case .noSamples(let id):
      "metric \(id): found no samples, expected at least 1; see that the scenario ran the operations that it measures"
    case .tooLargeTotal(let id):
      "metric \(id): found samples whose total is more than \(Int64.max), expected at most that; see that their unit is "
        + "the one that the metric names, or measure in a larger one"
    case .divisionByZero(let id):
      "metric \(id): found a divisor of 0, expected 1 or more; see that the scenario measured what the ratio is over"
    }
  }
}
