// The loads of a load sweep: closed loops of more and more workers, and open loops up to overload.

import BatchedSheets
import SheetsSim

/// One load under one policy.
package enum SweepLoad: Sendable, Hashable {
  /// Ten minutes of this many workers, each of whom waits for one task before the next.
  case workers(Int)
  /// Two minutes of arrivals at this part of the policy's capacity, whether or not those before them are done.
  case percentOfCapacity(Int)

  package static let workers = [1, 2, 5, 10, 30, 40, 50, 100, 500]
  package static let percents = [50, 90, 110]
  package static let all = workers.map(SweepLoad.workers) + percents.map(SweepLoad.percentOfCapacity)

  /// The load in a table.
  package var title: String {
    switch self {
    case .workers(let count): "\(count)"
    case .percentOfCapacity(let percent): "\(percent) %"
    }
  }

  /// The load in the id of a metric.
  package var name: String {
    switch self {
    case .workers(let count): "\(count)-workers"
    case .percentOfCapacity(let percent): "open-\(percent)-percent"
    }
  }

  /// The load as the label of its metrics.
  package var labels: [String: String] {
    switch self {
    case .workers(let count): ["workers": "\(count)"]
    case .percentOfCapacity(let percent): ["percent-of-capacity": "\(percent)"]
    }
  }

  /// About how many tasks it is, so that the longest runs can start first.
  package func weight(_ policy: Policy) -> Int {
    switch self {
    case .workers(let count): count * 60
    case .percentOfCapacity(let percent): percent * policy.identities * (policy.mode == .oneCall ? 6 : 1) * 30
    }
  }

  /// The load in words.
  package var sentence: String {
    switch self {
    case .workers(let count): "\(count) \(count == 1 ? "worker" : "workers")"
    case .percentOfCapacity(let percent): "\(percent) % of the capacity"
    }
  }

  /// Runs the load; `duration` is that of a closed loop.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package func run(
    _ policy: Policy, duration: Duration = .seconds(600), seed: UInt64 = suiteSeed
  ) throws -> ShopFloorRun {
    switch self {
    case .workers(let count): try ShopFloorRun(workers: count, duration: duration, policy: policy, seed: seed)
    case .percentOfCapacity(let percent):
      // Whole minutes, so that no window has budget for calls that nothing in the run can use.
      try ShopFloorRun(percentOfCapacity: percent, duration: .seconds(120), policy: policy, seed: seed)
    }
  }
}
