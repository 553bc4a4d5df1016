// The arrival rate of operations over the last minute, or over its last seconds in a rush, in integers.

/// The arrivals of the last minute, counted per second.
package struct ArrivalRate {
  /// A number of arrivals and the time they took.
  package struct Estimate: Equatable {
    package let arrivals: Int
    /// The time from the start of the first counted second until now; up to between 59 and 60 s.
    package let span: Nanoseconds

    /// The mean time between two arrivals, rounded up; `nil` without arrivals.
    package var interval: Nanoseconds? { arrivals > 0 ? span.divided(by: arrivals) : nil }

    /// Whether this many arrivals are more than chance makes of another estimate's rate.
    ///
    /// That rate explains e = arrivals · span / its span of them, with a standard deviation of √e (Poisson). A rush is
    /// more than three of those above it: (arrivals − e)² > 9e, multiplied out so that integers suffice.
    fileprivate func isRush(beside other: Estimate) -> Bool {
      let expected = Int128(other.arrivals) * Int128(span)
      let whole = Int128(other.span)
      let excess = Int128(arrivals) * whole - expected
      return excess > 0 && excess * excess > 9 * expected * whole
    }

    /// Whether its rate is lower than another's.
    fileprivate func isSlower(than other: Estimate) -> Bool {
      Int128(arrivals) * Int128(other.span) < Int128(other.arrivals) * Int128(span)
    }
  }

  private static let seconds = 60
  /// The last seconds that are looked at for a rush.
  private static let rushes = [5, 10, 20]
  private var counts = [Int](repeating: 0, count: Self.seconds)
  /// The number of arrivals in `counts`.
  private var count = 0
  /// The latest counted second, counted from the start.
  private var latest = 0

  package init() {}

  /// Counts an arrival; `now` must not decrease.
  package mutating func count(at now: Nanoseconds) {
    advance(to: now)
    counts[latest % Self.seconds] += 1
    count += 1
  }

  /// The estimate from the minute before `now`, or from the time since the start if that is shorter; in a rush, the
  /// fastest of those from its last 5, 10 and 20 s.
  ///
  /// A minute is long enough to tell a rate from chance, and too long after a silence, such as an outage in which nobody
  /// is answered: its mean then hides a rush that uses up the budget.
  package mutating func estimate(at now: Nanoseconds) -> Estimate {
    advance(to: now)
    let minute = Estimate(arrivals: count, span: now - .seconds(max(0, latest - Self.seconds + 1)))
    var fastest = minute
    for seconds in Self.rushes {
      let rush = estimate(ofLast: seconds, at: now)
      if rush.isRush(beside: minute), fastest.isSlower(than: rush) { fastest = rush }
    }
    return fastest
  }

  private func estimate(ofLast seconds: Int, at now: Nanoseconds) -> Estimate {
    let first = max(0, latest - seconds + 1)
    var arrivals = 0
    var second = first
    while second <= latest {
      arrivals += counts[second % Self.seconds]
      second += 1
    }
    return Estimate(arrivals: arrivals, span: now - .seconds(first))
  }

  private mutating func advance(to now: Nanoseconds) {
    let second = Int(now / 1_000_000_000)
    guard second > latest else { return }
    for passed in max(latest + 1, second - Self.seconds + 1)...second {
      count -= counts[passed % Self.seconds]
      counts[passed % Self.seconds] = 0
    }
    latest = second
  }
}
