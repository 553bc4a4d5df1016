// What to do about a failed call: a decision from the error, the attempt and a random draw.

import SheetsAPI

/// Truncated exponential backoff with jitter.
///
/// The wait before retry n, counted from 0, is `min(2^n s, maximumDelay / 2)` and up to as much again by chance:
///
/// | retry | without jitter | with the largest jitter |
/// | --- | --- | --- |
/// | 0 | 1 s | 2 s |
/// | 1 | 2 s | 4 s |
/// | 2 and later | 4 s | 8 s |
///
/// The jitter grows with the wait, to its cap too. A second of jitter, or none at the cap, would keep the flushes of
/// several identities in step after an outage that they met together: all try at once, and none again for the whole wait.
/// A server's `Retry-After` is a minimum, up to a minute; who asks for more is not waited for.
///
/// Sources: "Exponential backoff algorithm", Google Sheets API documentation, usage limits; M. Brooker, "Exponential
/// backoff and jitter", AWS architecture blog, 2015, for the equal jitter.
public struct RetryPolicy: Sendable, Hashable {
  /// The maximum number of tries of a call, the first included.
  public var maximumAttempts: Int
  /// The maximum wait between two tries, except for a longer `Retry-After`; how long an outage lasts on, at most, for
  /// those who wait when it ends.
  public var maximumDelay: Duration

  /// Creates a policy; the default of 18 tries gives up after 63 to 126 s, on average after 95 s.
  public init(maximumAttempts: Int = 18, maximumDelay: Duration = .seconds(8)) {
    self.maximumAttempts = maximumAttempts
    self.maximumDelay = maximumDelay
  }

  /// The longest `Retry-After` that is waited for: no quota of Google's lasts longer than a minute.
  private static let longestRetryAfter = Duration.seconds(60)

  /// The longest time that all waits between the tries of one call can take together.
  package var longestBackoff: Duration {
    max(maximumDelay, Self.longestRetryAfter) * max(0, maximumAttempts - 1)
  }

  /// What to do about a failed call.
  public enum Decision: Sendable, Hashable {
    /// Try again after this delay.
    case retry(after: Duration)
    /// Report the error to the caller.
    case giveUp
  }

  /// Decides what to do about a call whose try number `attempt`, counted from 1, has failed.
  ///
  /// A call that would be refused again is never retried.
  public func decide(
    after error: SheetsError, attempt: Int, generator: inout some RandomNumberGenerator
  ) -> Decision {
    let asked = error.retryAfter ?? .zero
    guard attempt < maximumAttempts, Self.isWorthRetrying(error), asked <= Self.longestRetryAfter else {
      return .giveUp
    }
    let least = min(.seconds(1 << min(attempt - 1, 30)), maximumDelay / 2)
    // A 64-bit draw scaled to the nanoseconds of `least`; integers only, so that a seed gives the same jitter everywhere.
    let (seconds, attoseconds) = least.components
    let bound = UInt64(max(0, seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    let jitter = Duration.nanoseconds(Int64(generator.next().multipliedFullWidth(by: bound + 1).high))
    return .retry(after: max(asked, least + jitter))
  }

  private static func isWorthRetrying(_ error: SheetsError) -> Bool {
    switch error.kind {
    case .notSent, .retryable, .ambiguous, .quota: true
    case .refused, .permission, .gone, .canceled: false
    }
  }
}
