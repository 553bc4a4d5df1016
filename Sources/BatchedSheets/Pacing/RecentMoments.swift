// What happened in the last minute, kept so that the minute can move on without a copy.

/// The moments of the last 60 s, oldest first.
///
/// A moment leaves exactly 60 s after it was. Those that have left stay in front until they are half of all, so that an
/// append moves few on average.
package struct RecentMoments {
  package static let length = Nanoseconds.seconds(60)

  private var moments: ContiguousArray<Nanoseconds> = []
  /// The index of the first moment that had not left at the last append.
  private var oldest = 0

  package init() {}

  /// The moments less than 60 s before `now`.
  package func recent(at now: Nanoseconds) -> ArraySlice<Nanoseconds> { moments[first(at: now)...] }

  /// The number of moments less than 60 s before `now`.
  package func count(at now: Nanoseconds) -> Int { moments.count - first(at: now) }

  /// Adds a moment, which must not be before the last one.
  package mutating func append(_ now: Nanoseconds) {
    oldest = first(at: now)
    if oldest >= 32, oldest * 2 >= moments.count {
      moments.removeFirst(oldest)
      oldest = 0
    }
    moments.append(now)
  }

  private func first(at now: Nanoseconds) -> Int {
    var first = oldest
    while first < moments.count, now - moments[first] >= Self.length { first += 1 }
    return first
  }
}
