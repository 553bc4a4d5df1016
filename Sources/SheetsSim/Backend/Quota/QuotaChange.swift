// Other limits for a time: a quota that is cut while its callers count on it.

/// Limits on calls in a minute that hold for a time in place of the usual ones.
///
/// Google, or an administrator of the project, changes a quota without telling its callers: the first they hear of it is
/// a refusal. Calls accepted before the change keep counting, so a limit cut below what the window holds refuses every
/// call until enough of them no longer count.
public struct QuotaChange: Sendable, Hashable {
  /// The reads of one identity in a minute; as usual when `nil`.
  public var readsPerIdentity: Int?
  /// The writes of one identity in a minute; as usual when `nil`.
  public var writesPerIdentity: Int?
  /// The reads of all identities together in a minute; as usual when `nil`.
  public var readsPerProject: Int?
  /// The writes of all identities together in a minute; as usual when `nil`.
  public var writesPerProject: Int?
  /// When the limits begin to hold, counted from the beginning of the simulation.
  public var from: Duration
  /// When the usual limits hold again; never when `nil`.
  public var until: Duration?

  /// Makes a change of the limits that are named.
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

  /// Whether the limits hold at `now`, in nanoseconds: in the half-open `[from, until)`.
  func isInForce(at now: Int64) -> Bool {
    guard now >= from.wholeNanoseconds else { return false }
    guard let until else { return true }
    return now < until.wholeNanoseconds
  }
}

extension QuotaLimits {
  /// The limits with a change made.
  func changed(by change: QuotaChange) -> QuotaLimits {
    var limits = self
    limits.readsPerIdentity = change.readsPerIdentity ?? limits.readsPerIdentity
    limits.writesPerIdentity = change.writesPerIdentity ?? limits.writesPerIdentity
    limits.readsPerProject = change.readsPerProject ?? limits.readsPerProject
    limits.writesPerProject = change.writesPerProject ?? limits.writesPerProject
    return limits
  }
}
