// What was done to get a number. Numbers of different scenarios are never compared.

/// The work, the world and the seed that a metric was measured with.
///
/// The policy of the service (its flush mode, its chunk size, its pace) does not belong here: it is what is judged, and
/// a change of it must show as a changed number rather than as another scenario.
public struct Scenario: Codable, Sendable, Hashable {
  /// What the workers did, as in `1 worker, 1,000 × finalize 10 unions, thinking 5–15 s`.
  public let workload: String
  /// What they did it in, as in `origin latency, quota 60 a minute, no faults`.
  public let world: String
  /// The seed of every chance in it.
  public let seed: UInt64

  private let unknown: UnknownFields

  /// Names what was done.
  public init(workload: String, world: String, seed: UInt64) {
    self.workload = workload
    self.world = world
    self.seed = seed
    unknown = .none
  }

  private enum CodingKeys: String, CodingKey, CaseIterable { case workload, world, seed }

  /// Reads a scenario; fields that this version does not know are kept, and make it another scenario.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    workload = try container.decode(String.self, forKey: .workload)
    world = try container.decode(String.self, forKey: .world)
    seed = try container.decode(UInt64.self, forKey: .seed)
    unknown = try UnknownFields(from: decoder, beside: CodingKeys.self)
  }

  /// Writes the scenario.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(workload, forKey: .workload)
    try container.encode(world, forKey: .world)
    try container.encode(seed, forKey: .seed)
    try unknown.encode(to: encoder)
  }
}
