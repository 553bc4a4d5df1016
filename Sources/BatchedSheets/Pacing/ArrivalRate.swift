// The arrival rate of operations over the last minute, in integers.

/// The arrivals of the last minute, counted per second.
package struct ArrivalRate {
  /// A number of arrivals and the time they took.
  package struct Estimate: Equatable {
    package let arrivals: Int
    /// The time from the start of the first counted second until now; up to between 59 and 60 s.
    package let span: Duration

    /// The mean time between two arrivals, rounded up; `nil` without arrivals.
    package var interval: Duration? { arrivals > 0 ? span.divided(by: arrivals) : nil }
  }

  private static let seconds = 60
  private var counts = [Int](repeating: 0, count: Self.seconds)
  /// The latest counted second, counted from the start.
  private var latest: Int64 = 0

  package init() {}

  /// Counts an arrival; `now` must not decrease.
  package mutating func count(at now: Duration) {
    advance(to: now.components.seconds)
    counts[Int(latest) % Self.seconds] += 1
  }

  /// The estimate from the minute before `now`, or from the time since the start if that is shorter.
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
  /// The duration divided by a number, rounded up to a nanosecond: a clock cannot wait for less.
  func divided(by parts: Int) -> Duration {
    let nanoseconds = components.seconds * 1_000_000_000 + (components.attoseconds + 999_999_999) / 1_000_000_000
    return .nanoseconds((nanoseconds + Int64(parts) - 1) / Int64(parts))
  }
}
