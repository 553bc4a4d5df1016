// How much of an operation's waiting time was due to pacing.

/// The intervals in which the dispatcher waited for the pacer: disjoint, oldest first.
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

  /// Removes the intervals that ended before the oldest waiting request arrived.
  package mutating func forget(before moment: Duration) {
    intervals.removeAll { $0.end <= moment }
  }
}
