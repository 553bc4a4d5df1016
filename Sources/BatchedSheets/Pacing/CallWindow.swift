// Counts the calls of the last minute exactly; the rule that no window exceeds its budget lives here.

/// The calls of one quota subject in the last 60 s, including those reserved but not yet sent.
///
/// Two calls share a half-open window of 60 s exactly when they are less than 60 s apart, so a call may leave when
/// fewer than the limit were sent less than 60 s before it.
package struct CallWindow {
  package static let length = RecentMoments.length

  private var learned: LearnedLimit
  private var sent = RecentMoments()
  /// The number of calls that may leave at any moment; they count from now on, for an unknown time.
  package private(set) var reserved = 0

  /// Creates an empty window.
  ///
  /// - Parameter limit: the budget, which is never exceeded; refusals lower it for a while.
  package init(limit: Int) {
    learned = LearnedLimit(budget: limit)
  }

  /// The maximum number of calls in the window at `now`.
  package func limit(at now: Nanoseconds) -> Int { learned.limit(at: now) }

  /// The first moment from `now` on at which `calls` more could leave; `nil` while reservations leave no headroom.
  package func earliest(for calls: Int, now: Nanoseconds) -> Nanoseconds? {
    guard reserved + calls <= learned.budget else { return nil }
    var moment = now
    while true {
      let recent = sent.count(at: moment)
      let excess = recent + reserved + calls - learned.limit(at: moment)
      if excess <= 0 { return moment }
      // A call leaves the window or the limit rises, whichever is first; the loop ends when the hold does.
      let leaving = excess <= recent ? sent[excess - 1, at: moment] + Self.length : nil
      guard let next = [leaving, learned.nextRise(after: moment)].compactMap(\.self).min() else { return nil }
      moment = next
    }
  }

  /// The moment at which, of flushes of `calls` calls that leave as soon as possible, the one with this number leaves.
  ///
  /// Numbers start at 0; `nil` for a flush that the limit leaves no place in this minute.
  package func departure(_ flush: Int, of calls: Int, now: Nanoseconds) -> Nanoseconds? {
    let limit = learned.limit(at: now)
    guard flush < limit / calls else { return nil }
    let recent = sent.count(at: now)
    let excess = (flush + 1) * calls + recent + reserved - limit
    if excess <= 0 { return now }
    return excess <= recent ? sent[excess - 1, at: now] + Self.length : now + Self.length
  }

  /// Reserves calls, which count until they are sent or released.
  package mutating func reserve(_ calls: Int) {
    reserved += calls
  }

  /// Turns a reservation into a call sent at `now`.
  package mutating func send(at now: Nanoseconds) {
    reserved -= 1
    sent.append(now)
  }

  /// Releases reservations that will not be used.
  package mutating func release(_ calls: Int) {
    reserved -= calls
  }

  /// Records that a call sent at `sentAt` was refused for quota, which lowers the limit.
  package mutating func refused(sentAt: Nanoseconds, now: Nanoseconds) {
    learned.refused(sentAt: sentAt, calls: max(1, sent.count(at: now)), now: now)
  }
}
