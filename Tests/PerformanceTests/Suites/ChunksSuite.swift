// PERF-04: rows in chunks of at most 900, none lost, order kept, small operations whole; read from the backend's log.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.chunks)) struct Chunks {
    static let sizes = [0, 1, 899, 900, 901, 1050, 5000, 100_000]

    @Test(arguments: FlushMode.allCases)
    func `operations of 0 to 100,000 rows arrive in chunks`(mode: FlushMode) throws {
      let policy = Policy.alone(mode)
      let world = World(workers: 1, policy: policy)
      let rows = Self.sizes.map { size in (0..<size).map { Self.row("one-\(size)-\($0)") } }
      let chunks = try world.simulation.run {
        try await world.service.whileRunning {
          var chunks: [[Int]] = []
          for rows in rows {
            let before = world.backend.callLog.count
            _ = try await world.service.perform(SheetOperation(rows: rows))
            chunks.append(world.backend.callLog.calls.dropFirst(before).flatMap(\.appendedRowCounts))
          }
          return chunks
        }
      }
      let audit = LogAudit(logged: world.loggedEvents(), acknowledged: [rows.joined().map(Self.id)])
      let sizes = Self.sizes.map(String.init).joined(separator: ", ")
      let scenario = Scenario(
        workload: "1 worker, operations of \(sizes) rows", world: World.title(), seed: suiteSeed)
      let prefix = "chunks/\(policy.name)"
      try PerformanceCollector.record(
        Metric(
          id: "\(prefix)/largest-chunk", unit: .rows, scenario: scenario, value: Int64(chunks.joined().max() ?? 0)),
        Metric(id: "\(prefix)/rows-lost", unit: .rows, scenario: scenario, value: Int64(audit.lost)),
        Metric(id: "\(prefix)/rows-doubled", unit: .rows, scenario: scenario, value: Int64(audit.doubled)),
        Metric(id: "\(prefix)/rows-out-of-order", unit: .rows, scenario: scenario, value: Int64(audit.outOfOrder)))
      try PerformanceCollector.record(
        zip(Self.sizes, chunks).map { size, chunks in
          Metric(id: "\(prefix)/rows-\(size)", unit: .chunks, scenario: scenario, value: Int64(chunks.count))
        })
    }

    @Test(arguments: FlushMode.allCases)
    func `operations that share flushes are not cut`(mode: FlushMode) throws {
      let policy = Policy.alone(mode)
      let world = World(workers: 1, policy: policy)
      var generator = world.simulation.generator("sizes")
      let sizes = (0..<200).map { _ in Int(generator.draw(in: 1...900)) }
      try world.simulation.run {
        try await world.service.whileRunning {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, size) in sizes.enumerated() {
              group.addTask {
                let rows = (0..<size).map { Self.row("many-\(number)-\($0)") }
                _ = try await world.service.perform(SheetOperation(rows: rows))
              }
            }
            try await group.waitForAll()
          }
        }
      }
      // An operation is whole when its rows stand together and within one chunk of the calls, in the log's order.
      let chunkOfRow = world.backend.callLog.appendedRowCounts(outcome: .accepted).enumerated().flatMap {
        chunk, count in
        Array(repeating: chunk, count: count)
      }
      var chunksOfOperation: [String: Set<Int>] = [:]
      for (place, id) in world.loggedEvents().enumerated() {
        chunksOfOperation[String(id.prefix(upTo: id.lastIndex(of: "-") ?? id.endIndex)), default: []]
          .insert(chunkOfRow[place])
      }
      let split = chunksOfOperation.values.count { $0.count > 1 }
      let scenario = Scenario(
        workload: "200 operations of 1 to 900 rows at once", world: World.title(), seed: suiteSeed)
      try PerformanceCollector.record(
        Metric(
          id: "chunks/\(policy.name)/operations-split", unit: .operations, scenario: scenario, value: Int64(split)),
        Metric(
          id: "chunks/\(policy.name)/operations-whole", unit: .operations, better: .higher, scenario: scenario,
          value: Int64(chunksOfOperation.count - split)))
    }

    private static func row(_ id: String) -> [CellValue] { [.string(id), 1] }

    private static func id(_ row: [CellValue]) -> String {
      if case .string(let id)? = row.first { id } else { "" }
    }
  }
}
