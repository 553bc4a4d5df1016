// How fast operations arrive, from the last minute, in whole numbers.

/// The arrivals of the last minute, counted by the second.
package struct ArrivalRate {
  /// The arrivals and the time in which they came.
  package struct Estimate: Equatable {
    package let arrivals: Int
    /// From the start of the first second that counts until now; it grows to between 59 and 60 s.
    package let span: Duration

    /// The mean time between two arrivals, rounded up; `nil` when none came.
    package var interval: Duration? { arrivals > 0 ? span.divided(by: arrivals) : nil }
  }

  private static let seconds = 60
  private var counts = [Int](repeating: 0, count: Self.seconds)
  /// The second that was counted last, since the start.
  private var latest: Int64 = 0

  package init() {}

  /// Counts an arrival; `now` never goes back.
  package mutating func count(at now: Duration) {
    advance(to: now.components.seconds)
    counts[Int(latest) % Self.seconds] += 1
  }

  /// What the minute before `now` says; less than a minute after the start, what there is since then.
  package mutating func estimate(at now: Duration) -> Estimate {
    advance(to: now.components.seconds)
    let start = Duration.seconds(max(0, latest - Int64(Self.seconds - 1)))
    return Estimate(arrivals: counts.reduce(0, +), span: now - start)
  }

  private mutating func advance(to second: Int64) {
    guard second > latest else { return }
    for passed in max(latest + 1, second - Int64(Self.seconds - 1))...second {
      counts[Int(passed) % Self.seconds] = 0
    }
    latest = second
  }
}

extension Duration {
  /// A part of a duration, rounded up to a whole nanosecond: clocks know no less, and a wait for less never ends.
  func divided(by parts: Int) -> Duration {
    let nanoseconds = components.seconds * 1_000_000_000 + (components.attoseconds + 999_999_999) / 1_000_000_000
    return .nanoseconds((nanoseconds + Int64(parts) - 1) / Int64(parts))
  }
}
