import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsSim
import Testing

/// Your own service: it knows `SheetsTransport` and nothing of the simulator.
struct InvoiceLog {
  static let spreadsheet = SpreadsheetID("invoices")
  let transport: any SheetsTransport

  func append(_ number: Int) async throws {
    let row = ValueRange(range: "Sheet1!A1", values: [[.number(Double(number)), "open"]])
    _ = try await transport.call(ValuesAppend(spreadsheetID: Self.spreadsheet, data: row), as: Identity("billing"))
  }
}

@Suite(
  .tags(.performance),
  .performance(.require("invoice.p95", .lessThan(.milliseconds(250)), id: "INVOICE-01", row: "20 invoices")))
struct `Invoice performance` {
  @Test func `an invoice is logged in time`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let backend = SimulatedBackend(simulation, BackendConfiguration())
    backend.addSpreadsheet(id: InvoiceLog.spreadsheet, title: "Invoices", sharedWith: [Identity("billing")])
    let log = InvoiceLog(transport: backend)
    let samples = try simulation.run {
      var samples: [Sample] = []
      for number in 1...20 {
        let start = simulation.clock.now
        try await log.append(number)
        samples.append(try Sample(value: start.duration(to: simulation.clock.now).wholeNanoseconds))
        try await simulation.clock.sleep(for: .seconds(2))
      }
      return samples
    }
    let scenario = Scenario(workload: "20 invoices, one every 2 s", conditions: "origin latency, no faults", seed: 1)
    try PerformanceCollector.record(Metric.summary(id: "invoice", of: samples, basis: .simulated, scenario: scenario))
  }
}
