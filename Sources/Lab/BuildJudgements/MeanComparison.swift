// What actions of build servers do: the mean of some runs before and after, and a threshold.

import PerformanceMetrics

/// Compares the means of two lists of numbers with a threshold.
struct MeanComparison: Sendable {
  /// By what part of the mean before the mean after may be larger.
  let threshold: Double

  /// Whether the mean after is larger than the threshold lets pass; each list holds at least one number.
  func isRegression(before: [Int64], after: [Int64]) -> Bool {
    func mean(_ numbers: [Int64]) -> Double { numbers.reduce(0.0) { $0 + Double($1) } / Double(numbers.count) }
    return mean(after) > mean(before) * (1 + threshold)
  }
}
