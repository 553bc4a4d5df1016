// What a 429 reveals about the share of the quota that others leave.

/// The maximum number of calls in a window: the budget, or less for a while after Google has refused a call for quota.
///
/// A refusal says that others used part of the quota, not how much. The limit falls to 7/8 of what was sent in the
/// minute before. It stays there for a minute, until every call of the refused window has left it, and then rises every
/// 6 s, by one more each time, up to the budget or until the next refusal: slowly near the rate that is left, soon back
/// at the budget when all of it is. Next to another client with a steady rate, it finds the rate that is left at the cost
/// of about one refusal every 75 s.
///
/// Of a service that was quiet, what was sent says nothing, and 7/8 of one call would be a minute of silence. So the first
/// falls end at a quarter of the budget; only a service that is refused there for a whole minute falls further, by an
/// eighth a minute.
///
/// | of a budget of 29, refused after | at once | 60 s | 66 s | 72 s | 78 s | 84 s |
/// | --- | --- | --- | --- | --- | --- | --- |
/// | 16 calls | 14 | 15 | 17 | 20 | 24 | 29 |
/// | 1 call | 7 | 8 | 10 | 13 | 17 | 22 |
///
/// Increase until a refusal and multiplicative decrease, as TCP uses to find the available bandwidth; an increase that
/// grows as in its variant BIC.
/// Sources: Chiu and Jain, "Analysis of the increase and decrease algorithms for congestion avoidance", 1989; Xu, Harfoush
/// and Rhee, "Binary increase congestion control (BIC) for fast long-distance networks", 2004.
package struct LearnedLimit {
  static let hold = Nanoseconds.seconds(60)
  static let rise = Nanoseconds.seconds(6)

  package let budget: Int
  /// The last refusal: the limit that it left, when it was, and when the limit last fell.
  private var lowered: (limit: Int, at: Nanoseconds, fellAt: Nanoseconds)?

  package init(budget: Int) {
    self.budget = budget
  }

  /// The maximum number of calls in the window at `now`.
  package func limit(at now: Nanoseconds) -> Int {
    guard let lowered else { return budget }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.limit }
    // A billion steps reach every budget, and their sum still fits.
    let step = min(1_000_000_000, Self.steps(in: since))
    return min(budget, lowered.limit + step * (step + 1) / 2)
  }

  /// When the limit next rises after `now`; `nil` if it has reached the budget.
  package func nextRise(after now: Nanoseconds) -> Nanoseconds? {
    guard let lowered, limit(at: now) < budget else { return nil }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.at + Self.hold }
    return lowered.at + Self.hold + Self.rise * Nanoseconds(Self.steps(in: since))
  }

  /// Records that a call was refused for quota.
  ///
  /// - Parameters:
  ///   - sentAt: when the call was sent; a call sent before the limit fell only renews the hold.
  ///   - calls: the number of calls in the 60 s before `now`, the refused one included.
  ///   - now: the current time.
  package mutating func refused(sentAt: Nanoseconds, calls: Int, now: Nanoseconds) {
    let current = limit(at: now)
    if let lowered, sentAt < lowered.at {
      self.lowered = (current, now, lowered.fellAt)
      return
    }
    let next = max(lowest(from: current, at: now), min(current, calls) * 7 / 8)
    lowered = (next, now, next < current ? now : lowered?.fellAt ?? now)
  }

  /// The lowest limit to which a refusal at `now` may lower the current one.
  private func lowest(from current: Int, at now: Nanoseconds) -> Int {
    let floor = max(1, budget / 4)
    guard let lowered, current < budget else { return floor }
    let known = min(floor, lowered.limit)
    let isStillRefused = current == lowered.limit && now - lowered.fellAt >= Self.hold
    return isStillRefused ? max(1, known * 7 / 8) : known
  }

  /// The number of rises so long after the hold.
  private static func steps(in time: Nanoseconds) -> Int {
    1 + Int(time / rise)
  }
}
