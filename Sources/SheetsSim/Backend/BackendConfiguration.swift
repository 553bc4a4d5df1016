// What a simulated backend is like, apart from the spreadsheets in it.

/// The quota, latency and faults of a simulated backend.
public struct BackendConfiguration: Sendable {
  /// The limits on calls in a minute, where no fault rule changes them.
  public var quota: QuotaLimits
  /// How long calls take.
  public var latency: LatencyProfile
  /// What goes wrong.
  public var faults: FaultPlan
  /// The number of the project that the quota belongs to, as errors name it.
  public var projectNumber: Int
  /// Whether every call is kept in the call log, 48 bytes each; a long run may do without.
  public var keepsCallLog: Bool

  /// Makes a configuration; without arguments it has Google's limits, the latency of `origin` and no faults.
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

/// What an identity may do with a spreadsheet.
public enum SpreadsheetRole: String, Sendable, Hashable {
  /// Reads and writes; the identity that created the spreadsheet.
  case owner
  /// Reads and writes.
  case writer
  /// Reads, and is refused when it writes.
  case reader
}
