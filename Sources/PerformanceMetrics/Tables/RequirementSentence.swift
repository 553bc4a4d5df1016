// A promise in words, for the messages of failing runs.

extension RequirementResult {
  /// The promise, its metric, what was measured and what was expected, in words.
  ///
  /// As in `PERF-01, one worker: latency/one-worker.p95 is 1.2 s, expected < 1 s`.
  public var sentence: String {
    let (actual, target) = texts
    let found = status == .notMeasured ? "was not measured" : "is \(actual)"
    return "\(requirement.id), \(requirement.row): \(requirement.metric) \(found), "
      + "expected \(requirement.relation.sign) \(target)"
  }

  /// The measured number and the target, told apart to the last digit where they must be.
  var texts: (actual: String, target: String) {
    guard let actual else { return ("–", Quantity.text(requirement.target, requirement.unit)) }
    return Quantity.pair(actual, requirement.target, requirement.unit)
  }
}
