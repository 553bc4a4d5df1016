// A clock that stands still, so that a test decides when the time of a call is over.

import SheetsSim
import Synchronization

/// A clock on which every sleep lasts until the test lets time pass.
final class HeldClock: Clock {
  private struct Sleepers {
    var count = 0
    var deadlines: Set<SimulatedClock.Instant> = []
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var awaited: (count: Int, CheckedContinuation<Void, Never>)?
  }

  private let sleepers = Mutex(Sleepers())

  /// What was slept until.
  var deadlines: Set<SimulatedClock.Instant> { sleepers.withLock { $0.deadlines } }

  var now: SimulatedClock.Instant { SimulatedClock.Instant(nanoseconds: 0) }

  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: SimulatedClock.Instant, tolerance: Duration?) async throws {
    let number = sleepers.withLock { sleepers in
      sleepers.count += 1
      sleepers.deadlines.insert(deadline)
      return sleepers.count
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        sleepers.withLock { sleepers in
          if Task.isCancelled { return continuation.resume() }
          sleepers.waiting[number] = continuation
          guard let awaited = sleepers.awaited, sleepers.waiting.count >= awaited.count else { return }
          sleepers.awaited = nil
          awaited.1.resume()
        }
      }
    } onCancel: {
      sleepers.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
    }
    try Task.checkCancellation()
  }

  /// Returns once this many tasks sleep.
  func waitForSleepers(_ count: Int) async {
    await withCheckedContinuation { continuation in
      sleepers.withLock { sleepers in
        if sleepers.waiting.count >= count { return continuation.resume() }
        sleepers.awaited = (count, continuation)
      }
    }
  }

  /// Ends all sleeps.
  func pass() {
    let waiting = sleepers.withLock { sleepers in
      defer { sleepers.waiting = [:] }
      return Array(sleepers.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }
}
