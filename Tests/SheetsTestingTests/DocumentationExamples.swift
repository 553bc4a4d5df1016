// The examples of the reference, compiled: a test holds that each of them stands here or in another source.

import SheetsTesting
import Testing

@Suite(.disabled("for the compiler alone")) struct `Examples of the simulated sheets` {
  private static let sheets = SimulatedSheets("invoices", sharedWith: "billing", seed: .run)
  private let sheets = Self.sheets
  private var log: InvoiceLog { InvoiceLog(transport: sheets) }

  @Test func closedLoop() throws {
    let sheets = SimulatedSheets("invoices", sharedWith: "billing", seed: .run)
    try sheets.measure("invoice", times: 20, every: .seconds(2)) { number in
      try await InvoiceLog(transport: sheets).append(number)
    }
    #expect(sheets.backend.dataRowCount(of: "Sheet1", in: "invoices") == 20)
  }

  @Test func workers() throws {
    let log = log
    try sheets.measure("invoice", times: 20, every: .seconds(2), workers: 30) { number in
      try await log.append(number)
    }
  }

  @Test func openLoop() throws {
    let log = log
    try sheets.measure("invoice", arrivals: .poisson(perMinute: 30), for: .seconds(600)) { number in
      try await log.append(number)
    }
  }

  @Test func flow() throws {
    let (sheets, log) = (sheets, log)
    try sheets.run {
      try await log.append(1)
      try await sheets.clock.sleep(for: .seconds(90))
      try await sheets.measure("late-invoice", times: 20) { number in try await log.append(number) }
    }
    try sheets.run {
      try await sheets.measure("invoice", arrivals: .every(.seconds(2)), for: .seconds(60)) { number in
        try await log.append(number)
      }
      try await sheets.clock.sleep(for: .seconds(1))
    }
  }

  @Test func conditions() {
    let sheets = SimulatedSheets(
      "invoices", sharedWith: "billing", "archive", seed: .run, latency: .recorded,
      quota: QuotaLimits(writesPerIdentity: 30), faults: [.outage(from: .seconds(60), until: .seconds(90))])
    var chance = sheets.simulation.generator("amounts")
    _ = chance.next()
  }

  @Test func error() {
    #expect(throws: SheetsMeasurementError.self) { try sheets.measure("invoice", times: 0) { _ in } }
  }
}
