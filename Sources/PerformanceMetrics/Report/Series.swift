// What a chart over time or load needs.

/// One axis of a series.
public struct Axis: Codable, Sendable, Hashable {
  /// What it shows, as in `workers` or `p95 of a finalize`.
  public let name: String
  /// The unit of its numbers.
  public let unit: MetricUnit

  /// Names an axis.
  public init(name: String, unit: MetricUnit) {
    self.name = name
    self.unit = unit
  }
}

/// One point of a series, coded as `[x, y]`.
public struct Point: Codable, Sendable, Hashable {
  /// The place along the first axis.
  public let x: Int64
  /// The value there.
  public let y: Int64

  /// Names a point.
  public init(_ x: Int64, _ y: Int64) {
    self.x = x
    self.y = y
  }

  /// Reads `[x, y]`; more or fewer numbers are an error.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    if let count = container.count, count != 2 {
      throw InvalidField(decoder.codingPath, found: "\(count) elements", expected: "two numbers, [x, y]")
    }
    x = try container.decode(Int64.self)
    y = try container.decode(Int64.self)
  }

  /// Writes `[x, y]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(x)
    try container.encode(y)
  }
}

/// Simulated numbers over time or load, as a chart needs them: calls in each minute, p95 against workers.
///
/// A series is shown, not judged; what must be judged is a ``Metric``. It never holds what a real clock measured.
public struct Series: Codable, Sendable, Hashable {
  /// The name, unique among the series of a report.
  public let id: String
  /// What was done to get the numbers.
  public let scenario: Scenario
  /// The first axis: time or load.
  public let x: Axis
  /// The second axis: what was measured.
  public let y: Axis
  /// The points in the order in which a line joins them.
  public let points: [Point]

  private let unknown: UnknownFields

  /// Makes a series of points that have been measured.
  public init(id: String, scenario: Scenario, x: Axis, y: Axis, points: [Point]) {
    self.id = id
    self.scenario = scenario
    self.x = x
    self.y = y
    self.points = points
    unknown = .none
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case id, scenario, x, y, points }

  /// Reads a series; fields that this version does not know are kept for the next writer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    scenario = try container.decode(Scenario.self, forKey: .scenario)
    x = try container.decode(Axis.self, forKey: .x)
    y = try container.decode(Axis.self, forKey: .y)
    points = try container.decode([Point].self, forKey: .points)
    unknown = try UnknownFields(from: decoder, beside: CodingKeys.self)
  }

  /// Writes the series.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(scenario, forKey: .scenario)
    try container.encode(x, forKey: .x)
    try container.encode(y, forKey: .y)
    try container.encode(points, forKey: .points)
    try unknown.encode(to: encoder)
  }
}
