// The accepted numbers. They hold the tolerances and the targets too, so that a change cannot loosen its own gate.

import Foundation

/// The accepted metrics in virtual time and the accepted promises, as `Baselines/simulated.json` holds them.
package struct Baseline: Codable, Sendable, Hashable {
  /// The version of the format that this package writes and reads.
  package static let schema = 1

  /// The version of the format.
  package let schema: Int
  /// The last run that was accepted whole.
  package let accepted: Acceptance
  /// The runs that were accepted in part since then, the oldest first; no metric is in two of them.
  package let parts: [PartialAcceptance]
  /// Why worse values, looser tolerances and looser targets were accepted, the newest first.
  package let reasons: [AcceptanceReason]
  /// The promises with their targets, sorted by (id, metric).
  package let requirements: [Requirement]
  /// The metrics with their tolerances, distributions and spans, sorted by id; all of basis `simulated`.
  package let metrics: [Metric]
  private let unknown: UnknownFields

  /// Accepts the simulated metrics of a run, and its promises over them.
  ///
  /// The time is the run's, so accepting one run twice gives the same bytes. What a real clock measured is left out: it
  /// is not judged.
  ///
  /// - Parameters:
  ///   - previous: the baseline that is replaced; its reasons stay.
  ///   - scope: with ``ComparisonScope/partial``, what the run did not measure stays as it was, promises included.
  ///   - removed: of what the run did not measure, what leaves the baseline even so.
  ///   - reason: kept with the edits that need one; without such edits it is not kept.
  package init(
    accepting report: PerformanceReport, replacing previous: Baseline? = nil, scope: ComparisonScope = .complete,
    removing removed: MetricSelection? = nil, reason: String? = nil
  ) {
    let onHost = Set(report.metrics(.host).map(\.id))
    let measured = Set(report.metrics(.simulated).map(\.id))
    let declared = report.requirements.map(\.requirement).filter { !onHost.contains($0.metric) }
    let others = (previous?.metrics ?? []).filter {
      !measured.contains($0.id) && removed?.includes(id: $0.id, tags: $0.tags) != true
    }
    let kept = scope == .partial ? others : []
    let isWhole = kept.isEmpty

    schema = Self.schema
    accepted = isWhole ? Acceptance(report.run) : previous?.accepted ?? Acceptance(report.run)
    parts =
      isWhole
      ? []
      : (previous?.parts ?? []).compactMap { part in
        let rest = part.metrics.filter { !measured.contains($0) }
        return rest.isEmpty ? nil : PartialAcceptance(accepted: part.accepted, metrics: rest)
      } + [PartialAcceptance(accepted: Acceptance(report.run), metrics: measured.sorted())]
    let keptIDs = Set(kept.map(\.id))
    requirements =
      isWhole
      ? declared
      : (declared.filter { measured.contains($0.metric) }
        + (previous?.requirements ?? []).filter { !measured.contains($0.metric) && keptIDs.contains($0.metric) })
        .sorted { ($0.id, $0.metric) < ($1.id, $1.metric) }
    metrics = (report.metrics(.simulated) + kept).sorted { $0.id < $1.id }
    unknown = previous?.unknown ?? .none
    let judged = (metrics: metrics, requirements: requirements)
    let edits = previous.map {
      BaselineEdit.edits(from: ($0.metrics, $0.requirements), to: judged).filter(\.kind.needsReason)
    }
    reasons =
      if let reason, let edits, !edits.isEmpty {
        [AcceptanceReason(text: reason, accepted: Acceptance(report.run), edits: edits)] + (previous?.reasons ?? [])
      } else {
        previous?.reasons ?? []
      }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case schema, accepted, parts, reasons, requirements, metrics
  }

  /// Reads a baseline; prefer ``init(json:file:)``, whose errors name the file and the place.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schema = try container.decode(Int.self, forKey: .schema)
    accepted = try container.decode(Acceptance.self, forKey: .accepted)
    parts = try container.decodeIfPresent([PartialAcceptance].self, forKey: .parts) ?? []
    reasons = try container.decodeIfPresent([AcceptanceReason].self, forKey: .reasons) ?? []
    requirements = try container.decode([Requirement].self, forKey: .requirements).sortedUnique()
    unknown = try UnknownFields(from: decoder, beside: CodingKeys.self)
    let metrics = try container.decode([Metric].self, forKey: .metrics)
    try metrics.refuseImpossible(at: decoder.codingPath)
    if let index = metrics.firstIndex(where: { $0.basis != .simulated }) {
      throw InvalidField(
        decoder.codingPath, "metrics[\(index)].basis", found: metrics[index].basis.rawValue,
        expected: "simulated, as host metrics are not gated")
    }
    self.metrics = try metrics.sortedByUnique(\.id) { .duplicateMetric(id: $0) }
  }

  /// Writes the baseline; what it does not have has no field.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(accepted, forKey: .accepted)
    if !parts.isEmpty { try container.encode(parts, forKey: .parts) }
    if !reasons.isEmpty { try container.encode(reasons, forKey: .reasons) }
    try container.encode(requirements, forKey: .requirements)
    try container.encode(metrics, forKey: .metrics)
    try unknown.encode(to: encoder)
  }

  /// The bytes of `Baselines/simulated.json`: sorted keys, indented, one newline at the end.
  package func json() throws -> Data { try StableJSON.data(self) }
}
