// The properties of a simulated backend, apart from its spreadsheets.

/// The quota, latency and faults of a simulated backend.
public struct BackendConfiguration: Sendable {
  /// The limits on calls per minute, unless a fault rule changes them.
  public var quota: QuotaLimits
  /// The latency of calls.
  public var latency: LatencyProfile
  /// The faults of calls.
  public var faults: FaultPlan
  /// The number of the project with the quota, as in error messages.
  public var projectNumber: Int
  /// Whether the call log keeps every call, at 48 bytes each.
  public var keepsCallLog: Bool

  /// Creates a configuration; the default has Google's limits, the latency profile `origin` and no faults.
  public init(
    quota: QuotaLimits = QuotaLimits(), latency: LatencyProfile = .origin, faults: FaultPlan = FaultPlan(),
    projectNumber: Int = 100_000_000_001, keepsCallLog: Bool = true
  ) {
    self.quota = quota
    self.latency = latency
    self.faults = faults
    self.projectNumber = projectNumber
    self.keepsCallLog = keepsCallLog
  }
}
