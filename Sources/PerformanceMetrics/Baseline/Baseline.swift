// The accepted numbers. They hold the tolerances and the targets too, so that a change cannot loosen its own gate.

import Foundation

/// Where accepted numbers come from.
public struct Acceptance: Codable, Sendable, Hashable {
  /// When the accepted run was measured: ISO 8601 in UTC.
  public let when: String
  /// The commit that was measured; `nil` when that is not known.
  public let commit: String?
  /// Whether files differed from the commit; `nil` when that is not known.
  public let uncommittedChanges: Bool?
  /// How the code was compiled.
  public let configuration: BuildConfiguration

  /// Names the run that is accepted.
  public init(_ run: RunInformation) {
    when = run.when
    commit = run.commit
    uncommittedChanges = run.uncommittedChanges
    configuration = run.configuration
  }
}

/// The accepted metrics in virtual time and the accepted promises, as `Baselines/simulated.json` holds them.
public struct Baseline: Codable, Sendable, Hashable {
  /// The version of the format that this package writes and reads.
  public static let schema = 1

  /// The version of the format.
  public let schema: Int
  /// Where the numbers come from.
  public let accepted: Acceptance
  /// The promises with their targets, sorted by (id, metric).
  public let requirements: [Requirement]
  /// The metrics with their tolerances, distributions and spans, sorted by id; all of basis `simulated`.
  public let metrics: [Metric]

  /// Accepts the simulated metrics of a run, and its promises over them.
  ///
  /// The time is the run's, so accepting one run twice gives the same bytes. What a real clock measured is left out: it
  /// is not judged.
  public init(accepting report: PerformanceReport) {
    let onHost = Set(report.metrics(.host).map(\.id))
    schema = Self.schema
    accepted = Acceptance(report.run)
    requirements = report.requirements.map(\.requirement).filter { !onHost.contains($0.metric) }
    metrics = report.metrics(.simulated)
  }

  private enum CodingKeys: String, CodingKey { case schema, accepted, requirements, metrics }

  /// Reads a baseline; prefer ``init(json:file:)``, whose errors name the file and the place.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schema = try container.decode(Int.self, forKey: .schema)
    accepted = try container.decode(Acceptance.self, forKey: .accepted)
    requirements = try container.decode([Requirement].self, forKey: .requirements).sortedUnique()
    let metrics = try container.decode([Metric].self, forKey: .metrics)
    try metrics.refuseImpossible(at: decoder.codingPath)
    if let index = metrics.firstIndex(where: { $0.basis != .simulated }) {
      throw InvalidField(
        decoder.codingPath, "metrics[\(index)].basis", found: metrics[index].basis.rawValue,
        expected: "simulated, as host metrics are not gated")
    }
    self.metrics = try metrics.sortedByUnique(\.id) { .duplicateMetric(id: $0) }
  }

  /// The bytes of `Baselines/simulated.json`: sorted keys, indented, one newline at the end.
  public func json() throws -> Data { try StableJSON.data(self) }
}
