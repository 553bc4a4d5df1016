// Time that passes by sleeping alone, so that pacing and backoff over a real session cost no real time.

import SheetsSim
import Synchronization

/// A clock on which a sleep ends at once, at the moment at which it was to end.
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
