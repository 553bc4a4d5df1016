// Partial runs of one commit, as a matrix of jobs makes them, become one run, or are refused by name.

/// A report under the name by which messages call it.
package struct NamedReport: Sendable, Hashable {
  /// The file, as the caller named it.
  package let name: String
  /// What it holds.
  package let report: PerformanceReport

  /// Names a report.
  package init(name: String, report: PerformanceReport) {
    self.name = name
    self.report = report
  }
}

extension PerformanceReport {
  /// Joins partial runs of one commit, seed and configuration into one.
  ///
  /// A metric in several runs must be the same in all; of what a real clock measured, the first run's counts. The
  /// promises are judged anew over all metrics. Throws ``MergeError`` for runs that do not belong together, for metrics,
  /// series and promises that contradict each other, and for what no run measured, unless the scope is partial.
  ///
  /// - Parameters:
  ///   - shards: the runs; at least one.
  ///   - baseline: what a complete run measures; without one, only a promise that nobody measured is a gap.
  ///   - scope: with ``ComparisonScope/partial``, a gap is a warning in the merged run.
  package init(
    merging shards: [NamedReport], baseline: Baseline?, scope: ComparisonScope = .complete
  ) throws(MergeError) {
    guard let first = shards.first else { throw .noRuns }
    try Self.refuseMixture(shards)
    var metrics: [String: (file: String, metric: Metric)] = [:]
    var series: [String: (file: String, series: Series)] = [:]
    var promises: [String: (file: String, promise: Requirement)] = [:]
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
      for promise in shard.report.requirements.map(\.requirement) {
        guard (promises[promise.subject]?.promise ?? promise) == promise else {
          throw .conflict(
            what: promise.subject, files: [promises[promise.subject]?.file ?? "", shard.name],
            found: "\(promises[promise.subject]?.promise.bound ?? "") and \(promise.bound)")
        }
        promises[promise.subject] = promises[promise.subject] ?? (shard.name, promise)
      }
    }
    let all = metrics.values.map(\.metric)
    let requirements = promises.values.map(\.promise)
    if scope == .complete {
      let lacking = baseline?.missing(from: all) ?? []
      let open = requirements.filter { promise in !all.contains { $0.id == promise.metric } }.map(\.metric)
      let gap = Set(lacking + open).sorted()
      if !gap.isEmpty { throw .gap(gap) }
    }
    let run = Self.run(of: shards, first.report.run, baseline?.partialWarning(for: all))
    do {
      self = try PerformanceReport(
        run: run, requirements: requirements, metrics: all, series: series.values.map(\.series))
    } catch {
      throw .invalid(error)
    }
  }

  private static func refuseMixture(_ shards: [NamedReport]) throws(MergeError) {
    let fields: [(String, (RunInformation) -> String)] = [
      ("commit", { $0.commit ?? "none" }), ("seed", { "\($0.seed)" }), ("configuration", { $0.configuration.rawValue }),
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
      warnings: warnings + [partial].compactMap(\.self))
  }
}

extension Baseline {
  /// The accepted metrics that are not among those measured: a run that lacks any is partial.
  package func missing(from measured: [Metric]) -> [String] {
    let ids = Set(measured.map(\.id))
    return metrics.map(\.id).filter { !ids.contains($0) }
  }

  /// What a partial run says of itself; `nil` for one that measured everything that was accepted.
  package func partialWarning(for measured: [Metric]) -> String? {
    let count = missing(from: measured).count
    return count == 0 ? nil : "\(Self.partialRun) \(count) of \(metrics.count) accepted metrics were not measured."
  }

  private static let partialRun = "Partial run:"

  /// Whether a warning of a run says that it is partial.
  static func isPartialWarning(_ warning: String) -> Bool { warning.hasPrefix(partialRun) }
}
