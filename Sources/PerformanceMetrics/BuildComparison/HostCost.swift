// What a piece of work can cost the machine, and how each is judged.

/// A cost of work on the machine at hand.
package enum HostCost: String, Codable, Sendable, Hashable, CaseIterable {
  case allocations
  case allocatedBytes = "allocated-bytes"
  case heldBytes = "held-bytes"
  case peakBytes = "peak-bytes"
  case processorTime = "processor-time"
  case wallTime = "wall-time"

  /// How a cost is judged.
  package enum Judgement: Sendable, Hashable {
    /// It is the same in every process, so one number is compared with another.
    case exact
    /// It is noisy: many pairs are compared.
    case paired
    /// It is what else the machine does: nobody's fault.
    case none
  }

  /// How the cost is judged.
  package var judgement: Judgement {
    switch self {
    case .allocations, .allocatedBytes, .heldBytes, .peakBytes: .exact
    case .processorTime: .paired
    case .wallTime: .none
    }
  }
}

extension Metric {
  /// Which cost of the machine this is; `nil` of any other metric.
  package var cost: HostCost? {
    basis == .host && better == .lower ? labels["cost"].flatMap(HostCost.init) : nil
  }
}

extension PerformanceReport {
  /// The costs of the machine in the order of their ids.
  package var costs: [Metric] { metrics.filter { $0.cost != nil } }
}
