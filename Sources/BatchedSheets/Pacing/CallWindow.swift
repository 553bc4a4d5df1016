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
      let recent = sent.recent(at: moment)
      let excess = recent.count + reserved + calls - learned.limit(at: moment)
      if excess <= 0 { return moment }
      // A call leaves the window or the limit rises, whichever is first; the loop ends when the hold does.
      let leaving = excess <= recent.count ? recent[recent.startIndex + excess - 1] + Self.length : nil
      guard let next = [leaving, learned.nextRise(after: moment)].compactMap(\.self).min() else { return nil }
      moment = next
    }
  }

  /// The moments at which flushes of `calls` calls could leave, each as soon as possible; ascending, for one minute.
  package func departures(of calls: Int, now: Nanoseconds) -> Departures {
    let recent = sent.recent(at: now)
    let limit = learned.limit(at: now)
    var departures = Departures(
      recent: recent, calls: calls, now: now, flushes: limit / calls, excess: recent.count + reserved - limit)
    departures.removeFirst()
    return departures
  }

  /// The moments at which flushes could leave, taken one by one.
  package struct Departures {
    fileprivate let recent: ArraySlice<Nanoseconds>
    fileprivate let calls: Int
    fileprivate let now: Nanoseconds
    /// The number of flushes that the limit has a place for in this minute, from the second on.
    fileprivate var flushes: Int
    /// The number of recent calls that must leave the window before the first of them.
    fileprivate var excess: Int
    /// The moment of the first flush; the end of time when none is left.
    package private(set) var first = Nanoseconds.max

    /// The number of flushes, with the first.
    var count: Int { flushes + 1 }

    fileprivate init(recent: ArraySlice<Nanoseconds>, calls: Int, now: Nanoseconds, flushes: Int, excess: Int) {
      (self.recent, self.calls, self.now, self.flushes, self.excess) = (recent, calls, now, flushes, excess)
    }

    /// Goes on to the next flush.
    package mutating func removeFirst() {
      excess += calls
      flushes -= 1
      if flushes < 0 {
        first = .max
      } else if excess <= 0 {
        first = now
      } else {
        first = (excess <= recent.count ? recent[recent.startIndex + excess - 1] : now) + CallWindow.length
      }
    }
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
