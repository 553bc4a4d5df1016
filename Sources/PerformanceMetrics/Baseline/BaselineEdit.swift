// What differs between two baselines, said one by one, and which of it nobody may do without giving a reason.

/// One difference between a baseline and the one that takes its place.
package struct BaselineEdit: Codable, Sendable, Hashable {
  /// What kind of difference it is; those that need a reason come first.
  package enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// The accepted value became worse.
    case worse
    /// The metric may become worse by more than before.
    case looserTolerance
    /// The promise is weaker, or another one.
    case looserTarget
    /// The metric is measured with another scenario, unit or direction, so that its old value says nothing.
    case redefined
    /// The metric is no longer judged.
    case removed
    /// The promise is no longer judged.
    case promiseRemoved
    /// The accepted value became better.
    case better
    /// The metric has less room than before.
    case tighterTolerance
    /// The promise is stronger.
    case tighterTarget
    /// The metric is new.
    case added
    /// The promise is new.
    case promiseAdded

    /// Whether the edit makes the gate let through more than before.
    package var needsReason: Bool {
      switch self {
      case .worse, .looserTolerance, .looserTarget, .redefined, .removed, .promiseRemoved: true
      case .better, .tighterTolerance, .tighterTarget, .added, .promiseAdded: false
      }
    }
  }

  /// What kind of difference it is.
  package let kind: Kind
  /// The id of the metric; of a promise, as in `PERF-01 over latency/one-worker.p95`.
  package let subject: String
  /// Before and after, in words: `629 ms → 780 ms (+24.0 %)`.
  package let words: String

  /// The differences between two baselines, those that need a reason first, then by kind and subject.
  package static func edits(from old: Baseline, to new: Baseline) -> [BaselineEdit] {
    edits(from: (old.metrics, old.requirements), to: (new.metrics, new.requirements))
  }

  /// What a baseline judges by.
  typealias Judged = (metrics: [Metric], requirements: [Requirement])

  static func edits(from old: Judged, to new: Judged) -> [BaselineEdit] {
    let edits =
      metricEdits(from: old.metrics, to: new.metrics) + promiseEdits(from: old.requirements, to: new.requirements)
    return edits.sorted { ($0.rank, $0.subject) < ($1.rank, $1.subject) }
  }

  private static func metricEdits(from old: [Metric], to new: [Metric]) -> [BaselineEdit] {
    let before = Set(old.map(\.id))
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.id, $0) })
    var result: [BaselineEdit] = []
    for metric in old {
      if let now = after[metric.id] {
        result += edits(from: metric, to: now)
      } else {
        result.append(removal(of: metric))
      }
    }
    for metric in new where !before.contains(metric.id) {
      result.append(BaselineEdit(kind: .added, subject: metric.id, words: Quantity.text(metric.value, metric.unit)))
    }
    return result
  }

  private static func promiseEdits(from old: [Requirement], to new: [Requirement]) -> [BaselineEdit] {
    let before = Set(old.map(\.subject))
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.subject, $0) })
    var result: [BaselineEdit] = []
    for promise in old {
      if let now = after[promise.subject] {
        if let edit = edit(from: promise, to: now) { result.append(edit) }
      } else {
        result.append(BaselineEdit(kind: .promiseRemoved, subject: promise.subject, words: "was \(promise.bound)"))
      }
    }
    for promise in new where !before.contains(promise.subject) {
      result.append(BaselineEdit(kind: .promiseAdded, subject: promise.subject, words: promise.bound))
    }
    return result
  }

  private var rank: Int { Kind.allCases.firstIndex(of: kind) ?? 0 }

  private static func removal(of metric: Metric) -> BaselineEdit {
    BaselineEdit(kind: .removed, subject: metric.id, words: "was \(Quantity.text(metric.value, metric.unit))")
  }

  private static func edits(from old: Metric, to new: Metric) -> [BaselineEdit] {
    let row = MetricComparison(id: old.id, baseline: old, run: new)
    var edits: [BaselineEdit] = []
    if let change = row.change {
      let (before, after) = Quantity.pair(old.value, new.value, new.unit)
      let words = "\(before) → \(after) (\(change.text(old)))"
      switch row.verdict {
      case .improved: edits.append(BaselineEdit(kind: .better, subject: old.id, words: words))
      case .drifted, .regressed: edits.append(BaselineEdit(kind: .worse, subject: old.id, words: words))
      default: break
      }
    } else {
      edits.append(BaselineEdit(kind: .redefined, subject: old.id, words: row.differences.joined(separator: "; ")))
    }
    if old.tolerance != new.tolerance {
      let words = [old, new].map { Quantity.tolerance($0.tolerance, $0.unit) }.joined(separator: " → ")
      let kind: Kind = new.tolerance.isLooser(than: old.tolerance) ? .looserTolerance : .tighterTolerance
      edits.append(BaselineEdit(kind: kind, subject: old.id, words: words))
    }
    return edits
  }

  private static func edit(from old: Requirement, to new: Requirement) -> BaselineEdit? {
    guard (old.relation, old.unit, old.target) != (new.relation, new.unit, new.target) else { return nil }
    return BaselineEdit(
      kind: new.isLooser(than: old) ? .looserTarget : .tighterTarget, subject: old.subject,
      words: "\(old.bound) → \(new.bound)")
  }
}

extension Tolerance {
  /// Whether it allows more than another one; one of another kind does unless it allows nothing.
  func isLooser(than other: Tolerance) -> Bool {
    switch (self, other) {
    case (.relative(let percent), .relative(let former)): percent > former
    case (.absolute(let amount), .absolute(let former)): amount > former
    case (.relative(let percent), .absolute): percent > 0
    case (.absolute(let amount), .relative): amount > 0
    }
  }
}

extension Requirement {
  /// Whether it lets through a number that another one does not; one of another relation or unit counts as looser.
  func isLooser(than other: Requirement) -> Bool {
    guard (relation, unit) == (other.relation, other.unit) else { return true }
    switch relation {
    case .lessThan, .atMost: return target > other.target
    case .atLeast: return target < other.target
    case .equalTo: return target != other.target
    }
  }
}
