// What differs between two baselines, one by one, and which differences need a reason.

/// One difference between a baseline and the one that takes its place.
package struct BaselineEdit: Sendable, Hashable {
  /// What kind of difference it is; those that need a reason come first.
  package enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// The value became worse.
    case worse
    /// The metric may become worse by more than before.
    case looserTolerance
    /// The requirement is weaker, or another one.
    case looserTarget
    /// The metric is measured with another scenario, unit or direction, so that its old value says nothing.
    case redefined
    /// The metric is no longer judged.
    case removed
    /// The requirement is no longer judged.
    case requirementRemoved
    /// The value became better.
    case better
    /// The metric may become worse by less than before.
    case tighterTolerance
    /// The requirement is stronger.
    case tighterTarget
    /// The metric is new.
    case added
    /// The requirement is new.
    case requirementAdded

    /// Whether the edit makes the gate let through more than before.
    package var needsReason: Bool {
      switch self {
      case .worse, .looserTolerance, .looserTarget, .redefined, .removed, .requirementRemoved: true
      case .better, .tighterTolerance, .tighterTarget, .added, .requirementAdded: false
      }
    }
  }

  /// What was judged by before and after; one of the two is missing where something is added or removed.
  package struct Sides<Value: Sendable & Hashable>: Sendable, Hashable {
    package let old: Value?
    package let new: Value?
  }

  /// What kind of difference it is.
  package let kind: Kind
  /// The id of the metric; of a requirement, as in `PERF-01 over latency/one-worker.p95`.
  package let subject: String
  /// The metric before and after; `nil` of an edit of a requirement.
  package let metrics: Sides<Metric>?
  /// The requirement before and after; `nil` of an edit of a metric.
  package let requirements: Sides<Requirement>?

  private init(_ kind: Kind, _ old: Metric?, _ new: Metric?) {
    self.kind = kind
    subject = (new ?? old)?.id ?? ""
    metrics = Sides(old: old, new: new)
    requirements = nil
  }

  private init(_ kind: Kind, _ old: Requirement?, _ new: Requirement?) {
    self.kind = kind
    subject = (new ?? old)?.subject ?? ""
    metrics = nil
    requirements = Sides(old: old, new: new)
  }

  /// The differences between two baselines, those that need a reason first, then by kind and subject.
  package static func edits(from old: Baseline, to new: Baseline) -> [BaselineEdit] {
    edits(from: (old.metrics, old.requirements), to: (new.metrics, new.requirements))
  }

  /// What a baseline judges by.
  typealias Judged = (metrics: [Metric], requirements: [Requirement])

  static func edits(from old: Judged, to new: Judged) -> [BaselineEdit] {
    let edits =
      metricEdits(from: old.metrics, to: new.metrics) + requirementEdits(from: old.requirements, to: new.requirements)
    return edits.sorted { ($0.kind.rank, $0.subject) < ($1.kind.rank, $1.subject) }
  }

  private static func metricEdits(from old: [Metric], to new: [Metric]) -> [BaselineEdit] {
    let before = Set(old.map(\.id))
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.id, $0) })
    return old.flatMap { metric in
      after[metric.id].map { edits(from: metric, to: $0) } ?? [BaselineEdit(.removed, metric, nil)]
    } + new.filter { !before.contains($0.id) }.map { BaselineEdit(.added, nil, $0) }
  }

  private static func requirementEdits(from old: [Requirement], to new: [Requirement]) -> [BaselineEdit] {
    let before = Set(old.map(\.subject))
    let after = Dictionary(uniqueKeysWithValues: new.map { ($0.subject, $0) })
    return old.compactMap { requirement in
      guard let now = after[requirement.subject] else { return BaselineEdit(.requirementRemoved, requirement, nil) }
      guard (requirement.relation, requirement.unit, requirement.target) != (now.relation, now.unit, now.target) else {
        return nil
      }
      return BaselineEdit(now.isLooser(than: requirement) ? .looserTarget : .tighterTarget, requirement, now)
    } + new.filter { !before.contains($0.subject) }.map { BaselineEdit(.requirementAdded, nil, $0) }
  }

  private static func edits(from old: Metric, to new: Metric) -> [BaselineEdit] {
    let row = MetricComparison(id: old.id, baseline: old, run: new)
    var kinds: [Kind] = []
    switch row.verdict {
    case .improved: kinds.append(.better)
    case .drifted, .regressed: kinds.append(.worse)
    case .incomparable: kinds.append(.redefined)
    case .missing, .added, .unchanged: break
    }
    if old.tolerance != new.tolerance {
      kinds.append(new.tolerance.isLooser(than: old.tolerance) ? .looserTolerance : .tighterTolerance)
    }
    return kinds.map { BaselineEdit($0, old, new) }
  }
}

extension BaselineEdit.Kind {
  /// The position of the kind in a list, those that need a reason first.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
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
