// A requirement in words, for the messages of failing runs.

extension Requirement {
  /// The relation and the target: `< 1 s`.
  package var bound: String { "\(relation.sign) \(Quantity.text(target, unit))" }

  /// The bound beside another one, told apart where they differ: `< 1 s`, `≤ 1 s`.
  package func bound(besides other: Requirement) -> String {
    guard unit == other.unit, relation == other.relation else { return bound }
    return "\(relation.sign) \(Quantity.pair(target, other.target, unit).0)"
  }

  /// The requirement by its two names, which together are unique: `PERF-01 over latency/one-worker.p95`.
  package var subject: String { "\(id) over \(metric)" }
}

extension RequirementResult {
  /// The requirement, its metric, what was measured and what was expected.
  ///
  /// As in `PERF-01, one worker: latency/one-worker.p95 is 1.2 s, expected < 1 s`.
  package var sentence: String {
    let (actual, target) = texts
    if let otherUnit {
      return "\(requirement.id), \(requirement.row): \(requirement.metric) was measured in \(otherUnit.rawValue), "
        + "expected \(requirement.unit.rawValue), as the requirement is \(requirement.relation.sign) \(target)"
    }
    let found = status == .notMeasured ? "was not measured" : "is \(actual)"
    return "\(requirement.id), \(requirement.row): \(requirement.metric) \(found), "
      + "expected \(requirement.relation.sign) \(target)"
  }

  /// The measured number and the target, with more digits where they would look equal otherwise.
  package var texts: (actual: String, target: String) {
    guard let exact else { return ("–", Quantity.text(requirement.target, requirement.unit)) }
    return Quantity.pair(exact, requirement.exactTarget, requirement.unit)
  }
}
