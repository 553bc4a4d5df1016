// What happens inside a service, for whoever watches it.

import SheetsAPI

/// Something that a service has just done; moments are counted from the creation of the service.
public enum ServiceEvent: Sendable, Hashable {
  /// A flush has left with so many operations or reads; with none, it removes the last idempotency keys.
  case left(operations: Int, identity: Identity, at: Duration)
  /// A call has ended.
  case called(CallReport)
  /// A failed call is made again, as try number `attempt`, at a moment.
  case retrying(after: SheetsError, attempt: Int, at: Duration)
  /// A refusal for quota has lowered the calls a minute of an identity, or, without one, of the project.
  case learnedLimit(Int, of: Identity?, SheetsMethod.Access, at: Duration)
}

/// The state of a service at one moment.
public struct ServiceSnapshot: Sendable, Hashable {
  /// The state of the operations or of the reads.
  public struct Queue: Sendable, Hashable {
    /// The number that wait for a flush.
    public let length: Int
    /// How long the oldest of them has waited, earlier flushes included; `nil` if none waits.
    public let oldest: Duration?
    /// The number of flushes that have left and not ended.
    public let flushesUnderWay: Int
    /// The calls a minute of each identity, as learned from refusals; at most the budget.
    public let limits: [Limit]
    /// The calls a minute of all identities together.
    public let projectLimit: Int
  }

  /// How many calls an identity may make.
  public struct Limit: Sendable, Hashable {
    /// Who makes the calls.
    public let identity: Identity
    /// The maximum number of calls in any 60 s.
    public let calls: Int
  }

  /// The operations.
  public let writes: Queue
  /// The reads.
  public let reads: Queue
  /// The number of calls without an answer yet.
  public let callsInFlight: Int
  /// The number of calls so far that repeated a failed one.
  public let retries: Int
  /// When a call last succeeded, as time since the service was created; `nil` before the first.
  public let lastSuccess: Duration?
  /// Whether the service takes more work.
  public let isAccepting: Bool
}
