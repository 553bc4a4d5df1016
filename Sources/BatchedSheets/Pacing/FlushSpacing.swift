// How long a flush waits although the windows would allow it to leave.

/// The state of a pacing policy, which decides from the times at which operations arrived and flushes left.
///
/// **Adaptive.** Let G be the interval between flushes that just uses the budget, and λ the arrival rate. A flush lingers
/// for `gap - 1/λ`, counted from when its first operation started to wait or from when the previous flush left, whichever
/// is later. That is an even spacing of `gap`, less the mean wait for a first arrival. If it is not positive, the flush
/// leaves at once.
///
/// - While λ·G ≤ 1, there are enough flushes for every operation to have its own. The gap follows from the windows: it is
///   the smallest spacing at which the kth flush finds the kth opening. It is zero until a rush has used up the windows.
/// - Beyond that, a flush that hurries only delays the next one. The gap is at least G, and an operation that the previous
///   flush left behind waits for all of it.
/// - Warm-up: in its first 5 s a service has no arrival rate and spaces evenly. Mistaking a rush for a quiet time would
///   use up a minute's budget on a few operations.
///
/// Worked values for one identity, 29 calls per minute and one call per flush, so G = 2.069 s: at 20 operations per minute
/// (λ·G = 0.69) flushes leave at once; at 230 (1/λ = 0.261 s) a flush lingers 1.808 s after its first operation.
///
/// **Evenly spaced** and **token bucket** are the generic cell rate algorithm with an emission interval of G and a
/// tolerance of (burst - 1) · G. Source: ITU-T I.371, annex A.
package struct FlushSpacing {
  /// How long arrivals are counted before their rate is used.
  static let warmUp = Nanoseconds.seconds(5)

  package let policy: PacingPolicy
  private var arrivals = ArrivalRate()
  /// The theoretical arrival time of the generic cell rate algorithm: when an evenly spaced next flush leaves.
  private var theoreticalArrival = Nanoseconds.zero
  private var lastLeft: Nanoseconds?
  private var lingering: (since: Nanoseconds, until: Nanoseconds)?

  package init(policy: PacingPolicy) {
    if case .tokenBucket(let burst) = policy {
      precondition(burst >= 1, "the burst of a token bucket is \(burst), expected at least 1")
    }
    self.policy = policy
  }

  /// Records that an operation arrived at `now`.
  package mutating func arrived(at now: Nanoseconds) {
    arrivals.count(at: now)
  }

  /// The first moment at which the policy allows the next flush to leave.
  ///
  /// - Parameters:
  ///   - since: when the first operation in the queue started to wait.
  ///   - interval: the interval between flushes that just uses the budget.
  ///   - departures: the moments at which the windows allow one flush after another, ascending.
  ///   - now: the current time.
  /// - Returns: the moment, which may be in the past.
  package mutating func earliest(
    since: Nanoseconds, interval: Nanoseconds, departures: @autoclosure () -> some Sequence<Nanoseconds>,
    now: Nanoseconds
  ) -> Nanoseconds {
    switch policy {
    case .unpaced: return now
    case .evenlySpaced: return theoreticalArrival
    case .tokenBucket(let burst): return theoreticalArrival - interval * Nanoseconds(burst - 1)
    case .adaptive:
      if let lingering, lingering.since == since { return lingering.until }
      let until = lingerEnd(since: since, interval: interval, departures: departures, now: now)
      lingering = (since, until)
      return until
    }
  }

  private mutating func lingerEnd(
    since: Nanoseconds, interval: Nanoseconds, departures: () -> some Sequence<Nanoseconds>, now: Nanoseconds
  ) -> Nanoseconds {
    guard let lastLeft else { return now }
    guard now >= Self.warmUp else { return lastLeft + interval }
    let estimate = arrivals.estimate(at: now)
    guard let mean = estimate.interval else { return now }
    let isSaturated = interval * Nanoseconds(estimate.arrivals) > estimate.span
    let base = max(since, lastLeft)
    var gap = isSaturated ? interval : .zero
    var count = 0
    for moment in departures() {
      count += 1
      if moment - base > gap * Nanoseconds(count) { gap = (moment - base).divided(by: count) }
    }
    let wasLeftBehind = isSaturated && since < lastLeft
    return base + (wasLeftBehind ? gap : max(.zero, gap - mean))
  }

  /// Records that a flush left at `now`.
  package mutating func left(interval: Nanoseconds, at now: Nanoseconds) {
    theoreticalArrival = max(theoreticalArrival, now) + interval
    lastLeft = now
    lingering = nil
  }

  /// The moment for one more call of a flush whose last call was sent at `sentAt`; later flushes do not delay it.
  package mutating func furtherCall(after sentAt: Nanoseconds, interval: Nanoseconds, now: Nanoseconds) -> Nanoseconds {
    switch policy {
    case .unpaced: return now
    case .adaptive: return max(now, sentAt + interval)
    case .evenlySpaced, .tokenBucket:
      let moment = max(theoreticalArrival, now)
      theoreticalArrival = moment + interval
      return moment
    }
  }
}
