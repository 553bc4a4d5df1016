// A period on the shop floor: everybody works until the time is over, and everything that happens is kept.

import BatchedSheets
import PerformanceMetrics
import SheetsAPI
import SheetsSim

/// The work of some workers over a period of simulated time, and what it cost.
package struct ShopFloorRun {
  /// One operation or read that was acknowledged.
  package struct Entry: Sendable {
    let task: ShopFloor.Task
    /// When it was handed over, in nanoseconds since the simulation began.
    package let acceptedAt: Int64
    package let receipt: Receipt
    /// The latency with its spans, which are checked to add up to it.
    package let sample: Sample
    /// The ids of the rows that were appended.
    package let rows: [CellValue?]
  }

  /// How far apart the numbers of two steps begin, as the workbook numbers its event rows.
  static let numbersPerStep = 1_000.0

  package let floor: ShopFloor
  package let duration: Duration
  package let scenario: Scenario
  /// The acknowledged tasks of each worker, in their order.
  package let entries: [[Entry]]
  /// The tasks that ended in an error.
  package let failures: Int
  package let calls: CallLog
  package let audit: LogAudit
  /// The first cells of the rows of the log, in their order.
  package let logged: [CellValue?]
  package let traceDigest: UInt64

  /// Lets the workers work; the seed, the policy and the faults decide everything that happens.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(
    workers: Int, duration: Duration = .seconds(600), policy: Policy, seed: UInt64 = suiteSeed,
    faults: FaultPlan = FaultPlan(), faultsTitle: String = "no faults"
  ) throws {
    let floor = ShopFloor(workers: workers)
    let world = World(workers: workers, policy: policy, seed: seed, faults: faults)
    let scenario = Scenario(
      workload: "\(floor.description), \(duration.components.seconds) s", conditions: World.title(faults: faultsTitle),
      seed: seed)
    try self.init(of: floor, in: world, duration: duration, scenario: scenario) { end in
      try await Self.work(floor, in: world, until: end)
    }
  }

  /// Runs `work` until it returns, with the service running, and keeps what happened.
  package init(
    of floor: ShopFloor, in world: World, duration: Duration, scenario: Scenario,
    _ work: @escaping @Sendable (SimulatedClock.Instant) async throws -> [Shift]
  ) throws {
    let shifts = try world.simulation.run {
      try await world.service.whileRunning {
        try await work(SimulatedClock.Instant(nanoseconds: 0).advanced(by: duration))
      }
    }
    self.floor = floor
    self.duration = duration
    self.scenario = scenario
    entries = shifts.map(\.entries)
    failures = shifts.reduce(0) { $0 + $1.failures }
    calls = world.backend.callLog
    logged = world.logged()
    audit = LogAudit(logged: logged, acknowledged: entries.map { $0.flatMap(\.rows) })
    traceDigest = world.simulation.trace.digest
  }

  /// What one worker did, or one arrival.
  package struct Shift: Sendable {
    package let number: Int
    package var entries: [Entry] = []
    package var failures = 0

    /// Performs one task through the service and records its outcome.
    package mutating func perform(
      _ task: ShopFloor.Task, _ work: ShopFloorWorkbook.Work, in world: World
    ) async throws {
      let acceptedAt = world.simulation.clock.now.nanoseconds
      do {
        let receipt = try await world.perform(work)
        entries.append(
          Entry(
            task: task, acceptedAt: acceptedAt, receipt: receipt, sample: try receipt.sample(),
            rows: work.rows.map(\.first)))
      } catch is ServiceError {
        failures += 1
      }
    }
  }

  private static func work(
    _ floor: ShopFloor, in world: World, until end: SimulatedClock.Instant
  ) async throws -> [Shift] {
    try await withThrowingTaskGroup(of: Shift.self) { group in
      for worker in 0..<floor.workers {
        group.addTask {
          try await world.simulation.named("worker \(worker)") {
            try await shift(of: worker, on: floor, in: world, until: end)
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.number < $1.number }
    }
  }

  private static func shift(
    of worker: Int, on floor: ShopFloor, in world: World, until end: SimulatedClock.Instant
  ) async throws -> Shift {
    var steps = ShopFloorWorker(
      number: worker, on: floor, generator: world.simulation.generator("worker \(worker)"))
    var shift = Shift(number: worker)
    while true {
      let step = steps.next()
      try await world.simulation.clock.sleep(for: step.thinking)
      guard world.simulation.clock.now < end else { return shift }
      let work = world.workbook.work(step.task, worker: worker, step: step.number)
      try await shift.perform(step.task, work, in: world)
    }
  }
}

extension ShopFloorRun {
  /// The samples of the tasks that satisfy a condition.
  package func samples(where isIncluded: (ShopFloor.Task) -> Bool) -> [Sample] {
    entries.flatMap { $0.filter { isIncluded($0.task) }.map(\.sample) }
  }

  /// The samples of finalizing this many unions.
  package func samples(ofFinalizing unions: Int) -> [Sample] {
    samples { $0 == .finalize(unions: unions) }
  }

  /// The rows of each chunk in the order in which they reached the log: a call takes effect when it is answered.
  package var chunkRows: [Int] {
    calls.calls.filter { $0.outcome == .accepted && !$0.appendedRowCounts.isEmpty }
      .sorted { ($0.answeredAt ?? 0, $0.number) < ($1.answeredAt ?? 0, $1.number) }
      .flatMap(\.appendedRowCounts)
  }

  /// The number of tasks that wrote and were acknowledged.
  package var writes: Int { entries.joined().count { !$0.task.isRead } }

  /// The number of tasks that were acknowledged.
  package var acknowledged: Int { entries.reduce(0) { $0 + $1.count } }
}

extension ShopFloor.Task {
  /// Whether the task only reads.
  package var isRead: Bool {
    switch self {
    case .finalize, .startSpool: false
    case .queryAvailable, .queryMetrics: true
    }
  }
}
