// One policy at one load, as the judge of the pacing sees it.

import BatchedSheets
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios
import SheetsSim

/// A pacing policy by the name that the judge's table has for it.
struct Contender: Sendable {
  package let name: String
  package let pacing: PacingPolicy

  /// The policy that is judged: the default of the service.
  package static let adaptive = Contender(name: "adaptive", pacing: .adaptive)
  /// The fixed policies that it is judged against.
  package static let fixed =
    [Contender(name: "unpaced", pacing: .unpaced), Contender(name: "even", pacing: .evenlySpaced)]
    + [2, 4, 8, 16].map { Contender(name: "burst \($0)", pacing: .tokenBucket(burst: $0)) }
}

/// The results of some seeds of the shop floor under one policy.
package struct PacingTrial: Sendable {
  /// The latencies of finalizing 10 unions, in nanoseconds.
  private(set) var finalizes: [Int64] = []
  /// How long all writes together waited before their flushes left, in nanoseconds, and how many there were.
  private(set) var totalWaiting: Int64 = 0
  private(set) var writes: Int64 = 0
  /// The least waiting that was possible with the arrivals as they were.
  private(set) var totalBound: Int64 = 0
  private(set) var failures = 0
  /// The most write calls of an identity in any minute.
  private(set) var peak = 0

  init() {}

  /// Runs a load once; `duration` is that of a closed loop.
  init(_ load: SweepLoad, duration: Duration, policy: Policy, seed: UInt64) throws {
    let run = try load.run(policy, duration: duration, seed: seed)
    let waiting = run.writeWaiting
    let bound = run.offlineOptimum(policy: policy)
    finalizes = run.samples(ofFinalizing: 10).map(\.value)
    totalWaiting = waiting.total
    writes = Int64(waiting.count)
    totalBound = bound.totalWaiting
    failures = run.failures
    peak = policy.robots.map { run.calls.peakCalls(access: .write, identity: $0) }.max() ?? 0
  }

  /// Adds the run of another seed.
  mutating func add(_ other: PacingTrial) {
    finalizes += other.finalizes
    totalWaiting += other.totalWaiting
    writes += other.writes
    totalBound += other.totalBound
    failures += other.failures
    peak = max(peak, other.peak)
  }

  /// p95 of finalizing 10 unions, which PERF-01 bounds; `nil` when there was none.
  var p95: Int64? {
    finalizes.isEmpty
      ? nil : finalizes.sorted()[NearestRank.rank(permille: 950, count: finalizes.count) - 1]
  }

  /// The mean waiting of a write before its flush left.
  var meanWaiting: Int64 { totalWaiting / max(1, writes) }

  /// The mean of the least waiting that was possible.
  var meanBound: Int64 { totalBound / max(1, writes) }

  /// What is impossible under any policy: less waiting than the optimum, or more calls than the budget.
  func faults(budget: CallBudget = .writes) -> [String] {
    var faults: [String] = []
    if totalWaiting < totalBound { faults.append("undercuts the bound") }
    if peak > budget.perIdentity { faults.append("\(peak) calls in a minute") }
    return faults
  }

  /// Whether a number is as good as the best of the fixed policies: within a tenth of it, or within 5 ms.
  package static func isAsGood(_ value: Int64, as best: Int64) -> Bool {
    Int128(value) * 10 <= Int128(best) * 11 || value - best <= 5_000_000
  }
}
