// What a measurement records: ids, labels, scenario and numbers.

import PerformanceMetrics
import SheetsAPI
import SheetsSim
import SheetsTesting
import Testing

@Suite struct `A measurement records` {
  @Test func `latency, calls and the peak of writes, under its name`() async throws {
    let sheets = world()
    let report = try await report {
      try await sheets.measure("invoice", times: 20, every: .seconds(2)) { number in
        try await InvoiceLog(transport: sheets).append(number)
      }
    }
    #expect(
      report.metrics.map(\.id) == [
        "invoice.calls", "invoice.mean", "invoice.p50", "invoice.p95", "invoice.p99",
        "invoice.peak-writes-of-an-identity",
      ])
    #expect(report.metrics.allSatisfy { $0.basis == .simulated && $0.tolerance == .standard(for: $0.unit) })
  }

  @Test func `the calls of an operation as they were counted in the backend's log`() async throws {
    let sheets = world(latency: .none)
    let report = try await report {
      try await sheets.measure("invoice", times: 3) { number in
        for _ in 1...number { try await InvoiceLog(transport: sheets).append(number) }
      }
    }
    #expect(try report.metric("invoice.calls").fraction == Fraction(6, over: 3))
    #expect(try report.metric("invoice.calls").unit == .calls)
  }

  @Test func `the most write calls of one identity in any 60 s`() async throws {
    let sheets = SimulatedSheets("invoices", sharedWith: "billing", "archive", seed: 1, latency: .none)
    let report = try await report {
      try await sheets.measure("invoice", times: 10, every: .seconds(20)) { number in
        for who: Identity in ["billing", "billing", "archive"] {
          let row = ValueRange(range: "Sheet1!A1", values: [["open"]])
          _ = try await sheets.call(ValuesAppend(spreadsheetID: "invoices", data: row), as: who)
          _ = try await sheets.call(ValuesGet(spreadsheetID: "invoices", range: "Sheet1!A1"), as: who)
        }
      }
    }
    #expect(try report.metric("invoice.peak-writes-of-an-identity").value == 6)
  }

  @Test(arguments: [3]) func `the arguments of the test in ids and labels`(rows: Int) async throws {
    let sheets = world(latency: .none)
    let report = try await report {
      try await sheets.measure("invoice", times: 1, workers: 2) { number in
        for _ in 0..<rows { try await InvoiceLog(transport: sheets).append(number) }
      }
    }
    let metric = try report.metric("invoice/rows-3.p95")
    #expect(metric.labels == ["rows": "3", "workers": "2", "measure": "invoice", "statistic": "p95"])
  }

  @Test func `what the test says, the loop, the conditions and the seed of the run`() async throws {
    let report = try await report(seed: 7) {
      let sheets = world(seed: .run, faults: [.outage(from: .seconds(600), until: .seconds(660))])
      try await sheets.measure("invoice", times: 20, every: .seconds(2)) { _ in }
    }
    let scenario = try report.metric("invoice.p95").scenario
    #expect(
      scenario.workload
        == "what the test says, the loop, the conditions and the seed of the run, 20 times, one every 2 s")
    #expect(
      scenario.conditions
        == "origin latency, sliding quota of 60 writes and 60 reads a minute and identity, 300 and 300 a project, "
        + "outage from 600 s until 660 s")
    #expect(scenario.seed == 7 && report.run.seed == 7)
  }

  @Test func `the same bytes twice`() async throws {
    func bytes() async throws -> String {
      let report = try await report {
        let sheets = world(latency: .recorded)
        try await sheets.measure("invoice", arrivals: .poisson(perMinute: 30), for: .seconds(600)) { number in
          try? await InvoiceLog(transport: sheets).append(number)
        }
      }
      return String(decoding: try report.canonicalJSON(), as: UTF8.self)
    }
    let first = try await bytes()
    #expect(try await bytes() == first)
  }

  @Test(arguments: [
    ([FaultRule.errors(.refused(.unavailable), perMillion: 10_000)], "10000 in a million calls failing with 503"),
    ([.slowdown(from: .zero, until: .seconds(60), percent: 125)], "latency at 125 % from 0 ns until 60 s"),
    ([.appendsCollide(perMillion: 5)], "5 in a million values.append colliding"),
    (
      [.quotaChanged(QuotaChange(writesPerIdentity: 10, from: .seconds(1)))],
      "quota of 10 writes an identity from 1 s on"
    ),
    (
      [.answersLost(.noAnswer(.timedOut), perMillion: 1, methods: [.valuesAppend])],
      "1 in a million values.append losing"
    ),
    (
      [.appliedLate(.noAnswer(.timedOut), perMillion: 1, delay: .seconds(1) ... .seconds(2))],
      "1 in a million calls applied 1 s to 2 s late behind no answer"
    ),
  ])
  func `conditions that name each fault with its numbers`(faults: [FaultRule], words: String) async throws {
    let report = try await report {
      try await world(faults: faults).measure("invoice", times: 1) { _ in }
    }
    let conditions = try #require(report.metrics.first).scenario.conditions
    #expect(conditions.contains(words), "found \(conditions)")
  }
}
