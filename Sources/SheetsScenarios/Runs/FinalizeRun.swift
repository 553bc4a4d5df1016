// One worker who does nothing but finalize: the smallest scenario of the latency requirement.

import BatchedSheets
import PerformanceMetrics
import SheetsSim

/// A number of finalizes by one worker, one after another, with thinking in between.
package struct FinalizeRun {
  package let scenario: Scenario
  package let samples: [Sample]

  /// Lets one worker finalize `operations` times.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(unions: Int, operations: Int, policy: Policy, seed: UInt64 = suiteSeed) throws {
    let floor = ShopFloor(workers: 1, mix: [ShopFloor.Share(.finalize(unions: unions), weight: 1)])
    let world = World(workers: 1, policy: policy, seed: seed)
    scenario = Scenario(
      workload: "\(floor.description), \(operations) operations", conditions: World.title(), seed: seed)
    samples = try world.simulation.run {
      try await world.service.whileRunning {
        var steps = ShopFloorWorker(number: 0, on: floor, generator: world.simulation.generator("worker 0"))
        var samples: [Sample] = []
        for _ in 0..<operations {
          let step = steps.next()
          try await world.simulation.clock.sleep(for: step.thinking)
          let work = world.workbook.work(step.task, worker: 0, step: step.number)
          samples.append(try await world.perform(work).sample())
        }
        return samples
      }
    }
  }
}
