import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `The trace of a run` {
  /// The digest of a minute of the shop floor with faults, which uses all sources of random numbers.
  private static func digest(seed: UInt64) throws -> UInt64 {
    let simulation = Simulation(seed: seed, horizon: .seconds(3600))
    let faults = FaultPlan([
      .errors(.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded")), perMillion: 50_000)
    ])
    let backend = SimulatedBackend(simulation, BackendConfiguration(faults: faults))
    let robots = [Identity("one"), Identity("two")]
    let workbook = ShopFloorWorkbook(workers: 3)
    let id = SpreadsheetID("floor")
    backend.addSpreadsheet(id: id, title: "Floor", sheets: workbook.sheets, sharedWith: robots)
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: id, log: SheetReference(workbook.events), identities: robots, mode: .twoCalls),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter"))
    let mix = [ShopFloor.Share(.finalize(unions: 2), weight: 1), ShopFloor.Share(.queryMetrics, weight: 1)]
    let floor = ShopFloor(workers: 3, mix: mix)
    try simulation.run {
      try await service.whileRunning {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<floor.workers {
            group.addTask {
              var worker = ShopFloorWorker(number: number, on: floor, generator: simulation.generator("\(number)"))
              for _ in 0..<4 {
                let step = worker.next()
                try await simulation.clock.sleep(for: step.thinking)
                let work = workbook.work(step.task, worker: number, step: step.number)
                if work.reads.isEmpty {
                  _ = try await service.perform(SheetOperation(rows: work.rows))
                } else {
                  _ = try await service.read(work.reads)
                }
              }
            }
          }
          try await group.waitForAll()
        }
      }
    }
    return simulation.trace.digest
  }

  @Test func `depends only on the seed, over 100 seeds`() throws {
    let digests = try (1...100).map { try Self.digest(seed: $0) }
    #expect(try (1...100).map { try Self.digest(seed: $0) } == digests)
    #expect(Set(digests).count == 100)
  }
}
