// The rules for when the next flush leaves.

/// When a flush leaves that the call budget would already allow.
///
/// Every policy keeps every window within its budget. A policy only decides whether to wait longer, so that more
/// operations share a call and later ones still find budget.
public enum PacingPolicy: Sendable, Hashable {
  /// At once while the budget is ample; evenly over the remaining budget if operations arrive faster than flushes leave.
  case adaptive
  /// As soon as the windows allow: best while the budget is ample, worst under saturation.
  case unpaced
  /// One interval after the previous flush, so that the budget is just used: best under saturation, slow when quiet.
  case evenlySpaced
  /// Evenly spaced on average, with a burst of up to this many flushes after a quiet time; at least 1.
  case tokenBucket(burst: Int)
}
