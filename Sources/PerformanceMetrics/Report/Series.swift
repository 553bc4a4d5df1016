// What a chart over time or load needs.

/// One axis of a series.
public struct Axis: Codable, Sendable, Hashable {
  /// What it shows, as in `workers` or `p95 of a finalize`.
  public let name: String
  /// The unit of its numbers.
  public let unit: MetricUnit

  /// Makes an axis of a name and the unit of its numbers.
  public init(name: String, unit: MetricUnit) {
    self.name = name
    self.unit = unit
  }
}

/// One point of a series, coded as `[x, y]`.
public struct Point: Codable, Sendable, Hashable {
  /// The position along the first axis.
  public let x: Int64
  /// The value along the second axis.
  public let y: Int64

  /// Makes a point of its positions along the two axes.
  public init(_ x: Int64, _ y: Int64) {
    self.x = x
    self.y = y
  }

  /// Reads a point coded as `[x, y]`.
  ///
  /// - Throws: `DecodingError`, and an error that names the path for more or fewer than two numbers.
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    if let count = container.count, count != 2 {
      throw InvalidField(decoder.codingPath, found: "\(count) elements", expected: "two numbers, [x, y]")
    }
    x = try container.decode(Int64.self)
    y = try container.decode(Int64.self)
  }

  /// Writes the point as `[x, y]`.
  ///
  /// - Throws: what the encoder throws.
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
  /// What the numbers are about, as those of a ``Metric``.
  public let labels: [String: String]
  /// The id of the metric that sums the series up; a chart draws the requirements over it as limits.
  public let metric: String?
  /// The first axis: time or load.
  public let x: Axis
  /// The second axis: what was measured.
  public let y: Axis
  /// The points in the order in which a line joins them.
  public let points: [Point]

  /// Makes a series of points that have been measured.
  public init(
    id: String, scenario: Scenario, labels: [String: String] = [:], metric: String? = nil, x: Axis, y: Axis,
    points: [Point]
  ) {
    self.id = id
    self.scenario = scenario
    self.labels = labels
    self.metric = metric
    self.x = x
    self.y = y
    self.points = points
  }
}
