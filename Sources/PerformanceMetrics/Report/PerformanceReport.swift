// The metrics file: what one run measured. Everything is sorted, so that equal runs are equal bytes.

import Foundation

/// What one run measured: where it ran, the requirements, the metrics and the series, as `performance-report.json` holds it.
///
/// Requirements are sorted by id and metric, metrics and series by id, warnings in the order given. Two runs of one commit
/// agree in ``canonicalJSON(_:)`` to the byte.
package struct PerformanceReport: Decodable, Sendable, Hashable {
  /// The version of the format that this package writes and reads.
  package static let schema = 2

  /// The version of the format.
  package let schema: Int
  /// Where and when the run was made.
  package let run: RunInformation
  /// The requirements, judged over ``metrics``; sorted by (id, metric).
  package let requirements: [RequirementResult]
  /// The metrics, sorted by id.
  package let metrics: [Metric]
  /// The series, sorted by id.
  package let series: [Series]
  /// What the suite's words mean, each in a sentence, for who reads the report.
  package let glossary: [String: String]

  /// Makes the report of a run: sorts everything and judges the requirements over the metrics.
  ///
  /// - Throws: ``ReportError`` if an id is used twice or a metric contradicts itself: its spans do not add up, its value
  ///   lies outside its distribution, or a number is negative.
  package init(
    run: RunInformation, requirements: [Requirement], metrics: [Metric], series: [Series],
    glossary: [String: String] = [:]
  ) throws(ReportError) {
    for metric in metrics {
      if let problem = metric.problem {
        throw .invalidMetric(id: metric.id, field: problem.field, found: problem.found, expected: problem.expected)
      }
    }
    self.schema = Self.schema
    self.run = run
    self.glossary = glossary
    self.metrics = try metrics.sortedByUnique(\.id) { .duplicateMetric(id: $0) }
    self.series = try series.sortedByUnique(\.id) { .duplicateSeries(id: $0) }
    self.requirements = try requirements.evaluated(over: self.metrics)
  }

  /// The same report of a run that is described otherwise.
  init(_ report: PerformanceReport, run: RunInformation) {
    self.run = run
    (schema, requirements, metrics) = (report.schema, report.requirements, report.metrics)
    (series, glossary) = (report.series, report.glossary)
  }

  /// The metrics of one basis, in the order of their ids.
  package func metrics(_ basis: Basis) -> [Metric] {
    metrics.filter { $0.basis == basis }
  }

  /// A stored judgement: read so that a broken file is refused, and never believed.
  private struct StoredResult: Decodable {
    private enum CodingKeys: CodingKey { case actual, status }
    let requirement: Requirement

    init(from decoder: any Decoder) throws {
      requirement = try Requirement(from: decoder)
      let container = try decoder.container(keyedBy: CodingKeys.self)
      _ = try container.decodeIfPresent(Int64.self, forKey: .actual)
      _ = try container.decode(RequirementStatus.self, forKey: .status)
    }
  }

  private struct File: Decodable {
    let schema: Int
    let run: RunInformation
    let requirements: [StoredResult]
    let metrics: [Metric]
    let series: [Series]
    let glossary: [String: String]?
  }

  /// Reads a report and judges its requirements over its metrics.
  ///
  /// Prefer ``init(json:file:)``, whose errors name the file and the place.
  ///
  /// - Throws: `DecodingError` or ``ReportError``.
  package init(from decoder: any Decoder) throws {
    let file = try File(from: decoder)
    try file.metrics.refuseImpossible(at: decoder.codingPath)
    schema = file.schema
    run = file.run
    glossary = file.glossary ?? [:]
    metrics = try file.metrics.sortedByUnique(\.id) { .duplicateMetric(id: $0) }
    series = try file.series.sortedByUnique(\.id) { .duplicateSeries(id: $0) }
    requirements = try file.requirements.map(\.requirement).evaluated(over: metrics)
  }

  /// Whether the run leaves a requirement to a release build: it does not judge it, as a debug build measured the metric on
  /// this machine.
  func leavesOpen(_ requirement: Requirement) -> Bool {
    run.configuration == .debug && metrics.contains { $0.id == requirement.metric && $0.basis == .host }
      && !requirements.contains { $0.requirement.subject == requirement.subject }
  }

  /// The bytes of `performance-report.json`: one requirement, metric and series a line.
  ///
  /// - Throws: `EncodingError`, which no report causes.
  package func json() throws -> Data {
    try StableJSON.lines([
      ("schema", .value(schema)), ("run", run.members), ("glossary", .value(glossary)),
      ("requirements", .list(requirements)),
      ("metrics", .list(metrics)),
      ("series", .list(series)),
    ])
  }

  /// The bytes of what was measured on one basis, without the machine and the time of the run.
  ///
  /// Of `simulated`: the requirements, the metrics in virtual time and the series. Two runs of one commit with one seed
  /// have these bytes in common, on any machine and in any configuration. Of `host`: the metrics that a real clock
  /// measured, the requirements over them, and no series.
  ///
  /// - Throws: `EncodingError`, which no report causes.
  package func canonicalJSON(_ basis: Basis = .simulated) throws -> Data {
    // A requirement that was not measured has no basis; it belongs to the simulated part, as all that is judged.
    let onHost = Set(metrics(.host).map(\.id))
    return try StableJSON.lines([
      ("requirements", .list(requirements.filter { onHost.contains($0.requirement.metric) == (basis == .host) })),
      ("metrics", .list(metrics(basis))), ("series", .list(basis == .simulated ? series : [])),
    ])
  }
}

extension [Requirement] {
  /// The requirements sorted by (id, metric), each judged over the metrics; a pair that is declared twice is an error.
  func evaluated(over metrics: [Metric]) throws(ReportError) -> [RequirementResult] {
    let byID = Dictionary(metrics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return try sortedUnique().map { RequirementResult($0, measuredBy: byID[$0.metric]) }
  }

  /// The requirements sorted by (id, metric); a pair that is declared twice is an error.
  func sortedUnique() throws(ReportError) -> [Requirement] {
    let sorted = self.sorted { ($0.id, $0.metric) < ($1.id, $1.metric) }
    for (one, next) in zip(sorted, sorted.dropFirst()) where (one.id, one.metric) == (next.id, next.metric) {
      throw .duplicateRequirement(id: one.id, metric: one.metric)
    }
    return sorted
  }
}

extension Array {
  /// The elements sorted by a name that must be unique among them.
  func sortedByUnique(
    _ name: KeyPath<Element, String>, orThrow duplicate: (String) -> ReportError
  ) throws(ReportError) -> [Element] {
    let sorted = self.sorted { $0[keyPath: name] < $1[keyPath: name] }
    for (one, next) in zip(sorted, sorted.dropFirst()) where one[keyPath: name] == next[keyPath: name] {
      throw duplicate(one[keyPath: name])
    }
    return sorted
  }
}
