// What a 429 teaches about the calls that others leave to us.

/// The calls that a window may hold: the budget, or fewer for a while after Google has refused a call for its quota.
///
/// A refusal says that others used a part of the quota, not how much. The limit falls to 7/8 of what was sent in the
/// minute before, stays there for a minute, until all that the refused window held has left it, and then rises by one
/// every 6 s until the budget is reached or the next refusal comes. Beside a steady stranger it so finds the rate that
/// is left, for about one refusal in a minute and a half.
///
/// Additive increase, multiplicative decrease, as TCP finds the bandwidth that others leave.
/// Source: Chiu and Jain, "Analysis of the increase and decrease algorithms for congestion avoidance", 1989.
package struct LearnedLimit {
  static let hold = Duration.seconds(60)
  static let rise = Duration.seconds(6)

  package let budget: Int
  private var lowered: (limit: Int, at: Duration)?

  package init(budget: Int) {
    self.budget = budget
  }

  /// The most calls that the window may hold at `now`.
  package func limit(at now: Duration) -> Int {
    guard let lowered else { return budget }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.limit }
    return min(budget, lowered.limit + 1 + Int(since / Self.rise))
  }

  /// When the limit rises next after `now`; `nil` when it is the budget.
  package func nextRise(after now: Duration) -> Duration? {
    guard let lowered, limit(at: now) < budget else { return nil }
    let since = now - lowered.at - Self.hold
    guard since >= .zero else { return lowered.at + Self.hold }
    return lowered.at + Self.hold + Self.rise * (Int(since / Self.rise) + 1)
  }

  /// Notes at `now` that a call was refused for the quota.
  ///
  /// - Parameters:
  ///   - sentAt: when the call was sent. One sent before the limit fell says nothing new: it only renews the hold.
  ///   - calls: the calls of the 60 s before `now`, the refused one included.
  package mutating func refused(sentAt: Duration, calls: Int, now: Duration) {
    let current = limit(at: now)
    if let lowered, sentAt < lowered.at {
      self.lowered = (current, now)
    } else {
      lowered = (max(1, min(current, calls) * 7 / 8), now)
    }
  }
}
