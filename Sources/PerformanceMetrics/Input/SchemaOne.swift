// Files of schema 1, read once so that they can be written as schema 2: they had no labels, called a scenario's
// conditions its world, and kept a baseline's sources and reasons apart from its metrics.

/// A report of schema 1.
struct ReportOfSchemaOne: Decodable {
  let run: RunInformation
  let requirements: [Requirement]
  let metrics: [MetricOfSchemaOne]
  let series: [SeriesOfSchemaOne]

  /// The same report in the present schema.
  func migrated() throws -> PerformanceReport {
    try PerformanceReport(
      run: run, requirements: requirements, metrics: metrics.map(\.migrated), series: series.map(\.migrated))
  }
}

/// A baseline of schema 1.
struct BaselineOfSchemaOne: Decodable {
  struct Part: Decodable {
    let accepted: BaselineSource
    let metrics: [String]
  }

  struct Reason: Decodable {
    struct Edit: Decodable {
      let kind: String
      let subject: String
    }

    let text: String
    let accepted: BaselineSource
    let edits: [Edit]
  }

  let accepted: BaselineSource
  let parts: [Part]?
  let reasons: [Reason]?
  let requirements: [Requirement]
  let metrics: [MetricOfSchemaOne]

  /// The same baseline in the present schema: each metric with its source and the newest reason of each kind.
  func migrated() throws -> Baseline {
    let metrics = metrics.map(\.migrated)
    try metrics.refuseImpossible(at: [])
    let ids = try metrics.sortedByUnique(\.id) { .duplicateMetric(id: $0) }
    let requirements = try requirements.sortedUnique()
    var sources: [String: BaselineSource] = [:]
    for part in parts ?? [] { for id in part.metrics { sources[id] = part.accepted } }
    let present = Set(ids.map(\.id) + requirements.map(\.subject))
    let gone = Set((reasons ?? []).flatMap(\.edits).map(\.subject)).subtracting(present).sorted()
    return Baseline(
      requirements: requirements.map { BaselineEntry($0, source: accepted, reasons: reasons(for: $0.subject)) },
      metrics: ids.map { BaselineEntry($0, source: sources[$0.id] ?? accepted, reasons: reasons(for: $0.id)) },
      removals: gone.flatMap { subject in
        reasons(for: subject).map { BaselineRemoval(subject: subject, reason: $0) }
      })
  }

  private func reasons(for subject: String) -> [BaselineReason] {
    var explained: Set<BaselineEdit.Kind> = []
    return (reasons ?? []).compactMap { reason in
      let kinds = reason.edits.filter { $0.subject == subject }.compactMap { edit in
        BaselineEdit.Kind(rawValue: edit.kind == "promiseRemoved" ? "requirementRemoved" : edit.kind)
      }.filter { explained.insert($0).inserted }
      return kinds.isEmpty
        ? nil : BaselineReason(text: reason.text, source: reason.accepted, explains: kinds)
    }
  }
}

/// A scenario of schema 1.
struct ScenarioOfSchemaOne: Decodable {
  let workload: String
  let world: String
  let seed: UInt64

  var migrated: Scenario { Scenario(workload: workload, conditions: world, seed: seed) }
}

/// A metric of schema 1.
struct MetricOfSchemaOne: Decodable {
  let id: String
  let unit: MetricUnit
  let better: Direction
  let basis: Basis
  let tolerance: Tolerance
  let scenario: ScenarioOfSchemaOne
  let value: Int64
  let distribution: Distribution?
  let spans: [Span]?
  let test: String?
  let tags: [String]?

  var migrated: Metric {
    Metric(
      id: id, unit: unit, better: better, basis: basis, tolerance: tolerance, scenario: scenario.migrated, value: value,
      distribution: distribution, spans: spans, test: test, tags: tags ?? [])
  }
}

/// A series of schema 1.
struct SeriesOfSchemaOne: Decodable {
  let id: String
  let scenario: ScenarioOfSchemaOne
  let x: Axis
  let y: Axis
  let points: [Point]

  var migrated: Series { Series(id: id, scenario: scenario.migrated, x: x, y: y, points: points) }
}
