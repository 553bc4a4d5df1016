// What the simulation itself costs: calls a second, beside a bare loop that sleeps and wakes as often.

import HostMeasurement
import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing

extension `Sheets performance` {
  @Suite(.tags(.host)) struct Simulator {
    #if DEBUG
      static let calls = 5_000
    #else
      static let calls = 500_000
    #endif

    /// Both loops run in turn, and the fastest of several rounds counts: what else the machine does only adds.
    @Test func `reads a small range many times a second`() throws {
      let rounds = try (0..<5).map { _ in (floor: try Self.sleeping(), calls: try Self.reading()) }
      let floor = try #require(rounds.map(\.floor).min())
      let reads = try #require(rounds.map(\.calls).min())
      let scenario = Scenario(
        workload: "\(Self.calls) times values.get of 3 cells, one after another",
        conditions: "origin latency, no call log, quota out of reach", seed: suiteSeed)
      try PerformanceCollector.record(
        Self.rate("simulator/values-get", nanoseconds: reads, scenario: scenario),
        Self.rate("simulator/sleep-and-wake", nanoseconds: floor, scenario: scenario),
        Metric.ratio(
          id: "simulator/values-get.time-to-sleep-and-wake", of: reads, over: floor, basis: .host, scenario: scenario))
    }

    private static func rate(_ id: String, nanoseconds: Int64, scenario: Scenario) -> Metric {
      Metric(
        id: id, unit: .callsPerSecond, better: .higher, basis: .host, scenario: scenario,
        value: Int64(calls) * 1_000_000_000 / max(1, nanoseconds), labels: [MetricLabel.measure: "calls-per-second"])
    }

    /// The floor: as many sleeps of a call's length in an empty simulation.
    private static func sleeping() throws -> Int64 {
      let simulation = Simulation(seed: suiteSeed, horizon: .seconds(1_000_000))
      return try HostStopwatch.measure {
        try simulation.run {
          for _ in 0..<calls { try await simulation.clock.sleep(for: .milliseconds(225)) }
        }
      }.processorNanoseconds
    }

    private static func reading() throws -> Int64 {
      let simulation = Simulation(seed: suiteSeed, horizon: .seconds(1_000_000))
      let limits = QuotaLimits(readsPerIdentity: 10_000, readsPerProject: 10_000)
      let backend = SimulatedBackend(simulation, BackendConfiguration(quota: limits, keepsCallLog: false))
      let robot = Identity("robot")
      let id = SpreadsheetID("speed")
      backend.addSpreadsheet(id: id, title: "Speed", sharedWith: [robot])
      let read = ValuesGet(spreadsheetID: id, range: "Sheet1!A2:C2", valueRenderOption: .unformattedValue)
      return try HostStopwatch.measure {
        try simulation.run {
          let row = ValueRange(range: "Sheet1!A2", values: [["S-1042", 17, true]])
          _ = try await backend.call(ValuesUpdate(spreadsheetID: id, data: row), as: robot)
          for _ in 0..<calls { _ = try await backend.call(read, as: robot) }
        }
      }.processorNanoseconds
    }
  }
}
