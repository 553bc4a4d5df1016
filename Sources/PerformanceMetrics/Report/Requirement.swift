// A requirement over one metric, and whether it is met.

/// How a measured number must relate to its target.
public enum Relation: String, Codable, Sendable, Hashable, CaseIterable {
  /// The number must be below the target.
  case lessThan
  /// The number must be the target or below it.
  case atMost
  /// The number must be the target exactly.
  case equalTo
  /// The number must be the target or above it.
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

  /// Whether the relation holds, exactly.
  package func holds(_ actual: Fraction, _ target: Fraction) -> Bool {
    let order = actual.compared(with: target)
    return switch self {
    case .lessThan: order < 0
    case .atMost: order <= 0
    case .equalTo: order == 0
    case .atLeast: order >= 0
    }
  }
}

/// How good the number on a badge is, in the unit of its requirement.
///
/// Where less is better: below ``good`` it is green, below ``fair`` yellow, else red. Where more is better
/// (``Relation/atLeast``): from ``good`` on green, from ``fair`` on yellow, else red.
public struct BadgeThresholds: Codable, Sendable, Hashable {
  /// The bound of green.
  public let good: Int64
  /// The bound of yellow.
  public let fair: Int64

  /// Sets the bounds of green and yellow.
  public init(good: Int64, fair: Int64) {
    self.good = good
    self.fair = fair
  }
}

/// An absolute bound on a metric, as in PERF-01: the p95 of a finalize is under 1 s.
///
/// Several rows may share an id (one requirement measured in several places); the id and the metric together are unique.
public struct Requirement: Codable, Sendable, Hashable {
  /// The requirement's name, as in `PERF-01`.
  public let id: String
  /// Where it is measured, in words: `one worker, two calls a flush`; where it is empty, reports say what was done.
  public let row: String
  /// The id of the metric that is measured.
  public let metric: String
  /// How the metric must relate to the target.
  public let relation: Relation
  /// The target, in ``unit``.
  public let target: Int64
  /// The unit of the target; a metric in another unit does not measure the requirement.
  public let unit: MetricUnit
  /// The colors of the badge, where this is the requirement that it shows; `nil` for the others.
  public let badge: BadgeThresholds?

  /// Makes a requirement; at most one of a suite names a badge.
  public init(
    id: String, row: String, metric: String, relation: Relation, target: Int64, unit: MetricUnit,
    badge: BadgeThresholds? = nil
  ) {
    self.id = id
    self.row = row
    self.metric = metric
    self.relation = relation
    self.target = target
    self.unit = unit
    self.badge = badge
  }

  /// The target as measured numbers are compared with it.
  package var exactTarget: Fraction { Fraction(target, unit) }

  /// Whether the requirement is met, by the metrics of a run; pure.
  package func evaluate(_ metrics: [Metric]) -> RequirementResult {
    RequirementResult(self, measuredBy: metrics.first { $0.id == metric })
  }
}

/// Whether a requirement is met.
package enum RequirementStatus: String, Codable, Sendable, Hashable, CaseIterable {
  /// The metric was measured and is within the bound.
  case met
  /// The metric was measured and is not within the bound.
  case unmet
  /// The metric was not measured, so nothing can be said.
  case notMeasured = "not measured"
}

/// A requirement together with what was measured.
///
/// It can be made from metrics only: no figure can be put where a measurement belongs.
package struct RequirementResult: Encodable, Sendable, Hashable {
  /// The requirement that is judged.
  package let requirement: Requirement
  /// The metric that measures it; `nil` when it was not measured.
  package let measured: Metric?
  /// Whether the requirement is met.
  package let status: RequirementStatus
  /// The unit in which the metric was measured, where it is not the requirement's.
  package let otherUnit: MetricUnit?

  /// Judges a requirement over the metric that it names; a metric in another unit does not measure it.
  init(_ requirement: Requirement, measuredBy metric: Metric?) {
    self.requirement = requirement
    measured = metric.flatMap { $0.unit == requirement.unit ? $0 : nil }
    otherUnit = metric.flatMap { $0.unit == requirement.unit ? nil : $0.unit }
    status =
      switch measured?.exact {
      case nil: .notMeasured
      case let exact?: requirement.relation.holds(exact, requirement.exactTarget) ? .met : .unmet
      }
  }

  /// The measured number, in the requirement's unit; `nil` when it was not measured.
  package var actual: Int64? { measured?.value }

  /// The measured number as it is judged: of a mean or a ratio the fraction; `nil` when it was not measured.
  package var exact: Fraction? { measured?.exact }

  private enum CodingKeys: String, CodingKey { case actual, status }

  /// Writes the fields of the requirement, `actual` (absent if not measured) and `status` as one object.
  ///
  /// - Throws: what the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    try requirement.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(actual, forKey: .actual)
    try container.encode(status, forKey: .status)
  }
}
