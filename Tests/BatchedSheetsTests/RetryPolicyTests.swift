import SheetsAPI
import Testing

import BatchedSheets

@Suite struct `A retry policy` {
  /// A generator that always returns the same bits.
  private struct Constant: RandomNumberGenerator {
    let bits: UInt64
    func next() -> UInt64 { bits }
  }

  private let unavailable = SheetsError.refused(ErrorEnvelope(.unavailable, "The service is currently unavailable."))

  @Test(arguments: [
    (1, Duration.seconds(1), Duration.seconds(2)), (2, .seconds(2), .seconds(3)), (5, .seconds(16), .seconds(17)),
    (6, .seconds(32), .seconds(32)), (7, .seconds(32), .seconds(32)),
  ])
  func `doubles the wait up to its maximum, with up to a second of jitter`(
    attempt: Int, least: Duration, most: Duration
  ) {
    var zero = Constant(bits: 0)
    var ones = Constant(bits: .max)
    let policy = RetryPolicy()
    #expect(policy.decide(after: unavailable, attempt: attempt, generator: &zero) == .retry(after: least))
    #expect(policy.decide(after: unavailable, attempt: attempt, generator: &ones) == .retry(after: most))
  }

  @Test func `gives up after its last try`() {
    var zero = Constant(bits: 0)
    #expect(RetryPolicy().decide(after: unavailable, attempt: 8, generator: &zero) == .giveUp)
  }

  @Test(arguments: [
    (SheetsError.refused(ErrorEnvelope(.resourceExhausted, "quota")), true),
    (.refused(ErrorEnvelope(.internalError, "internal")), true),
    (.refused(ErrorEnvelope(.deadlineExceeded, "deadline")), true),
    (.unreadable(code: 502, body: "<html>"), true),
    (.noAnswer(.timedOut), true),
    (.noAnswer(.connectionLost), true),
    (.noAnswer(.canceled), false),
    (.refused(ErrorEnvelope(.invalidArgument, "range")), false),
    (.refused(ErrorEnvelope(.permissionDenied, "permission")), false),
    (.refused(ErrorEnvelope(.notFound, "entity")), false),
    (.refused(ErrorEnvelope(.unimplemented, "not simulated")), false),
    (.unreadable(code: 200, body: "{"), true),
    (.notSent(.noToken), true),
  ])
  func `retries only errors that may not recur`(error: SheetsError, isRetried: Bool) {
    var zero = Constant(bits: 0)
    #expect((RetryPolicy().decide(after: error, attempt: 1, generator: &zero) != .giveUp) == isRetried)
  }
}
