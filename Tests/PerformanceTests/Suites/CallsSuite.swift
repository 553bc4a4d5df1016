// PERF-03: how many calls an operation needs, counted by the backend and not by the service.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.calls)) struct Calls {
    @Test(arguments: FlushMode.allCases)
    func `an operation of any size needs few calls`(mode: FlushMode) throws {
      let policy = Policy.alone(mode)
      let world = World(workers: 1, policy: policy)
      let sizes = Array(0...ShopFloorWorkbook.unionsPerWorker)
      let counts = try world.simulation.run {
        try await world.service.whileRunning {
          var counts: [Int64] = []
          for unions in sizes {
            let before = world.backend.callLog.count
            let work = world.workbook.work(.finalize(unions: unions), worker: 0, step: unions)
            _ = try await world.perform(work)
            counts.append(Int64(world.backend.callLog.count - before))
          }
          return counts
        }
      }
      let scenario = Scenario(
        workload: "1 worker, finalize 0, 1, … 100 unions", conditions: World.title(), seed: suiteSeed)
      let most = try #require(counts.max())
      try PerformanceCollector.record(
        [("most", most), ("no-unions", counts[0]), ("all-sizes", counts.reduce(0, +))].map { name, value in
          Metric(
            id: "calls/\(policy.name)/\(name)", unit: .calls, basis: .simulated, scenario: scenario, value: value,
            labels: ["policy": policy.name, MetricLabel.measure: name])
        })
      try PerformanceCollector.record(
        Series(
          id: "calls/\(policy.name)/by-unions", scenario: scenario, labels: ["policy": policy.name],
          metric: "calls/\(policy.name)/most", x: Axis(name: "unions", unit: .count),
          y: Axis(name: "calls of an operation", unit: .calls),
          points: zip(sizes, counts).map { Point(Int64($0), $1) }))
    }

    @Test(arguments: [1, 10, 50])
    func `reads that wait together share calls`(readers: Int) throws {
      let world = World(workers: readers, policy: .oneIdentityOneCall)
      try world.simulation.run {
        try await world.service.whileRunning {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<readers {
              group.addTask {
                _ = try await world.perform(world.workbook.work(.queryAvailable, worker: reader, step: 0))
              }
            }
            try await group.waitForAll()
          }
        }
      }
      let scenario = Scenario(
        workload: "\(readers) workers query at once what is available", conditions: World.title(), seed: suiteSeed)
      try PerformanceCollector.record(
        Metric(
          id: "calls/\(Policy.oneIdentityOneCall.name)/\(readers)-reads-at-once", unit: .calls, basis: .simulated,
          scenario: scenario,
          value: Int64(world.backend.callLog.count),
          labels: [
            "policy": Policy.oneIdentityOneCall.name, "readers": "\(readers)", MetricLabel.measure: "reads-at-once",
          ]))
    }
  }
}
