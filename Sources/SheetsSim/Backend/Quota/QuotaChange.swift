// Temporary quota limits, such as a cut that clients do not expect.

/// Limits on calls per minute that replace the usual ones for a time.
///
/// Google, or an administrator of the project, may change a quota without notice: clients learn of it by a refusal. Calls
/// admitted before the change keep counting, so a limit below the count of the window refuses every call until enough of
/// them have left it.
public struct QuotaChange: Sendable, Hashable {
  /// The reads of one identity per minute; unchanged if `nil`.
  public var readsPerIdentity: Int?
  /// The writes of one identity per minute; unchanged if `nil`.
  public var writesPerIdentity: Int?
  /// The reads of all identities together per minute; unchanged if `nil`.
  public var readsPerProject: Int?
  /// The writes of all identities together per minute; unchanged if `nil`.
  public var writesPerProject: Int?
  /// When the limits take effect, counted from the start of the simulation.
  public var from: Duration
  /// When the usual limits apply again; never if `nil`.
  public var until: Duration?

  /// Creates a change of those limits that are not `nil`.
  public init(
    readsPerIdentity: Int? = nil, writesPerIdentity: Int? = nil, readsPerProject: Int? = nil,
    writesPerProject: Int? = nil, from: Duration, until: Duration? = nil
  ) {
    self.readsPerIdentity = readsPerIdentity
    self.writesPerIdentity = writesPerIdentity
    self.readsPerProject = readsPerProject
    self.writesPerProject = writesPerProject
    self.from = from
    self.until = until
  }

  /// Whether the limits are in force at `now`, in nanoseconds: in the half-open `[from, until)`.
  func isInForce(at now: Int64) -> Bool {
    guard now >= from.wholeNanoseconds else { return false }
    guard let until else { return true }
    return now < until.wholeNanoseconds
  }
}

extension QuotaLimits {
  /// The limits with a change applied.
  func changed(by change: QuotaChange) -> QuotaLimits {
    var limits = self
    limits.readsPerIdentity = change.readsPerIdentity ?? limits.readsPerIdentity
    limits.writesPerIdentity = change.writesPerIdentity ?? limits.writesPerIdentity
    limits.readsPerProject = change.readsPerProject ?? limits.readsPerProject
    limits.writesPerProject = change.writesPerProject ?? limits.writesPerProject
    return limits
  }
}
