// What was done to get a number. Numbers of different scenarios are never compared.

/// The workload, the conditions and the seed that a metric was measured with.
///
/// The policy of the service (its flush mode, its chunk size, its pace) does not belong here: it is what is judged, and
/// a change of it must show as a changed number rather than as another scenario.
public struct Scenario: Codable, Sendable, Hashable {
  /// What was done, as in `1 worker, 1,000 × finalize 10 unions, thinking 5–15 s`.
  public let workload: String
  /// What it was done in, as in `origin latency, quota 60 a minute, no faults`.
  public let conditions: String
  /// The seed of every chance in it.
  public let seed: UInt64

  /// Names what was done.
  public init(workload: String, conditions: String, seed: UInt64) {
    self.workload = workload
    self.conditions = conditions
    self.seed = seed
  }
}
