// How long a flush waits that the windows would already let go.

/// The state of a pacing policy: decides from the moments at which operations arrived and flushes left.
///
/// **Adaptive.** Let G be the interval that just fills the budget and λ the rate of arrivals. A flush lingers for
/// `gap - 1/λ`: from the moment when its first operation began to wait, or from when the flush before it left if that
/// is later. That is an even spacing of `gap`, less the mean wait for a first arrival; where it is not positive the
/// flush leaves at once.
///
/// - While λ·G ≤ 1, there are enough flushes for each operation to have its own. The gap is what is left of the windows:
///   the smallest at which the kth flush from there finds their kth opening. It is none until a rush has used them up.
/// - Beyond that, waiting costs nothing that hurrying would not cost the next one: the gap is at least G, and all of it
///   is waited out for an operation that the flush before has left behind.
/// - In its first 5 s a service knows no rate and spaces evenly: a rush that it took for quiet would use up a minute's
///   budget for a few operations.
///
/// Worked values, one identity, 29 calls a minute, one call a flush, so G = 2.069 s: at 20 operations a minute
/// (λ·G = 0.69) flushes leave at once; at 230 (1/λ = 0.261 s) a flush lingers 1.808 s after its first operation.
///
/// **Evenly spaced** and **token bucket** are the generic cell rate algorithm with an emission interval of G and a
/// tolerance of (burst - 1) · G. Source: ITU-T I.371, annex A.
package struct FlushSpacing {
  /// How long arrivals are watched before their rate counts.
  static let acquaintance = Duration.seconds(5)

  package let policy: PacingPolicy
  private var arrivals = ArrivalRate()
  /// When the next flush would leave at an even spacing.
  private var theoretical = Duration.zero
  private var lastLeft: Duration?
  private var lingering: (since: Duration, until: Duration)?

  package init(policy: PacingPolicy) {
    if case .tokenBucket(let burst) = policy {
      precondition(burst >= 1, "a token bucket holds at least one flush")
    }
    self.policy = policy
  }

  /// Notes that an operation arrived at `now`.
  package mutating func arrived(at now: Duration) {
    arrivals.count(at: now)
  }

  /// The first moment at which the policy lets the next flush go.
  ///
  /// - Parameters:
  ///   - since: when the first operation in the queue began to wait.
  ///   - interval: the interval between flushes that just fills the budget.
  ///   - departures: the moments at which the windows would let flush after flush go, ascending.
  package mutating func earliest(
    since: Duration, interval: Duration, departures: @autoclosure () -> [Duration], now: Duration
  ) -> Duration {
    switch policy {
    case .unpaced: return now
    case .evenlySpaced: return theoretical
    case .tokenBucket(let burst): return theoretical - interval * (burst - 1)
    case .adaptive:
      if let lingering, lingering.since == since { return lingering.until }
      let until = lingerEnd(since: since, interval: interval, departures: departures, now: now)
      lingering = (since, until)
      return until
    }
  }

  private mutating func lingerEnd(
    since: Duration, interval: Duration, departures: () -> [Duration], now: Duration
  ) -> Duration {
    guard let lastLeft else { return now }
    let estimate = arrivals.estimate(at: now)
    guard estimate.span >= Self.acquaintance else { return lastLeft + interval }
    guard let mean = estimate.interval else { return now }
    let isSaturated = interval * estimate.arrivals > estimate.span
    let base = max(since, lastLeft)
    var gap = isSaturated ? interval : .zero
    for (place, moment) in departures().enumerated() { gap = max(gap, (moment - base).divided(by: place + 1)) }
    let wasLeftBehind = isSaturated && since < lastLeft
    return base + (wasLeftBehind ? gap : max(.zero, gap - mean))
  }

  /// Notes that a flush left at `now`.
  package mutating func left(interval: Duration, at now: Duration) {
    theoretical = max(theoretical, now) + interval
    lastLeft = now
    lingering = nil
  }

  /// The moment for one more call of a flush whose last was sent at `sentAt`, which no later flush pushes back.
  ///
  /// - Parameter interval: the interval between single calls that just fills the budget.
  package mutating func furtherCall(after sentAt: Duration, interval: Duration, now: Duration) -> Duration {
    switch policy {
    case .unpaced: return now
    case .adaptive: return max(now, sentAt + interval)
    case .evenlySpaced, .tokenBucket:
      let moment = max(theoretical, now)
      theoretical = moment + interval
      return moment
    }
  }
}
