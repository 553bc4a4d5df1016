// The world in one value: what it is to a service, and what it says when it cannot go on.

import BatchedSheets
import PerformanceMetrics
import PerformanceTesting
import SheetsAPI
import SheetsSim
import SheetsTesting
import Testing

@Suite struct `A simulated spreadsheet` {
  @Test func `is what a service calls, and holds what it wrote`() throws {
    let sheets = world()
    try sheets.run { try await InvoiceLog(transport: sheets).append(7) }
    #expect(sheets.backend.rows(of: "Sheet1", in: "invoices") == [[7, "open"]])
    #expect((120_000_000...230_000_000).contains(sheets.clock.now.nanoseconds))
  }

  @Test func `has a flow of one's own measured in the middle of it`() async throws {
    let sheets = world()
    let report = try await report {
      try sheets.run {
        for number in -2...0 { try await InvoiceLog(transport: sheets).append(number) }
        try await sheets.clock.sleep(for: .seconds(1))
        try await sheets.measure("late-invoice", times: 2, every: .seconds(1)) { number in
          try await InvoiceLog(transport: sheets).append(number)
        }
      }
    }
    // The calls before it are not those of the operations.
    #expect(try report.metric("late-invoice.calls").value == 1)
    #expect(try report.metric("late-invoice.peak-writes-of-an-identity").value == 2)
    #expect(sheets.backend.callLog.count == 5 && sheets.clock.now.nanoseconds > 2_000_000_000)
  }

  @Test func `refuses a second measurement, and says what to do`() async throws {
    let sheets = world()
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        try await sheets.measure("one", times: 1) { _ in }
        try await sheets.measure("two", times: 1) { _ in }
      }
    }
    #expect(error?.description.contains("make another SimulatedSheets for it, or do both inside one `run { }`") == true)
  }

  @Test(arguments: [(0, Duration.zero, 1, "times: 0"), (1, .seconds(-1), 1, "every: "), (1, .zero, 0, "workers: 0")])
  func `refuses a loop of nothing`(times: Int, period: Duration, workers: Int, words: String) async throws {
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        try await world().measure("invoice", times: times, every: period, workers: workers) { _ in }
      }
    }
    #expect(error?.description.contains("invoice: found \(words)") == true)
  }

  @Test(arguments: [Arrivals.poisson(perMinute: 0), .every(.zero)])
  func `refuses arrivals of nothing`(arrivals: Arrivals) async throws {
    await #expect(throws: SheetsMeasurementError.self) {
      try await report { try await world().measure("invoice", arrivals: arrivals, for: .seconds(1)) { _ in } }
    }
  }

  @Test func `records nothing when an operation throws, and says which and when`() async throws {
    struct Broken: Error {}
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        let sheets = world()
        try await sheets.measure("invoice", times: 5, every: .seconds(2)) { if $0 == 3 { throw Broken() } }
      }
    }
    #expect(
      error?.description.contains("invoice: operation 3 threw at 4 s: Broken()") == true, "\(error as Any)")
  }

  @Test func `measures nothing outside a suite that collects`() throws {
    #expect(throws: CollectorError.self) { try world().measure("invoice", times: 1) { _ in } }
  }

  @Test func `stops an operation that waits for ever, and says so`() async throws {
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        let sheets = world()
        try await sheets.measure("invoice", times: 1) { _ in
          while true { try await sheets.clock.sleep(for: .seconds(60)) }
        }
      }
    }
    #expect(
      error?.description.contains("expected its end before 4,200 s; unfinished: invoice 1") == true, "\(error as Any)")
  }

  @Test func `gives a loop of days the time that it needs`() async throws {
    let report = try await report {
      try await world(latency: .none).measure("invoice", times: 100, every: .seconds(3_600)) { _ in }
    }
    #expect(try report.metric("invoice.p50").distribution?.count == 100)
  }

  @Test func `runs a service meanwhile, and cancels it at the end`() async throws {
    let report = try await report {
      let sheets = world()
      let service = try BatchedSheetsService(
        configuration: ServiceConfiguration(
          spreadsheetID: "invoices", log: SheetReference(sheetID: 0, title: "Sheet1"), identities: ["billing"],
          mode: .oneCall),
        transport: sheets, clock: sheets.clock, jitter: sheets.simulation.generator("jitter"))
      try await sheets.measure(
        "invoice", times: 5, every: .seconds(2), workers: 10, running: { await service.run() }
      ) { number in
        _ = try await service.perform(SheetOperation(rows: [[.number(Double(number))]]))
      }
    }
    let calls = try #require(report.metric("invoice.calls").fraction)
    #expect(calls.denominator == 50 && calls.numerator < 50)
  }

  @Test func `records nothing when what runs meanwhile throws`() async throws {
    struct Broken: Error {}
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        let sheets = world()
        try await sheets.measure("invoice", times: 5, every: .seconds(2), running: { throw Broken() }) { _ in }
      }
    }
    #expect(error?.description.contains("what runs meanwhile threw at") == true)
  }

  @Test func `is quiet about what runs meanwhile once it is canceled`() async throws {
    struct Stopped: Error {}
    let report = try await report {
      let sheets = world()
      try await sheets.measure(
        "invoice", times: 2,
        running: {
          do { try await sheets.clock.sleep(for: .seconds(86_400)) } catch { throw Stopped() }
        }
      ) { _ in }
    }
    #expect(report.metrics.count == 6)
  }
}
