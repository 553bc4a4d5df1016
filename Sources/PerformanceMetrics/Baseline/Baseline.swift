// The numbers that a change is compared with. They hold the tolerances and the targets too, so that a change cannot
// loosen its own gate.

import Foundation

/// The metrics in virtual time and the requirements that a change is compared with, as `Baselines/simulated.json` holds
/// them: one a line, each with its source and its reasons, so that two branches that update different metrics merge.
///
/// Of what a real clock measured, the requirements alone are in it: their targets hold on every machine, its numbers do
/// not.
package struct Baseline: Codable, Sendable, Hashable {
  /// The version of the format that this package writes and reads.
  package static let schema = 2

  /// The requirements with their targets, sorted by (id, metric).
  package let requirementEntries: [BaselineEntry<Requirement>]
  /// The metrics with their tolerances, distributions and spans, sorted by id; all of basis `simulated`.
  package let metricEntries: [BaselineEntry<Metric>]
  /// What was taken out with a reason and is not back, sorted by subject.
  package let removals: [BaselineRemoval]
  /// What the suite's words mean, each in a sentence, for who reads a report of the baseline.
  package let glossary: [String: String]
  /// The values of ``requirementEntries``.
  package let requirements: [Requirement]
  /// The values of ``metricEntries``.
  package let metrics: [Metric]

  init(
    requirements: [BaselineEntry<Requirement>], metrics: [BaselineEntry<Metric>], removals: [BaselineRemoval],
    glossary: [String: String] = [:]
  ) {
    requirementEntries = requirements
    metricEntries = metrics
    self.removals = removals
    self.glossary = glossary
    self.requirements = requirements.map(\.value)
    self.metrics = metrics.map(\.value)
  }

  /// The run that the newest values come from; `nil` of a baseline without metrics.
  package var source: BaselineSource? { sources.first?.source }

  /// The runs that the metrics come from, the newest first, each with how many come from it.
  package var sources: [(source: BaselineSource, count: Int)] {
    Dictionary(grouping: metricEntries, by: \.source).map { ($0.key, $0.value.count) }
      .sorted { ($1.source.when, $0.source.commit ?? "") < ($0.source.when, $1.source.commit ?? "") }
  }

  /// Why worse values, looser tolerances and looser targets were let in, the newest first.
  package var reasons: [BaselineUpdateReason] {
    struct Key: Hashable {
      let text: String
      let source: BaselineSource
    }
    let units = Dictionary(metrics.map { ($0.id, $0.unit) }, uniquingKeysWith: { first, _ in first })
    var edits: [Key: [BaselineUpdateReason.Edit]] = [:]
    func note(_ reason: BaselineReason, _ subject: String) {
      edits[Key(text: reason.text, source: reason.source), default: []] += reason.explains.map {
        .init(
          kind: $0, subject: subject, from: $0 == .worse ? reason.from : nil, to: $0 == .worse ? reason.to : nil,
          fractions: reason.fractions, unit: units[subject])
      }
    }
    for entry in metricEntries { for reason in entry.reasons { note(reason, entry.value.id) } }
    for entry in requirementEntries { for reason in entry.reasons { note(reason, entry.value.subject) } }
    for removal in removals { note(removal.reason, removal.subject) }
    return edits.map { key, edits in
      BaselineUpdateReason(
        text: key.text, source: key.source,
        edits: edits.sorted { ($0.kind.rank, $0.subject) < ($1.kind.rank, $1.subject) })
    }.sorted { ($1.source.when, $0.text) < ($0.source.when, $1.text) }
  }

  /// The reasons given for a metric or a requirement, by its ``BaselineEdit/subject``.
  func reasons(for subject: String) -> [BaselineReason] {
    metricEntries.first { $0.value.id == subject }?.reasons
      ?? requirementEntries.first { $0.value.subject == subject }?.reasons
      ?? removals.filter { $0.subject == subject }.map(\.reason)
  }

  private struct File: Decodable {
    let requirements: [BaselineEntry<Requirement>]
    let metrics: [BaselineEntry<Metric>]
    let removals: [BaselineRemoval]
    let glossary: [String: String]?
  }

  /// Reads a baseline; prefer ``init(json:file:)``, whose errors name the file and the place.
  ///
  /// - Throws: `DecodingError`, ``ReportError`` for an id that occurs twice, or ``InvalidField``.
  package init(from decoder: any Decoder) throws {
    let file = try File(from: decoder)
    let metrics = file.metrics.map(\.value)
    try metrics.refuseImpossible(at: decoder.codingPath)
    if let index = metrics.firstIndex(where: { $0.basis != .simulated }) {
      throw InvalidField(
        decoder.codingPath, "metrics[\(index)].basis", found: metrics[index].basis.rawValue,
        expected: "simulated, as host metrics are not gated")
    }
    _ = try file.requirements.map(\.value).sortedUnique()
    self.init(
      requirements: file.requirements.sorted {
        ($0.value.id, $0.value.metric) < ($1.value.id, $1.value.metric)
      }, metrics: try file.metrics.sortedByUnique(\.value.id) { .duplicateMetric(id: $0) }, removals: file.removals,
      glossary: file.glossary ?? [:])
  }

  /// Writes the baseline as one object; ``json()`` has one metric a line.
  ///
  /// - Throws: what the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    enum CodingKeys: String, CodingKey { case schema, glossary, requirements, metrics, removals }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Self.schema, forKey: .schema)
    try container.encode(glossary, forKey: .glossary)
    try container.encode(requirementEntries, forKey: .requirements)
    try container.encode(metricEntries, forKey: .metrics)
    try container.encode(removals, forKey: .removals)
  }

  /// The bytes of `Baselines/simulated.json`: one requirement, metric and removal a line, sorted, in a form in which
  /// changes of different metrics merge.
  ///
  /// - Throws: `EncodingError`, which no baseline causes.
  package func json() throws -> Data {
    try StableJSON.lines([
      ("schema", .value(Self.schema)), ("glossary", .value(glossary)),
      ("requirements", .mergeable(requirementEntries)), ("metrics", .mergeable(metricEntries)),
      ("removals", .mergeable(removals)),
    ])
  }
}
