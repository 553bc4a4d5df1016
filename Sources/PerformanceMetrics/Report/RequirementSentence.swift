// A requirement in words, for the messages of failing runs.

extension Requirement {
  /// The relation and the target: `< 1 s`.
  package var bound: String { "\(relation.sign) \(Quantity.text(target, unit))" }

  /// The bound beside another one, told apart where they differ: `< 1 s`, `≤ 1 s`.
  package func bound(besides other: Requirement) -> String {
    guard unit == other.unit, relation == other.relation else { return bound }
    return "\(relation.sign) \(Quantity.pair(target, other.target, unit).0)"
  }

  /// Where it is measured, in words: as declared, or else what was done to get the number.
  package func row(of metric: Metric?) -> String {
    row.isEmpty ? metric?.scenario.workload ?? self.metric : row
  }

  /// The id and the row before a sentence about the metric: `PERF-01, one worker: `; empty where the metric says it all.
  package var names: String { row.isEmpty ? (id == metric ? "" : "\(id): ") : "\(id), \(row): " }

  /// The requirement by its two names, which together are unique: `PERF-01 over latency/one-worker.p95`.
  package var subject: String { id == metric ? id : "\(id) over \(metric)" }
}

extension RequirementResult {
  /// Where it was measured, in words.
  package var row: String { requirement.row(of: measured) }

  /// The requirement, its metric, what was measured and what was expected.
  ///
  /// As in `PERF-01, one worker: latency/one-worker.p95 is 1.2 s, expected < 1 s`.
  package var sentence: String {
    let (actual, target) = texts
    if let otherUnit {
      return "\(requirement.names)\(requirement.metric) was measured in \(otherUnit.rawValue), "
        + "expected \(requirement.unit.rawValue), as the requirement is \(requirement.relation.sign) \(target)"
    }
    let found = status == .notMeasured ? "was not measured" : "is \(actual)"
    return "\(requirement.names)\(requirement.metric) \(found), "
      + "expected \(requirement.relation.sign) \(target)"
  }

  /// The measured number and the target, with more digits where they would look equal otherwise.
  package var texts: (actual: String, target: String) {
    guard let exact else { return ("–", Quantity.text(requirement.target, requirement.unit)) }
    return Quantity.pair(exact, requirement.exactTarget, requirement.unit)
  }
}
