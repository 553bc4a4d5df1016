// How each cost of a piece of work is judged.

/// How a cost is judged.
package enum CostJudgement: Sendable, Hashable {
  /// It is the same in every process, so one number is compared with another.
  case exact
  /// It is noisy: many pairs are compared.
  case paired
  /// It depends on what else the machine does, so it is shown alone.
  case none
}

extension MetricLabel.Cost {
  /// How the cost is judged.
  package var judgement: CostJudgement {
    switch self {
    case .allocations, .allocatedBytes, .heldBytes, .peakBytes: .exact
    case .processorTime: .paired
    case .wallTime: .none
    }
  }
}

extension PerformanceReport {
  /// The costs of the machine in the order of their ids.
  package var costs: [Metric] { metrics.filter { $0.cost != nil } }
}
