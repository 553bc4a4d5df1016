// Which rule says when the next flush leaves.

/// When a flush leaves that the call budget would already let go.
///
/// The budget of every window is kept under each of them; a policy only decides whether to wait longer, so that more
/// operations share a call and budget is left for those who come next.
public enum PacingPolicy: Sendable, Hashable {
  /// At once while the budget is ample; spread over the budget that is left when operations arrive faster than
  /// flushes may leave.
  case adaptive
  /// As soon as the windows of the budget allow: best when the budget is ample, ruinous when it is not.
  case unpaced
  /// One budget-filling interval after the flush before: best under saturation, wasteful when it is quiet.
  case evenlySpaced
  /// Evenly spaced on average, with up to this many flushes at once after a quiet time; at least 1.
  case tokenBucket(burst: Int)
}
