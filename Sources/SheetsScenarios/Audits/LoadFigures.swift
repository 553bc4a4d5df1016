// A run in some thirty numbers: what a load sweep keeps, and which requirements are met at its load.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

/// The results of a period on the shop floor.
package struct LoadFigures: Sendable {
  package let scenario: Scenario
  /// How many operations finalized 10 unions.
  package let finalizes: Int
  /// Their latency, in nanoseconds.
  package let p50: Int64
  package let p95: Int64
  package let p99: Int64
  /// The mean waiting of all writes before their flushes left, and the least that was possible, in nanoseconds.
  package let meanWaiting: Fraction
  package let meanBound: Fraction
  /// Tasks acknowledged within the run's duration, a minute.
  package let operationsPerMinute: Int64
  /// Tasks that were under way when half of the time and when all of it was over.
  package let underWay: (half: Int, end: Int)
  /// The most write calls in any minute: of an identity, of all.
  package let peakOfIdentity: Int
  package let peak: Int
  /// Write calls over writes.
  package let callsPerWrite: Fraction
  /// The most calls that one operation needed, retries apart.
  let mostCalls: Int
  let largestChunk: Int
  /// Operations that lie in more than one chunk.
  package let split: Int
  /// Rows of the log that were lost, doubled or out of order.
  let wrongRows: Int
  package let failures: Int

  /// Counts the results of a run.
  ///
  /// - Throws: an error of `Metric.percentile` when the run finalized nothing.
  package init(_ run: ShopFloorRun, policy: Policy) throws {
    let finalizes = run.samples(ofFinalizing: 10)
    func percentile(_ permille: Int) throws -> Int64 {
      try Metric.percentile(permille, id: "p\(permille)", of: finalizes, basis: .simulated, scenario: run.scenario)
        .value
    }
    scenario = run.scenario
    self.finalizes = finalizes.count
    (p50, p95, p99) = (try percentile(500), try percentile(950), try percentile(990))
    let waiting = run.writeWaiting
    let writes = Int64(max(1, waiting.count))
    meanWaiting = Fraction(waiting.total, over: writes)
    let bound = run.offlineOptimum(policy: policy)
    meanBound = Fraction(bound.totalWaiting, over: Int64(max(1, bound.arrivals)))
    let end = run.duration.wholeNanoseconds
    let done = run.entries.joined().count { $0.acceptedAt + $0.sample.value <= end }
    operationsPerMinute = Int64(done) * 60_000_000_000 / end
    underWay = (run.underWay(at: run.duration / 2), run.underWay(at: run.duration))
    peakOfIdentity = policy.robots.map { run.calls.peakCalls(access: .write, identity: $0) }.max() ?? 0
    peak = run.calls.peakCalls(access: .write)
    let calls = run.calls.calls.count { $0.method.access == .write }
    callsPerWrite = Fraction(Int64(calls), over: writes)
    mostCalls = run.entries.joined().map { $0.receipt.calls.count { $0.attempt == 1 } }.max() ?? 0
    largestChunk = run.calls.appendedRowCounts().max() ?? 0
    let chunks = ChunkAudit(
      logged: run.logged, chunkRows: run.chunkRows, rowsPerOperation: ShopFloorRun.numbersPerStep)
    split = chunks.split
    wrongRows = run.audit.lost + run.audit.doubled + run.audit.outOfOrder
    failures = run.failures
  }

  /// The requirements of the suites, with their targets, over the metrics of this load; `row` names policy and load.
  package static func requirements(prefix: String, row: String) -> [Requirement] {
    let requirements: [(id: String, metric: String, relation: Relation, target: Int64, unit: MetricUnit)] = [
      ("PERF-01", "finalize-10.p95", .lessThan, 1_000_000_000, .nanoseconds),
      ("PERF-02", "finalize-10.p99", .lessThan, 2_000_000_000, .nanoseconds),
      ("PERF-03", "most-calls", .atMost, 2, .calls), ("PERF-04", "largest-chunk", .atMost, 900, .rows),
      ("PERF-04", "operations-split", .equalTo, 0, .operations),
      ("PERF-04", "rows-lost-doubled-or-misplaced", .equalTo, 0, .rows),
      ("PERF-04", "failed", .equalTo, 0, .operations),
      ("PERF-05", "peak-writes-of-an-identity", .lessThan, 30, .calls),
      ("PERF-05", "peak-writes", .lessThan, 150, .calls),
    ]
    return requirements.map {
      Requirement(
        id: $0.id, row: row, metric: "\(prefix).\($0.metric)", relation: $0.relation, target: $0.target, unit: $0.unit)
    }
  }

  /// The numbers as metrics; the labels say under which policy and load they were measured.
  package func metrics(prefix: String, labels: [String: String]) -> [Metric] {
    func labeled(_ measure: String) -> [String: String] { labels.merging([MetricLabel.measure: measure]) { $1 } }
    func time(_ measure: String, _ statistic: String, _ value: Int64, _ fraction: Fraction? = nil) -> Metric {
      Metric(
        id: "\(prefix).\(measure).\(statistic)", unit: .nanoseconds, basis: .simulated, scenario: scenario,
        value: value,
        fraction: fraction, labels: labeled(measure).merging([MetricLabel.statistic: statistic]) { $1 })
    }
    let times = [("p50", p50), ("p95", p95), ("p99", p99)].map { time("finalize-10", $0, $1) }
    let means = [("mean", meanWaiting), ("offline-optimum", meanBound)].map { statistic, mean in
      time("waiting", statistic, mean.numerator / mean.denominator, mean)
    }
    let counts: [(name: String, unit: MetricUnit, better: Direction, value: Int)] = [
      ("operations-a-minute", .operations, .higher, Int(operationsPerMinute)),
      ("under-way-at-half", .operations, .lower, underWay.half),
      ("under-way-at-end", .operations, .lower, underWay.end),
      ("peak-writes-of-an-identity", .calls, .lower, peakOfIdentity), ("peak-writes", .calls, .lower, peak),
      ("most-calls", .calls, .lower, mostCalls),
      ("largest-chunk", .rows, .lower, largestChunk), ("operations-split", .operations, .lower, split),
      ("rows-lost-doubled-or-misplaced", .rows, .lower, wrongRows), ("failed", .operations, .lower, failures),
    ]
    let (calls, writes) = (callsPerWrite.numerator, callsPerWrite.denominator)
    let ratio = Metric(
      id: "\(prefix).write-calls-per-write", unit: .permille, basis: .simulated, scenario: scenario,
      value: (calls * 1_000 + writes / 2) / writes, fraction: callsPerWrite, labels: labeled("write-calls-per-write"))
    return times + means + [ratio]
      + counts.map { name, unit, better, value in
        Metric(
          id: "\(prefix).\(name)", unit: unit, better: better, basis: .simulated, scenario: scenario,
          value: Int64(value),
          labels: labeled(name))
      }
  }
}
