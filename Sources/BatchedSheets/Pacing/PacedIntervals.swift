// How much of an operation's waiting time was due to pacing.

/// The intervals in which the dispatcher waited for the pacer: disjoint, oldest first.
package struct PacedIntervals {
  private var intervals: [(start: Nanoseconds, end: Nanoseconds)] = []

  package init() {}

  package mutating func append(from start: Nanoseconds, to end: Nanoseconds) {
    guard end > start else { return }
    intervals.append((start, end))
  }

  /// The paced part of the time from `start` to `end`.
  package func overlap(from start: Nanoseconds, to end: Nanoseconds) -> Nanoseconds {
    var sum = Nanoseconds.zero
    for interval in intervals { sum += max(.zero, min(interval.end, end) - max(interval.start, start)) }
    return sum
  }

  /// Removes the intervals that ended before the oldest waiting request arrived.
  package mutating func forget(before moment: Nanoseconds) {
    intervals.removeAll { $0.end <= moment }
  }
}
