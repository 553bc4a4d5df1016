// An open loop: tasks arrive at a fixed rate, whether or not earlier ones are done, so that overload shows as a queue.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

extension ShopFloorRun {
  /// The floor whose rows the arrivals use; how many there are does not depend on it.
  private static let floor = ShopFloor(workers: 50)

  /// Lets tasks of the usual mix arrive at a part of the policy's capacity, each carried by a task of its own.
  ///
  /// After the duration nothing arrives any more, and what has arrived is carried to its end.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(percentOfCapacity percent: Int, duration: Duration, policy: Policy, seed: UInt64 = suiteSeed) throws {
    let world = World(workers: Self.floor.workers, policy: policy, seed: seed)
    let gap = Capacity(of: policy).meanGap(percent: percent)
    // The policy decides its own capacity, and with that the rate: it is part of what was done.
    let mix = Self.floor.mix.map { "\($0.task) ×\($0.weight)" }.joined(separator: ", ")
    let scenario = Scenario(
      workload: "arrivals every \(gap.wholeNanoseconds) ns on average, \(mix), \(duration.components.seconds) s",
      conditions: World.title(), seed: seed)
    try self.init(of: Self.floor, in: world, duration: duration, scenario: scenario) { end in
      try await world.simulation.named("arrivals") { try await Self.arrive(every: gap, in: world, until: end) }
    }
  }

  private static func arrive(
    every gap: Duration, in world: World, until end: SimulatedClock.Instant
  ) async throws -> [Shift] {
    var arrivals = PoissonArrivals(meanGap: gap, generator: world.simulation.generator("arrivals"))
    var steps = ShopFloorWorker(number: 0, on: floor, generator: world.simulation.generator("tasks"))
    return try await withThrowingTaskGroup(of: Shift.self) { group in
      while true {
        let moment = SimulatedClock.Instant(nanoseconds: 0).advanced(by: arrivals.next())
        guard moment < end else { break }
        try await world.simulation.clock.sleep(until: moment, tolerance: nil)
        let step = steps.next()
        group.addTask {
          var shift = Shift(number: step.number)
          let work = world.workbook.work(
            step.task, worker: step.number % floor.workers, step: step.number / floor.workers)
          try await shift.perform(step.task, work, in: world)
          return shift
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.number < $1.number }
    }
  }

  /// How many that had been handed over had not been acknowledged at a moment of the run.
  package func underWay(at moment: Duration) -> Int {
    let now = moment.wholeNanoseconds
    return entries.joined().count { $0.acceptedAt <= now && $0.acceptedAt + $0.sample.value > now }
  }
}
