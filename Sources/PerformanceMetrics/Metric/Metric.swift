// One number that a run measured, with everything that is needed to judge it later and elsewhere.

/// A named number with its unit, the direction that is better, its basis, its tolerance and its scenario.
///
/// Numbers are `Int64` throughout (nanoseconds, calls, rows, bytes, ratios in thousandths): equality is exact, and the
/// bytes of a file agree on every machine. A value is never negative.
public struct Metric: Codable, Sendable, Hashable {
  /// The name, unique in a report: kebab-case words joined by `/` and `.`, as in `latency/one-worker.finalize-10.p95`.
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
  /// The distribution that ``value`` was taken from, where there is one.
  public let distribution: Distribution?
  /// The named parts of the number, where it has parts.
  ///
  /// Of a percentile: the parts of the operation at that rank, which add up to ``value``. Of a mean: the total of each
  /// part over all operations, which add up to the distribution's total, so that no rounding comes between them.
  public let spans: [Span]?
  /// The test that measured it, for a reader who wants to repeat it.
  public let test: String?
  /// The tags of that test, sorted; empty when it has none.
  public let tags: [String]
  let unknown: UnknownFields

  /// Makes a metric of a number that has been measured.
  ///
  /// Without a tolerance it gets the standard one of its unit (``Tolerance/standard(for:)``).
  public init(
    id: String, unit: MetricUnit, better: Direction = .lower, basis: Basis = .simulated, tolerance: Tolerance? = nil,
    scenario: Scenario, value: Int64, distribution: Distribution? = nil, spans: [Span]? = nil, test: String? = nil,
    tags: [String] = []
  ) {
    self.id = id
    self.unit = unit
    self.better = better
    self.basis = basis
    self.tolerance = tolerance ?? .standard(for: unit)
    self.scenario = scenario
    self.value = value
    self.distribution = distribution
    self.spans = spans
    self.test = test
    self.tags = tags.sorted()
    unknown = .none
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case id, unit, better, basis, tolerance, scenario, value, distribution, spans, test, tags
  }

  /// Reads a metric; fields that this version does not know are kept for the next writer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    unit = try container.decode(MetricUnit.self, forKey: .unit)
    better = try container.decode(Direction.self, forKey: .better)
    basis = try container.decode(Basis.self, forKey: .basis)
    tolerance = try container.decode(Tolerance.self, forKey: .tolerance)
    scenario = try container.decode(Scenario.self, forKey: .scenario)
    value = try container.decode(Int64.self, forKey: .value)
    distribution = try container.decodeIfPresent(Distribution.self, forKey: .distribution)
    spans = try container.decodeIfPresent([Span].self, forKey: .spans)
    test = try container.decodeIfPresent(String.self, forKey: .test)
    tags = try container.decodeIfPresent([String].self, forKey: .tags)?.sorted() ?? []
    unknown = try UnknownFields(from: decoder, beside: CodingKeys.self)
  }

  /// Writes the metric; what it does not have has no field.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(unit, forKey: .unit)
    try container.encode(better, forKey: .better)
    try container.encode(basis, forKey: .basis)
    try container.encode(tolerance, forKey: .tolerance)
    try container.encode(scenario, forKey: .scenario)
    try container.encode(value, forKey: .value)
    try container.encodeIfPresent(distribution, forKey: .distribution)
    try container.encodeIfPresent(spans, forKey: .spans)
    try container.encodeIfPresent(test, forKey: .test)
    if !tags.isEmpty { try container.encode(tags, forKey: .tags) }
    try unknown.encode(to: encoder)
  }
}
