// Counts the calls of the last minute exactly; the rule that no window exceeds its budget lives here.

/// The calls of one quota subject in the last 60 s, including those reserved but not yet sent.
///
/// Two calls share a half-open window of 60 s exactly when they are less than 60 s apart, so a call may leave when
/// fewer than the limit were sent less than 60 s before it.
package struct CallWindow {
  package static let length = Duration.seconds(60)

  private var learned: LearnedLimit
  private var sent: [Duration] = []
  /// The number of calls that may leave at any moment; they count from now on, for an unknown time.
  package private(set) var reserved = 0

  /// Creates an empty window.
  ///
  /// - Parameter limit: the budget, which is never exceeded; refusals lower it for a while.
  package init(limit: Int) {
    learned = LearnedLimit(budget: limit)
  }

  /// The maximum number of calls in the window at `now`.
  package func limit(at now: Duration) -> Int { learned.limit(at: now) }

  /// The number of calls sent in the 60 s before `now`, plus the reserved ones.
  package func count(at now: Duration) -> Int { reserved + recent(at: now).count }

  /// The first moment from `now` on at which `calls` more could leave; `nil` while reservations leave no headroom.
  package func earliest(for calls: Int, now: Duration) -> Duration? {
    guard reserved + calls <= learned.budget else { return nil }
    var moment = now
    while true {
      let recent = recent(at: moment)
      let excess = recent.count + reserved + calls - learned.limit(at: moment)
      if excess <= 0 { return moment }
      // A call leaves the window or the limit rises, whichever is first; the loop ends when the hold does.
      let leaving = excess <= recent.count ? recent[recent.startIndex + excess - 1] + Self.length : nil
      guard let next = [leaving, learned.nextRise(after: moment)].compactMap(\.self).min() else { return nil }
      moment = next
    }
  }

  /// The moments at which flushes of `calls` calls could leave, each as soon as possible; ascending, for one minute.
  package func departures(of calls: Int, now: Duration) -> [Duration] {
    let recent = recent(at: now)
    let limit = learned.limit(at: now)
    let free = limit - recent.count - reserved
    return (0..<max(0, limit / calls)).map { flush in
      let excess = (flush + 1) * calls - free
      if excess <= 0 { return now }
      guard excess <= recent.count else { return now + Self.length }
      return recent[recent.startIndex + excess - 1] + Self.length
    }
  }

  /// Reserves calls, which count until they are sent or released.
  package mutating func reserve(_ calls: Int) {
    reserved += calls
  }

  /// Turns a reservation into a call sent at `now`.
  package mutating func send(at now: Duration) {
    reserved -= 1
    sent.removeAll { now - $0 >= Self.length }
    sent.append(now)
  }

  /// Releases reservations that will not be used.
  package mutating func release(_ calls: Int) {
    reserved -= calls
  }

  /// Records that a call sent at `sentAt` was refused for quota, which lowers the limit.
  package mutating func refused(sentAt: Duration, now: Duration) {
    learned.refused(sentAt: sentAt, calls: max(1, recent(at: now).count), now: now)
  }

  private func recent(at now: Duration) -> ArraySlice<Duration> {
    sent.drop { now - $0 >= Self.length }
  }
}
