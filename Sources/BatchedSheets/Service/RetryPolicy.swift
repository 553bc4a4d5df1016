// What to do about a failed call: a decision from the error, the attempt and a random draw.

import SheetsAPI

/// Truncated exponential backoff with jitter.
///
/// The wait before retry n, counted from 0, is `min(2^n s + jitter, maximumDelay)` with a jitter of 0 to 1,000 ms:
///
/// | retry | without jitter | with the largest jitter |
/// | --- | --- | --- |
/// | 0 | 1 s | 2 s |
/// | 1 | 2 s | 3 s |
/// | 4 | 16 s | 17 s |
/// | 5 | 32 s | 32 s |
///
/// Source: "Exponential backoff algorithm", Google Sheets API documentation, usage limits.
public struct RetryPolicy: Sendable, Hashable {
  /// The maximum number of tries of a call, the first included.
  public var maximumAttempts: Int
  /// The maximum wait between two tries; Google suggests 32 or 64 s.
  public var maximumDelay: Duration

  /// Creates a policy; the default of eight tries gives up after about 95 s.
  public init(maximumAttempts: Int = 8, maximumDelay: Duration = .seconds(32)) {
    self.maximumAttempts = maximumAttempts
    self.maximumDelay = maximumDelay
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
  /// A call refused with a code under 500, other than 429, would be refused again, so it is never retried.
  public func decide(
    after error: SheetsError, attempt: Int, generator: inout some RandomNumberGenerator
  ) -> Decision {
    guard attempt < maximumAttempts, Self.isWorthRetrying(error) else { return .giveUp }
    // A 64-bit draw scaled to 0...10^9 ns; integers only, so that a seed gives the same jitter on every machine.
    let jitter = generator.next().multipliedFullWidth(by: 1_000_000_001).high
    let exponential = Duration.seconds(1 << min(attempt - 1, 30)) + .nanoseconds(Int64(jitter))
    return .retry(after: min(exponential, maximumDelay))
  }

  private static func isWorthRetrying(_ error: SheetsError) -> Bool {
    switch error.kind {
    case .notSent, .retryable, .ambiguous, .quota: true
    case .refused, .permission, .gone, .canceled: false
    }
  }
}
