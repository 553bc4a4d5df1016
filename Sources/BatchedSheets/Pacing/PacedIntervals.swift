// Which part of an operation's waiting was due to pacing: the dispatcher's waits, cut to the time it was there.

/// The intervals in which the dispatcher waited for the pacer, oldest first and apart from each other.
package struct PacedIntervals {
  private var intervals: [(start: Duration, end: Duration)] = []

  package init() {}

  package mutating func append(from start: Duration, to end: Duration) {
    guard end > start else { return }
    intervals.append((start, end))
  }

  /// The paced part of the time from `start` to `end`.
  package func overlap(from start: Duration, to end: Duration) -> Duration {
    intervals.reduce(.zero) { sum, interval in
      sum + max(.zero, min(interval.end, end) - max(interval.start, start))
    }
  }

  /// Forgets what nobody who is still waiting was there for.
  package mutating func forget(before moment: Duration) {
    intervals.removeAll { $0.end <= moment }
  }
}
