// Partial runs of one commit, as a matrix of jobs makes them, become one run, or are refused by name.

/// A report under the name by which messages call it.
package struct NamedReport: Sendable, Hashable {
  /// The file, as the caller named it.
  package let name: String
  /// The report that the file holds.
  package let report: PerformanceReport

  /// Pairs a report with the name of its file.
  package init(name: String, report: PerformanceReport) {
    self.name = name
    self.report = report
  }
}

extension PerformanceReport {
  /// Joins partial runs of one commit, seed and configuration into one.
  ///
  /// A metric in several runs must be the same in all; of a host metric, the first run's value counts. The
  /// requirements are judged over all metrics.
  ///
  /// - Parameters:
  ///   - shards: the runs; at least one.
  ///   - baseline: what a complete run measures; without one, only a requirement that nobody measured is a gap.
  ///   - scope: with ``ComparisonScope/partial``, a gap is a warning in the merged run.
  /// - Throws: ``MergeError`` for runs that do not belong together, for metrics, series and requirements that contradict
  ///   each other, and for what no run measured, unless the scope is partial.
  package init(
    merging shards: [NamedReport], baseline: Baseline?, scope: ComparisonScope = .complete
  ) throws(MergeError) {
    guard let first = shards.first else { throw .noRuns }
    try Self.refuseMixture(shards)
    var metrics: [String: (file: String, metric: Metric)] = [:]
    var series: [String: (file: String, series: Series)] = [:]
    var requirements: [String: (file: String, requirement: Requirement)] = [:]
    for shard in shards {
      for metric in shard.report.metrics {
        if let known = metrics[metric.id] {
          guard known.metric == metric || (known.metric.basis, metric.basis) == (.host, .host) else {
            throw .metrics(known.metric, in: known.file, metric, in: shard.name)
          }
        } else {
          metrics[metric.id] = (shard.name, metric)
        }
      }
      for one in shard.report.series {
        guard (series[one.id]?.series ?? one) == one else {
          throw .conflict(
            what: "series \(one.id)", files: [series[one.id]?.file ?? "", shard.name], found: "other points")
        }
        series[one.id] = series[one.id] ?? (shard.name, one)
      }
      for requirement in shard.report.requirements.map(\.requirement) {
        let known = requirements[requirement.subject]
        guard (known?.requirement ?? requirement) == requirement else {
          throw .conflict(
            what: requirement.subject, files: [known?.file ?? "", shard.name],
            found: "\(known?.requirement.bound(besides: requirement) ?? "") and "
              + requirement.bound(besides: known?.requirement ?? requirement))
        }
        requirements[requirement.subject] = known ?? (shard.name, requirement)
      }
    }
    let all = metrics.values.map(\.metric)
    let declared = requirements.values.map(\.requirement)
    if scope == .complete {
      let lacking = baseline?.missing(from: all) ?? []
      let open = declared.filter { requirement in !all.contains { $0.id == requirement.metric } }.map(\.metric)
      let gap = Set(lacking + open).sorted()
      if !gap.isEmpty { throw .gap(gap) }
    }
    let run = Self.run(of: shards, first.report.run, baseline?.partialWarning(for: all))
    do {
      self = try PerformanceReport(
        run: run, requirements: declared, metrics: all, series: series.values.map(\.series),
        glossary: shards.reduce(into: [:]) { $0.merge($1.report.glossary) { first, _ in first } })
    } catch {
      throw .invalid(error)
    }
  }

  private static func refuseMixture(_ shards: [NamedReport]) throws(MergeError) {
    let fields: [(String, (RunInformation) -> String)] = [
      ("commit", { $0.commit ?? "none" }), ("seed", { "\($0.seed)" }), ("configuration", { $0.configuration.rawValue }),
      ("digest of the sources", { $0.sources ?? "none" }),
      ("state of the working copy", { $0.uncommittedChanges == true ? "uncommitted changes" : "as committed" }),
    ]
    if let nameless = shards.first(where: { $0.report.run.commit == nil }) { throw .noCommit(file: nameless.name) }
    for (name, value) in fields {
      let first = value(shards[0].report.run)
      if let other = shards.first(where: { value($0.report.run) != first }) {
        throw .mixture(
          of: name, files: [shards[0].name, other.name], values: [first, value(other.report.run)])
      }
    }
  }

  private static func run(of shards: [NamedReport], _ first: RunInformation, _ partial: String?) -> RunInformation {
    let runs = shards.map(\.report.run)
    var warnings: [String] = []
    for warning in runs.flatMap(\.warnings) where !Baseline.isPartialWarning(warning) && !warnings.contains(warning) {
      warnings.append(warning)
    }
    if Set(runs.map(\.host)).count > 1 {
      warnings.append(
        "Merged from runs on several machines; what a real clock measured comes from the first that has it.")
    }
    return RunInformation(
      when: runs.map(\.when).max() ?? first.when, commit: first.commit, uncommittedChanges: first.uncommittedChanges,
      host: first.host, swift: first.swift, configuration: first.configuration, seed: first.seed,
      warnings: warnings + [partial].compactMap(\.self), sources: first.sources, tests: TestOutcome.united(runs))
  }
}

extension Baseline {
  /// The baseline's metrics that are not among those measured: a run that lacks any is partial.
  package func missing(from measured: [Metric]) -> [String] {
    let ids = Set(measured.map(\.id))
    return metrics.map(\.id).filter { !ids.contains($0) }
  }

  /// What a partial run says of itself; `nil` for one that measured everything in the baseline.
  package func partialWarning(for measured: [Metric]) -> String? {
    let count = missing(from: measured).count
    return count == 0 ? nil : "\(Self.partialRun) \(count) of \(metrics.count) baseline metrics were not measured."
  }

  private static let partialRun = "Partial run:"

  /// Whether a warning of a run says that it is partial.
  static func isPartialWarning(_ warning: String) -> Bool { warning.hasPrefix(partialRun) }
}
