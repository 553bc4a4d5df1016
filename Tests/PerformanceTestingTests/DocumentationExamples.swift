// The examples of the reference, compiled: a test holds that each of them stands here or in another source.

import PerformanceMetrics
import PerformanceTesting
import Testing

/// What costs something, in the examples.
private struct Report {
  init(_ text: String) throws {}
}

private actor ReportStore {
  func load() async throws -> Report { try Report("") }
}

private func words() async throws -> [String] { [] }

@Suite(.disabled("for the compiler alone")) struct `Examples of suites` {
  private static let sample = ""

  @Test func `a report is parsed cheaply`() throws {
    try measure("report-parsing") { try Report(Self.sample) }
  }

  @Test func `a report is loaded cheaply`() async throws {
    let store = ReportStore()
    try await measure("report-loading") { try await store.load() }
  }

  @Test(.require("words.calls", .atMost(2, .calls))) func `words are few`() throws {
    try PerformanceCollector.record(
      Metric(id: "words.calls", unit: .calls, basis: .simulated, scenario: scenario, value: 2))
  }

  @Test func bounds() {
    let trait: any SuiteTrait =
      .performance(
        .require("invoice.p95", .lessThan(.milliseconds(250))),
        .require("invoice.calls", .atMost(2, .calls)),
        .require("report-parsing.peak-bytes", .atMost(4_000_000, .bytes)),
        .require("report-parsing.allocations", .atMost(40)))
    #expect(trait is PerformanceTrait)
  }

  @Test func check() {
    _ = WorldCheck("the same seed gives the same words") {
      let (first, second) = (try await words(), try await words())
      if first != second { throw WorldCheckError("found \(first) and \(second), expected the same twice") }
    }
  }
}
