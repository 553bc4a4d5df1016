// The arrival rate of operations over the last minute, or over its last seconds in a rush, in integers.

/// The arrivals of the last minute, counted per second.
package struct ArrivalRate {
  /// A number of arrivals and the time they took.
  package struct Estimate: Equatable {
    package let arrivals: Int
    /// The time from the start of the first counted second until now; up to between 59 and 60 s.
    package let span: Duration

    /// The mean time between two arrivals, rounded up; `nil` without arrivals.
    package var interval: Duration? { arrivals > 0 ? span.divided(by: arrivals) : nil }

    /// Whether this many arrivals are more than chance makes of another estimate's rate.
    ///
    /// That rate explains e = arrivals · span / its span of them, with a standard deviation of √e (Poisson). A rush is
    /// more than three of those above it: (arrivals − e)² > 9e, multiplied out so that integers suffice.
    fileprivate func isRush(beside other: Estimate) -> Bool {
      let expected = Int128(other.arrivals) * span.wholeNanoseconds
      let whole = other.span.wholeNanoseconds
      let excess = Int128(arrivals) * whole - expected
      return excess > 0 && excess * excess > 9 * expected * whole
    }

    /// Whether its rate is lower than another's.
    fileprivate func isSlower(than other: Estimate) -> Bool {
      Int128(arrivals) * other.span.wholeNanoseconds < Int128(other.arrivals) * span.wholeNanoseconds
    }
  }

  private static let seconds = 60
  /// The last seconds that are looked at for a rush.
  private static let rushes = [5, 10, 20]
  private var counts = [Int](repeating: 0, count: Self.seconds)
  /// The latest counted second, counted from the start.
  private var latest: Int64 = 0

  package init() {}

  /// Counts an arrival; `now` must not decrease.
  package mutating func count(at now: Duration) {
    advance(to: now.components.seconds)
    counts[Int(latest) % Self.seconds] += 1
  }

  /// The estimate from the minute before `now`, or from the time since the start if that is shorter; in a rush, the
  /// fastest of those from its last 5, 10 and 20 s.
  ///
  /// A minute is long enough to tell a rate from chance, and too long after a silence, such as an outage in which nobody
  /// is answered: its mean then hides a rush that uses up the budget.
  package mutating func estimate(at now: Duration) -> Estimate {
    advance(to: now.components.seconds)
    let minute = estimate(ofLast: Self.seconds, at: now)
    return Self.rushes.map { estimate(ofLast: $0, at: now) }.filter { $0.isRush(beside: minute) }
      .max { $0.isSlower(than: $1) } ?? minute
  }

  private func estimate(ofLast seconds: Int, at now: Duration) -> Estimate {
    let first = max(0, latest - Int64(seconds - 1))
    return Estimate(
      arrivals: (first...latest).reduce(0) { $0 + counts[Int($1) % Self.seconds] }, span: now - .seconds(first))
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

  fileprivate var wholeNanoseconds: Int128 {
    Int128(components.seconds) * 1_000_000_000 + Int128(components.attoseconds / 1_000_000_000)
  }
}
