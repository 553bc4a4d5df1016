import SheetsAPI
import SheetsSim
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
    (1, Duration.seconds(1), Duration.seconds(2)), (2, .seconds(2), .seconds(4)), (3, .seconds(4), .seconds(8)),
    (4, .seconds(4), .seconds(8)), (17, .seconds(4), .seconds(8)),
  ])
  func `doubles the wait up to its maximum, half of it by chance`(attempt: Int, least: Duration, most: Duration) {
    var zero = Constant(bits: 0)
    var ones = Constant(bits: .max)
    let policy = RetryPolicy()
    #expect(policy.decide(after: unavailable, attempt: attempt, generator: &zero) == .retry(after: least))
    #expect(policy.decide(after: unavailable, attempt: attempt, generator: &ones) == .retry(after: most))
  }

  @Test func `outlasts an outage of a minute even when chance is shortest`() {
    var zero = Constant(bits: 0)
    var waits = Duration.zero
    var attempt = 1
    while case .retry(let wait) = RetryPolicy().decide(after: unavailable, attempt: attempt, generator: &zero) {
      waits += wait
      attempt += 1
    }
    #expect(attempt == 18)
    #expect(waits == .seconds(63))
  }

  @Test func `takes five identities out of step within four tries`() {
    var generators = (1...5).map { SplitMix64(seed: $0) }
    var moments = [Duration](repeating: .zero, count: 5)
    for attempt in 1...4 {
      for index in moments.indices {
        guard
          case .retry(let wait) = RetryPolicy().decide(
            after: unavailable, attempt: attempt, generator: &generators[index])
        else { return }
        moments[index] += wait
      }
    }
    let sorted = moments.sorted()
    // In step, with a second of jitter at most, they would be within two seconds of each other.
    #expect(sorted[4] - sorted[0] > .seconds(4))
  }

  @Test(arguments: [(0, Duration.seconds(1)), (1, .seconds(1)), (30, .seconds(30)), (60, .seconds(60))])
  func `waits at least as long as the server asks`(seconds: Int, wait: Duration) {
    var zero = Constant(bits: 0)
    let busy = SheetsError.refused(
      ErrorEnvelope(.resourceExhausted, "Quota exceeded", retryAfter: .seconds(seconds)))
    #expect(RetryPolicy().decide(after: busy, attempt: 1, generator: &zero) == .retry(after: wait))
  }

  @Test func `gives up when the server asks for more than a minute`() {
    var zero = Constant(bits: 0)
    let closed = SheetsError.unreadable(code: 503, body: "", retryAfter: .seconds(61))
    #expect(RetryPolicy().decide(after: closed, attempt: 1, generator: &zero) == .giveUp)
  }

  @Test func `gives up after its last try`() {
    var zero = Constant(bits: 0)
    #expect(RetryPolicy(maximumAttempts: 3).decide(after: unavailable, attempt: 3, generator: &zero) == .giveUp)
  }

  @Test(arguments: [Duration.zero, .nanoseconds(1), .seconds(1), .seconds(64)])
  func `never waits longer than its maximum`(maximum: Duration) {
    var ones = Constant(bits: .max)
    for attempt in [1, 7, 100] {
      let policy = RetryPolicy(maximumAttempts: .max, maximumDelay: maximum)
      guard case .retry(let wait) = policy.decide(after: unavailable, attempt: attempt, generator: &ones) else {
        Issue.record("it gave up")
        continue
      }
      #expect(wait <= maximum)
    }
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
