// PERF-04: rows in chunks of at most 900, none lost, order kept, small operations whole; read from the backend's log.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.chunks)) struct Chunks {
    static let sizes = [0, 1, 899, 900, 901, 1050, 5000, 100_000]

    @Test(arguments: FlushMode.allCases)
    func `operations of 0 to 100,000 rows arrive in chunks`(mode: FlushMode) throws {
      let policy = Policy.alone(mode)
      let world = World(workers: 1, policy: policy)
      let chunks = try world.simulation.run {
        try await world.service.whileRunning {
          var chunks: [[Int]] = []
          for size in Self.sizes {
            let before = world.backend.callLog.count
            _ = try await world.service.perform(SheetOperation(rows: Self.rows(size, operation: size)))
            chunks.append(world.backend.callLog.calls.dropFirst(before).flatMap(\.appendedRowCounts))
          }
          return chunks
        }
      }
      let expected = Self.sizes.flatMap { size in Self.rows(size, operation: size) }
      let audit = LogAudit(logged: world.logged(), acknowledged: [expected.map(\.first)])
      let sizes = Self.sizes.map(String.init).joined(separator: ", ")
      let scenario = Scenario(
        workload: "1 worker, operations of \(sizes) rows", conditions: World.title(), seed: suiteSeed)
      let prefix = "chunks/\(policy.name)"
      try PerformanceCollector.record(
        [
          ("largest-chunk", chunks.joined().max() ?? 0), ("rows-lost", audit.lost), ("rows-doubled", audit.doubled),
          ("rows-out-of-order", audit.outOfOrder),
        ].map { name, value in
          Metric(
            id: "\(prefix)/\(name)", unit: .rows, basis: .simulated, scenario: scenario, value: Int64(value),
            labels: ["policy": policy.name, MetricLabel.measure: name])
        })
      try PerformanceCollector.record(
        zip(Self.sizes, chunks).map { size, chunks in
          Metric(
            id: "\(prefix)/rows-\(size)", unit: .chunks, basis: .simulated, scenario: scenario,
            value: Int64(chunks.count),
            labels: ["policy": policy.name, "rows": "\(size)", MetricLabel.measure: "chunks"])
        })
    }

    @Test(arguments: FlushMode.allCases)
    func `operations that share flushes are not cut`(mode: FlushMode) throws {
      let policy = Policy.alone(mode)
      let world = World(workers: 1, policy: policy)
      var generator = world.simulation.generator("sizes")
      let sizes = (0..<50).map { _ in Int(generator.draw(in: 1...900)) }
      try world.simulation.run {
        try await world.service.whileRunning {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, size) in sizes.enumerated() {
              group.addTask {
                _ = try await world.service.perform(SheetOperation(rows: Self.rows(size, operation: number)))
              }
            }
            try await group.waitForAll()
          }
        }
      }
      let audit = ChunkAudit(
        logged: world.logged(), chunkRows: world.backend.callLog.appendedRowCounts(outcome: .accepted),
        rowsPerOperation: Self.rowsPerOperation)
      let scenario = Scenario(
        workload: "50 operations of 1 to 900 rows at once", conditions: World.title(), seed: suiteSeed)
      try PerformanceCollector.record(
        Metric(
          id: "chunks/\(policy.name)/operations-split", unit: .count, basis: .simulated, scenario: scenario,
          value: Int64(audit.split),
          labels: ["policy": policy.name, MetricLabel.measure: "operations-split"]),
        Metric(
          id: "chunks/\(policy.name)/operations-whole", unit: .count, better: .higher, basis: .simulated,
          scenario: scenario,
          value: Int64(audit.whole), labels: ["policy": policy.name, MetricLabel.measure: "operations-whole"]))
    }

    private static let rowsPerOperation = 1_000_000.0

    /// Rows of one number each, which no other operation's rows have.
    private static func rows(_ count: Int, operation: Int) -> [[CellValue]] {
      (0..<count).map { [.number(Double(operation) * rowsPerOperation + Double($0))] }
    }
  }
}
