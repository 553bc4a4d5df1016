// A metric gets another id. The baseline remembers the old one, so that history, trend and gate follow it.

/// A new id for a metric.
package struct MetricRename: Sendable, Hashable {
  /// The present id.
  package let old: String
  /// The id from now on.
  package let new: String

  package init(from old: String, to new: String) {
    self.old = old
    self.new = new
  }
}

extension Baseline {
  /// The baseline with other ids for some of its metrics, on purpose; `file` is its name for messages.
  ///
  /// - Throws: ``InputError`` for an old id that no metric has, and for a new one that a metric has.
  package func renaming(_ renames: [MetricRename], in file: String) throws(InputError) -> Baseline {
    var ids = Set(metrics.map(\.id))
    for rename in renames {
      let remedy = "give --rename the old id and the new one, as in calls/old=calls/new"
      guard ids.remove(rename.old) != nil else {
        throw InputError(
          file: file, found: "no metric \(rename.old)", expected: "the id of one of its metrics to rename",
          remedy: remedy)
      }
      guard ids.insert(rename.new).inserted else {
        throw InputError(
          file: file, found: "a metric \(rename.new) already", expected: "a new id that no metric has", remedy: remedy)
      }
    }
    return renaming(renames)
  }

  /// The baseline with other ids for some of its metrics: values, sources, reasons and requirements go along.
  func renaming(_ renames: [MetricRename]) -> Baseline {
    let ids = Dictionary(renames.map { ($0.old, $0.new) }, uniquingKeysWith: { first, _ in first })
    guard !ids.isEmpty else { return self }
    return Baseline(
      requirements: requirementEntries.map { entry in
        guard let id = ids[entry.value.metric] else { return entry }
        return BaselineEntry(entry.value.over(id), source: entry.source, reasons: entry.reasons)
      }.sorted { ($0.value.id, $0.value.metric) < ($1.value.id, $1.value.metric) },
      metrics: metricEntries.map { entry in
        guard let id = ids[entry.value.id] else { return entry }
        return BaselineEntry(
          entry.value.named(id), source: entry.source, reasons: entry.reasons,
          formerly: ([entry.value.id] + entry.formerly).filter { $0 != id })
      }.sorted { $0.value.id < $1.value.id }, removals: removals, glossary: glossary)
  }

  /// The renames that lead from this baseline to another one, sorted by the new id.
  func renames(to edited: Baseline) -> [MetricRename] {
    let present = Set(metrics.map(\.id))
    let kept = Set(edited.metrics.map(\.id))
    var taken: Set<String> = []
    return edited.metricEntries.filter { !present.contains($0.value.id) }.compactMap { entry in
      let old = entry.formerly.first { present.contains($0) && !kept.contains($0) }
      guard let old, taken.insert(old).inserted else { return nil }
      return MetricRename(from: old, to: entry.value.id)
    }
  }
}

extension Metric {
  /// The metric with another id.
  fileprivate func named(_ id: String) -> Metric {
    Metric(
      id: id, unit: unit, better: better, basis: basis, tolerance: tolerance, scenario: scenario, value: value,
      fraction: fraction, labels: labels, distribution: distribution, spans: spans, test: test, tags: tags)
  }
}

extension Requirement {
  /// The requirement over another metric.
  fileprivate func over(_ metric: String) -> Requirement {
    Requirement(id: id, row: row, metric: metric, relation: relation, target: target, unit: unit, badge: badge)
  }
}
