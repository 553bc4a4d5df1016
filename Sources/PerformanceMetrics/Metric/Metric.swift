// One number that a run measured, with everything that is needed to judge it later and elsewhere.

/// A named number with its unit, the direction that is better, its basis, its tolerance and its scenario.
///
/// Numbers are `Int64` throughout (nanoseconds, calls, rows, bytes, ratios in thousandths): equality is exact, and the
/// bytes of a file agree on every machine. A value is never negative.
public struct Metric: Codable, Sendable, Hashable {
  /// The name, unique in a report: kebab-case words joined by `/` and `.`, as in `latency/one-worker.finalize-10.p95`.
  ///
  /// Nothing is derived from it: what the number is about stands in ``labels``.
  public let id: String
  /// The unit of ``value``, of ``distribution`` and of ``spans``.
  public let unit: MetricUnit
  /// Which way is better.
  public let better: Direction
  /// What the number was measured with: virtual time, or the machine at hand.
  public let basis: Basis
  /// How much worse a later run may be before it counts as a regression.
  public let tolerance: Tolerance
  /// What was done to get the number.
  public let scenario: Scenario
  /// The number, at least 0.
  public let value: Int64
  /// The number exactly, in ``unit``, where it is a mean or a ratio and ``value`` is what is left of it by rounding.
  ///
  /// Of a ratio (unit ``MetricUnit/permille``) it is the ratio itself, and ``value`` its thousandths. It is what is
  /// compared, wherever both sides have one.
  public let fraction: Fraction?
  /// What the number is about, as names and values: `["policy": "one-call", "workers": "50"]`.
  ///
  /// Tables and charts group by them, and a label whose values are whole numbers is an axis. ``MetricLabel`` names those
  /// that have a meaning of their own. Labels are not compared: a metric keeps its baseline when they change.
  public let labels: [String: String]
  /// The distribution that ``value`` was taken from, where there is one.
  public let distribution: Distribution?
  /// The named parts of the number, where it has parts.
  ///
  /// Of a percentile: the parts of the operation at that rank, which add up to ``value``. Of a mean: the total of each
  /// part over all operations, which add up to the distribution's total, so that no rounding comes between them.
  public let spans: [Span]?
  /// The test that measured it, for a reader who wants to repeat it.
  public private(set) var test: String?
  /// The tags of that test, sorted; empty when it has none.
  public private(set) var tags: [String]

  /// Makes a metric of a number that has been measured.
  ///
  /// The basis has no default: a real clock's number that passes for a simulated one would be judged to the last digit.
  /// Without a tolerance it gets the standard one of its unit (``Tolerance/standard(for:)``).
  public init(
    id: String, unit: MetricUnit, better: Direction = .lower, basis: Basis, tolerance: Tolerance? = nil,
    scenario: Scenario, value: Int64, fraction: Fraction? = nil, labels: [String: String] = [:],
    distribution: Distribution? = nil, spans: [Span]? = nil, test: String? = nil, tags: [String] = []
  ) {
    self.id = id
    self.unit = unit
    self.better = better
    self.basis = basis
    self.tolerance = tolerance ?? .standard(for: unit)
    self.scenario = scenario
    self.value = value
    self.fraction = fraction
    self.labels = labels
    self.distribution = distribution
    self.spans = spans
    self.test = test
    self.tags = tags.sorted()
  }

  /// The number exactly where that is known, else ``value``.
  package var exact: Fraction { counted ?? Fraction(value, unit) }

  /// Two metrics' numbers as they can be compared: exactly, or both rounded where one is known rounded alone.
  package static func comparable(_ one: Metric, _ other: Metric) -> (Fraction, Fraction) {
    if let counted = one.counted, let others = other.counted { return (counted, others) }
    return (Fraction(one.value, one.unit), Fraction(other.value, other.unit))
  }

  /// The fraction that ``value`` was rounded from: of a mean without one, the total and the count of its distribution.
  ///
  /// One that contradicts the value does not count: the value is what a reader sees.
  var counted: Fraction? {
    let fraction = fraction ?? (isMean ? distribution?.exactMean(unit) : nil)
    return fraction.flatMap { $0.rounds(to: value, unit) ? $0 : nil }
  }

  /// The metric with the test that measured it and its tags, unless it names a test already.
  package func measured(by test: String?, tags: [String]) -> Metric {
    guard self.test == nil else { return self }
    var metric = self
    metric.test = test
    metric.tags = tags.sorted()
    return metric
  }
}
