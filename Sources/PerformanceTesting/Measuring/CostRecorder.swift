// Reads the counters of the thread and the clocks round the calls that are measured.

import AllocationCounting
import HostMeasurement

/// What one round of calls cost, all of its calls together.
struct CostRound: Sendable, Hashable {
  var allocations: Int64 = 0
  var allocatedBytes: Int64 = 0
  /// May be below 0, where the calls free what was held before.
  var heldBytes: Int64 = 0
  var peakBytes: Int64 = 0
  var processorNanoseconds: Int64 = 0
  var wallNanoseconds: Int64 = 0
}

/// The rounds of a measurement, recorded on one thread; takes no memory between `begin` and `end`.
struct CostRecorder: Sendable {
  private let plan: MeasuringPlan
  /// How many calls a round has.
  private(set) var callsPerRound = 1
  private(set) var rounds: [CostRound] = []
  private var elapsed: Int64 = 0
  private var counts = AllocationCounts()
  private var processor: Int64 = 0
  private var wall: Int64 = 0

  init(_ plan: MeasuringPlan) {
    self.plan = plan
    rounds.reserveCapacity(plan.times ?? MeasuringPlan.mostRounds)
  }

  /// Whether there is to be another round.
  var isUnfinished: Bool { plan.isUnfinished(rounds: rounds.count, elapsed: elapsed) }

  /// A round begins.
  mutating func begin() {
    wall = HostStopwatch.wallNanoseconds
    processor = HostStopwatch.processorNanoseconds
    allocation_counts_begin_peak()
    counts = allocation_counts()
  }

  /// A round ends.
  mutating func end() {
    let round = reading()
    elapsed += round.wallNanoseconds
    rounds.append(round)
  }

  /// The last call to warm up ends, which `begin` preceded: what it took makes the length of a round.
  mutating func endWarmUp() {
    callsPerRound = plan.callsPerRound(nanosecondsOfACall: reading().wallNanoseconds)
  }

  private func reading() -> CostRound {
    let now = allocation_counts()
    let processorNow = HostStopwatch.processorNanoseconds
    let wallNow = HostStopwatch.wallNanoseconds
    return CostRound(
      allocations: now.allocations - counts.allocations, allocatedBytes: now.allocated_bytes - counts.allocated_bytes,
      heldBytes: now.held_bytes - counts.held_bytes, peakBytes: now.peak_bytes - counts.held_bytes,
      processorNanoseconds: processorNow - processor, wallNanoseconds: wallNow - wall)
  }
}
