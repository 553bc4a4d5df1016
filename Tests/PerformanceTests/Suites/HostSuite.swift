// What the gate and the simulator cost the machine: judged against another commit by compare-builds.

import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.host)) struct Host {
    private static let robot = Identity("robot")
    private static let id = SpreadsheetID("costs")
    private static let read = ValuesGet(spreadsheetID: id, range: "Sheet1!A2:C2", valueRenderOption: .unformattedValue)

    /// A backend whose calls take no time, with a spreadsheet of one row.
    private static func backend() async throws -> SimulatedBackend {
      let backend = SimulatedBackend(seed: suiteSeed)
      backend.addSpreadsheet(id: id, title: "Costs", sharedWith: [robot])
      let row = ValueRange(range: "Sheet1!A2", values: [["S-1042", 17, true]])
      _ = try await backend.call(ValuesUpdate(spreadsheetID: id, data: row), as: robot)
      return backend
    }

    @Test func `a report goes through JSON`() throws {
      let report = try GateInput.report(metrics: 50)
      try measure("report-json", times: 10) {
        try InjectedRegression.planted { try PerformanceReport(json: report.json(), file: "report") }
      }
    }

    @Test func `500 metrics are compared with their baseline`() throws {
      let report = try GateInput.report(metrics: 500)
      let changed = try GateInput.report(metrics: 500, change: 3)
      let baseline = Baseline(from: report)
      try measure("comparison-of-500-metrics", times: 10) {
        InjectedRegression.planted { Comparison(baseline: baseline, report: changed) }
      }
    }

    @Test func `ranges are parsed and printed`() throws {
      let texts = ["A1", "B2:C", "Sheet1!A2:C2", "'Shop floor'!B17:AC900", "Log!A:ZZ", "'It''s'!$A$1:$B$2", "R1C1"]
      try measure("a1-notation", times: 100) {
        InjectedRegression.planted { (0..<10).map { _ in texts.map { A1Reference(parsing: $0)?.description } } }
      }
    }

    @Test func `50 operations leave in one flush`() throws {
      let work = ShopFloorWorkbook(workers: 50)
      try measure("flush-of-50-operations", times: 10) {
        try InjectedRegression.planted {
          let world = World(workers: 50, policy: .oneIdentityOneCall)
          return try world.simulation.run {
            try await world.service.whileRunning {
              try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in 0..<50 {
                  group.addTask {
                    _ = try await world.perform(work.work(.finalize(unions: 10), worker: worker, step: 1))
                  }
                }
                try await group.waitForAll()
              }
            }
          }
        }
      }
    }

    @Test func `a small range is read in types`() async throws {
      let backend = try await Self.backend()
      try await measure("values-get-typed", times: 100) {
        try await InjectedRegression.planted {
          for _ in 0..<10 { _ = try await backend.call(Self.read, as: Self.robot) }
        }
      }
    }

    @Test func `a small range is read in JSON`() async throws {
      let backend = try await Self.backend()
      try await measure("values-get-json", times: 100) {
        try await InjectedRegression.planted {
          for _ in 0..<10 { _ = try await backend.answer(Self.read.request.rest, as: Self.robot) }
        }
      }
    }

    @Test func `a thousand rows are appended`() async throws {
      let rows = (0..<1_000).map { [CellValue.string("S-\($0)"), .number(Double($0)), true] }
      try await measure("thousand-rows-appended", times: 10) {
        try await InjectedRegression.planted {
          let backend = try await Self.backend()
          let data = ValueRange(range: "Sheet1!A1", values: rows)
          return try await backend.call(ValuesAppend(spreadsheetID: Self.id, data: data), as: Self.robot)
        }
      }
    }
  }
}

/// Reports as large as a gate sees them.
private enum GateInput {
  /// A report of percentiles with distributions and spans, each `change` nanoseconds longer.
  static func report(metrics: Int, change: Int64 = 0) throws -> PerformanceReport {
    let scenario = Scenario(workload: "50 workers", conditions: "origin latency, no faults", seed: suiteSeed)
    let samples = try (1...20).map { index in
      let value = Int64(index) * 1_000_000 + change
      return try Sample(
        value: value, spans: [Span(name: "queued", value: 400_000), Span(name: "in flight", value: value - 400_000)])
    }
    return try PerformanceReport(
      run: RunInformation(
        when: "2025-06-01T12:00:00Z", commit: nil, uncommittedChanges: nil,
        host: PerformanceMetrics.Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: 2),
        swift: "6.3", configuration: .release, seed: suiteSeed),
      requirements: [],
      metrics: (0..<metrics).map {
        try Metric.percentile(
          950, id: "load/\($0)-workers.finalize.p95", of: samples, basis: .simulated, scenario: scenario,
          labels: ["workers": "\($0)"])
      },
      series: [])
  }
}
