// A clock that advances only by sleeping, so that pacing and backoff over a real session take no real time.

import SheetsSim
import Synchronization

/// A clock on which a sleep returns at once and advances the time to its deadline.
struct LeapingClock: Clock {
  private final class Time: Sendable {
    let now = Mutex(SimulatedClock.Instant(nanoseconds: 0))
  }

  private let time = Time()

  var now: SimulatedClock.Instant { time.now.withLock { $0 } }

  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: SimulatedClock.Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    time.now.withLock { $0 = max($0, deadline) }
    await Task.yield()
  }
}
