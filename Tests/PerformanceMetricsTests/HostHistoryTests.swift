// What calls cost in the history: kept with the machine, never a line of its own, never joined across machines.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Costs in a history` {
  private func entry(
    _ commit: String, _ allocations: Int64?, processors: Int = 2, simulated: Int64 = 1,
    configuration: BuildConfiguration = .release
  ) throws -> HistoryEntry {
    let run = RunInformation(
      when: "2026-01-0\(commit)T12:00:00Z", commit: commit, uncommittedChanges: false,
      host: Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: processors), swift: "6.3",
      configuration: configuration, seed: 1)
    let costs = allocations.map { [Example.cost(.allocations, $0), Example.cost(.processorTime, $0 * 1_000)] } ?? []
    return try HistoryEntry(
      PerformanceReport(
        run: run, requirements: [], metrics: [Example.metric("m", simulated)] + costs, series: []))
  }

  private func trend(_ entries: [HistoryEntry], selection: MetricSelection = .everything) throws -> Trend {
    Trend(
      history: try History(ndjson: entries.reduce(Data()) { try $0 + $1.line() }, file: "h"),
      baseline: Baseline(from: try Example.report([Example.metric("m", 1)])), last: 9, selection: selection)
  }

  @Test func `come back equal, with the machine`() throws {
    let entry = try entry("1", 40)
    #expect(entry.host?.machine == "Ubuntu 24.04, x86_64, 2 processors, Swift 6.3, release")
    #expect(entry.host?.costs[.count]?["parsing.allocations"]?.value == 40)
    #expect(try History(ndjson: entry.line(), file: "h").entries == [entry])
  }

  @Test func `add no line by themselves`() throws {
    #expect(try entry("1", 40).hasNumbers(of: entry("2", 41)))
    #expect(try entry("1", nil).hasNumbers(of: entry("2", 41, processors: 4)))
    #expect(try !entry("1", 40).hasNumbers(of: entry("2", 40, simulated: 2)))
  }

  @Test func `of lines without them are none`() throws {
    let entry = try entry("1", nil)
    #expect(entry.host == nil)
    #expect(!String(decoding: try entry.line(), as: UTF8.self).contains("host"))
    #expect(try trend([entry]).hosts.isEmpty)
  }

  @Test(arguments: ["{}", "[]", #"{"machine":"m","costs":{"count":{"a":[1]}}}"#, #"{"machine":"m","costs":{"x":{}}}"#])
  func `that are broken break their line`(host: String) throws {
    let line = String(decoding: try entry("1", nil).line(), as: UTF8.self)
      .replacing("\"metrics\"", with: "\"host\":\(host),\"metrics\"")
    #expect(throws: InputError.self) { try History(ndjson: Data(line.utf8), file: "h") }
  }

  @Test func `are followed apart for each machine and configuration`() throws {
    let hosts = try trend([
      entry("1", 40), entry("2", 50, processors: 4), entry("3", 44), entry("4", 90, configuration: .debug),
    ]).hosts.filter { $0.id == "parsing.allocations" }
    #expect(hosts.map(\.values) == [[nil, nil, nil, 90], [40, nil, 44, nil], [nil, 50, nil, nil]])
    #expect(hosts.map(\.total.absolute) == [0, 4, 0])
    #expect(hosts.map(\.latest) == [90, 44, 50])
  }

  @Test func `are chosen by their ids`() throws {
    let some = try trend([entry("1", 40)], selection: MetricSelection(patterns: "*.p50"))
    #expect(some.hosts.map(\.id) == ["parsing.processor-time.p50"])
  }
}
