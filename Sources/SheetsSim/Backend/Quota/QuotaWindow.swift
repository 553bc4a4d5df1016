// One quota of one subject: how many calls it has made in the window that counts.

/// How a quota's minute is measured; Google does not document which of the two it uses.
public enum QuotaWindowKind: String, Sendable, Hashable {
  /// Any 60 seconds: a call stops counting exactly 60 seconds after it was accepted. The harder one to satisfy.
  case sliding
  /// The minutes since the beginning of the simulation, each half-open; `window_start_time` in Google's error hints at it.
  case fixed
}

/// The calls that count against one limit.
package struct QuotaWindow {
  /// The length of the window, in nanoseconds.
  package static let length: Int64 = 60_000_000_000

  let kind: QuotaWindowKind
  let limit: Int
  /// Sliding: when the latest calls were accepted, a ring of at most `limit`; its oldest stands at `oldest`.
  private var times: ContiguousArray<Int64> = []
  private var oldest = 0
  /// Fixed: the number of the window last counted in, and the calls in it.
  private var window: Int64 = 0
  private var count = 0

  /// Makes a window in which no call has been counted.
  package init(_ kind: QuotaWindowKind, limit: Int) {
    self.kind = kind
    self.limit = limit
  }

  /// Whether one more call may be accepted at `now`, in nanoseconds; nothing is counted yet.
  package func hasRoom(at now: Int64) -> Bool {
    switch kind {
    // The ring is full of accepted calls: one more fits when the oldest of them no longer counts.
    case .sliding: times.count < limit || (limit > 0 && times[oldest] + Self.length <= now)
    case .fixed: now / Self.length == window ? count < limit : limit > 0
    }
  }

  /// Counts a call for which there was room.
  package mutating func count(at now: Int64) {
    switch kind {
    case .sliding:
      if times.count < limit {
        times.append(now)
      } else {
        times[oldest] = now
        oldest = oldest + 1 == limit ? 0 : oldest + 1
      }
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
