// One limit of one quota subject: its calls in the current window.

/// How the minute of a quota is measured; Google does not document which of the two it uses.
public enum QuotaWindowKind: String, Sendable, Hashable {
  /// Any 60 seconds: a call stops counting exactly 60 seconds after it was admitted. The stricter of the two.
  case sliding
  /// Half-open minutes since the start of the simulation; `window_start_time` in Google's error suggests them.
  case fixed
}

/// The calls that count against one limit, which may change.
package struct QuotaWindow {
  /// The length of the window, in nanoseconds.
  package static let length: Int64 = 60_000_000_000

  let kind: QuotaWindowKind
  /// Sliding: the times of admitted calls, ascending; those before `oldest` no longer count.
  private var times: ContiguousArray<Int64> = []
  private var oldest = 0
  /// Fixed: the number of the latest window with a call, and the count of its calls.
  private var window: Int64 = 0
  private var count = 0

  /// Creates a window without calls.
  package init(_ kind: QuotaWindowKind) {
    self.kind = kind
  }

  /// Whether one more call may be admitted at `now`, in nanoseconds; it is not counted here.
  package func hasHeadroom(at now: Int64, limit: Int) -> Bool {
    switch kind {
    // There is headroom if the oldest of the latest `limit` calls no longer counts.
    case .sliding:
      limit > 0 && (times.count - oldest < limit || times[times.count - limit] + Self.length <= now)
    case .fixed: now / Self.length == window ? count < limit : limit > 0
    }
  }

  /// Counts an admitted call.
  package mutating func count(at now: Int64) {
    switch kind {
    case .sliding:
      while oldest < times.count, times[oldest] + Self.length <= now { oldest += 1 }
      // Old times are removed when they are at least half of all, so that a call moves few on average.
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

  /// When the current window at `now` began, in nanoseconds, at least 0.
  package func start(at now: Int64) -> Int64 {
    switch kind {
    case .sliding: max(0, now - Self.length)
    case .fixed: now / Self.length * Self.length
    }
  }
}
