// A promise over one metric, and whether it was kept.

/// How a measured number must stand to its target.
public enum Relation: String, Codable, Sendable, Hashable, CaseIterable {
  /// Below the target.
  case lessThan
  /// The target or below.
  case atMost
  /// The target exactly.
  case equalTo
  /// The target or above.
  case atLeast

  /// The sign that people write for it: `<`, `≤`, `=`, `≥`.
  public var sign: String {
    switch self {
    case .lessThan: "<"
    case .atMost: "≤"
    case .equalTo: "="
    case .atLeast: "≥"
    }
  }

  /// Whether a number stands so to a target.
  public func holds(_ actual: Int64, _ target: Int64) -> Bool {
    switch self {
    case .lessThan: actual < target
    case .atMost: actual <= target
    case .equalTo: actual == target
    case .atLeast: actual >= target
    }
  }
}

/// An absolute promise over a metric, as in PERF-01: the p95 of a finalize is under 1 s.
///
/// Several rows may share an id (one promise measured in several places); the id and the metric together are unique.
public struct Requirement: Codable, Sendable, Hashable {
  /// The promise, as in `PERF-01`.
  public let id: String
  /// Where it is measured, in words: `one worker, two calls a flush`.
  public let row: String
  /// The id of the metric that is measured.
  public let metric: String
  /// How the metric must stand to the target.
  public let relation: Relation
  /// The target, in ``unit``.
  public let target: Int64
  /// The unit of the target; a metric in another unit does not measure the promise.
  public let unit: MetricUnit
  private let unknown: UnknownFields

  /// Makes a promise.
  public init(id: String, row: String, metric: String, relation: Relation, target: Int64, unit: MetricUnit) {
    self.id = id
    self.row = row
    self.metric = metric
    self.relation = relation
    self.target = target
    self.unit = unit
    unknown = .none
  }

  private enum CodingKeys: String, CodingKey { case id, row, metric, relation, target, unit }

  /// The fields of a promise and, in a report, those of its result.
  private enum KnownKeys: String, CodingKey, CaseIterable {
    case id, row, metric, relation, target, unit, actual, status
  }

  /// Reads a promise; fields that this version does not know are kept for the next writer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    row = try container.decode(String.self, forKey: .row)
    metric = try container.decode(String.self, forKey: .metric)
    relation = try container.decode(Relation.self, forKey: .relation)
    target = try container.decode(Int64.self, forKey: .target)
    unit = try container.decode(MetricUnit.self, forKey: .unit)
    unknown = try UnknownFields(from: decoder, beside: KnownKeys.self)
  }

  /// Writes the promise.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(row, forKey: .row)
    try container.encode(metric, forKey: .metric)
    try container.encode(relation, forKey: .relation)
    try container.encode(target, forKey: .target)
    try container.encode(unit, forKey: .unit)
    try unknown.encode(to: encoder)
  }

  /// Whether the promise was kept, by the metrics of a run; pure.
  public func evaluate(_ metrics: [Metric]) -> RequirementResult {
    RequirementResult(self, measuredBy: metrics.first { $0.id == metric })
  }
}

/// Whether a promise was kept.
public enum RequirementStatus: String, Codable, Sendable, Hashable, CaseIterable {
  /// The metric was measured and stands as promised.
  case met
  /// The metric was measured and does not stand as promised.
  case unmet
  /// The metric was not measured, so nothing can be said.
  case notMeasured = "not measured"
}

/// A promise together with what was measured.
///
/// It can be made from metrics only: no figure can be put where a measurement belongs.
public struct RequirementResult: Codable, Sendable, Hashable {
  /// The promise.
  public let requirement: Requirement
  /// The measured number, in the requirement's unit; `nil` when it was not measured.
  public let actual: Int64?
  /// Whether the promise was kept.
  public let status: RequirementStatus

  /// Judges a promise over the metric that it names; a metric in another unit does not measure it.
  init(_ requirement: Requirement, measuredBy metric: Metric?) {
    self.requirement = requirement
    actual = metric.flatMap { $0.unit == requirement.unit ? $0.value : nil }
    status =
      switch actual {
      case nil: .notMeasured
      case let actual?: requirement.relation.holds(actual, requirement.target) ? .met : .unmet
      }
  }

  private enum CodingKeys: String, CodingKey { case actual, status }

  /// Reads the fields of the requirement, `actual` and `status` from one object.
  public init(from decoder: any Decoder) throws {
    requirement = try Requirement(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    actual = try container.decodeIfPresent(Int64.self, forKey: .actual)
    status = try container.decode(RequirementStatus.self, forKey: .status)
  }

  /// Writes the fields of the requirement, `actual` (absent when not measured) and `status` as one object.
  public func encode(to encoder: any Encoder) throws {
    try requirement.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(actual, forKey: .actual)
    try container.encode(status, forKey: .status)
  }
}
