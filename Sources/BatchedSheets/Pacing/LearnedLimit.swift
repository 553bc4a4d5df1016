// What a 429 reveals about the share of the quota that others leave.

/// The maximum number of calls in a window: the budget, or less for a while after Google has refused a call for quota.
///
/// A refusal says that others used part of the quota, not how much. The limit falls to 7/8 of what was sent in the
/// minute before. It stays there for a minute, until every call of the refused window has left it, and then rises by one
/// every 6 s up to the budget or until the next refusal. Next to another client with a steady rate, it finds the rate that
/// is left at the cost of about one refusal every 90 s.
///
/// Additive increase, multiplicative decrease, as TCP uses to find the available bandwidth.
/// Source: Chiu and Jain, "Analysis of the increase and decrease algorithms for congestion avoidance", 1989.
package struct LearnedLimit {
  static let hold = Duration.seconds(60)
  static let rise = Duration.seconds(6)

  package let budget: Int
  private var lowered: (limit: Int, at: Duration)?

  package init(budget: Int) {
    self.budget = budget
  }

  /// The maximum number of calls in the window at `now`.
  package func limit(at now: Duration) -> Int {
    guard let lowered else { return budget }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.limit }
    return min(budget, lowered.limit + 1 + Int(since / Self.rise))
  }

  /// When the limit next rises after `now`; `nil` if it has reached the budget.
  package func nextRise(after now: Duration) -> Duration? {
    guard let lowered, limit(at: now) < budget else { return nil }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.at + Self.hold }
    return lowered.at + Self.hold + Self.rise * (Int(since / Self.rise) + 1)
  }

  /// Records that a call was refused for quota.
  ///
  /// - Parameters:
  ///   - sentAt: when the call was sent; a call sent before the limit fell only renews the hold.
  ///   - calls: the number of calls in the 60 s before `now`, the refused one included.
  ///   - now: the current time.
  package mutating func refused(sentAt: Duration, calls: Int, now: Duration) {
    let current = limit(at: now)
    if let lowered, sentAt < lowered.at {
      self.lowered = (current, now)
    } else {
      lowered = (max(1, min(current, calls) * 7 / 8), now)
    }
  }
}
