// One quota of one subject: how many calls it has made in the window that counts.

/// How a quota's minute is measured; Google does not document which of the two it uses.
public enum QuotaWindowKind: String, Sendable, Hashable {
  /// Any 60 seconds: a call stops counting exactly 60 seconds after it was accepted. The harder one to satisfy.
  case sliding
  /// The minutes since the beginning of the simulation, each half-open; `window_start_time` in Google's error hints at it.
  case fixed
}

/// The calls that count against one limit; the limit may change while they do.
package struct QuotaWindow {
  /// The length of the window, in nanoseconds.
  package static let length: Int64 = 60_000_000_000

  let kind: QuotaWindowKind
  /// Sliding: when calls were accepted, in order; those before `oldest` no longer count.
  private var times: ContiguousArray<Int64> = []
  private var oldest = 0
  /// Fixed: the number of the window last counted in, and the calls in it.
  private var window: Int64 = 0
  private var count = 0

  /// Makes a window in which no call has been counted.
  package init(_ kind: QuotaWindowKind) {
    self.kind = kind
  }

  /// Whether one more call may be accepted at `now`, in nanoseconds; nothing is counted yet.
  package func hasHeadroom(at now: Int64, limit: Int) -> Bool {
    switch kind {
    // One more fits when, of as many calls as the limit allows, the latest ones, the first no longer counts.
    case .sliding:
      limit > 0 && (times.count - oldest < limit || times[times.count - limit] + Self.length <= now)
    case .fixed: now / Self.length == window ? count < limit : limit > 0
    }
  }

  /// Counts a call for which there was room.
  package mutating func count(at now: Int64) {
    switch kind {
    case .sliding:
      while oldest < times.count, times[oldest] + Self.length <= now { oldest += 1 }
      // Half of the times at least are old ones when they are moved out, so that a call moves few on average.
      if oldest >= 64, oldest * 2 >= times.count {
        times.removeFirst(oldest)
        oldest = 0
      }
      times.append(now)
    case .fixed:
      if now / Self.length != window {
        window = now / Self.length
        count = 0
      }
      count += 1
    }
  }

  /// When the window that counts at `now` began, in nanoseconds and never before 0.
  package func start(at now: Int64) -> Int64 {
    switch kind {
    case .sliding: max(0, now - Self.length)
    case .fixed: now / Self.length * Self.length
    }
  }
}
