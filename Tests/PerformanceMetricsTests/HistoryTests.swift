// The runs of the past as lines: stable, appended, and read again after a death in the middle of a line.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A history` {
  private func line(_ commit: String, _ value: Int64 = 1) throws -> Data {
    try HistoryEntry(History.run(commit, 0, [Example.metric("m", value)])).line()
  }

  private func read(_ data: Data) throws(InputError) -> History { try History(ndjson: data, file: "h.ndjson") }

  @Test func `holds one line a run, which comes back equal`() throws {
    let entry = try HistoryEntry(Example.fullReport())
    let line = try entry.line()
    #expect(line.count { $0 == UInt8(ascii: "\n") } == 1 && line.last == UInt8(ascii: "\n"))
    #expect(try read(line).entries == [entry])
    #expect(entry.metrics["host/peak-memory"] == nil)
    #expect(entry.metrics["calls/finalize-10.maximum"]?.value == 2)
  }

  @Test func `keeps a mean or a ratio as it was counted`() throws {
    let metric = Metric(
      id: "m", unit: .permille, basis: .simulated, scenario: Example.scenario, value: 1_003,
      fraction: Fraction(612, over: 610))
    let entry = try HistoryEntry(History.run("a", 0, [metric]))
    #expect(entry.metrics["m"]?.fraction == Fraction(612, over: 610))
    #expect(try read(entry.line()).entries == [entry])
  }

  @Test(arguments: ["hello", "{\"a\":1}", "{\"commit\":1"])
  func `takes no other text for a line that was cut short`(text: String) throws {
    #expect(throws: InputError.self) { try read(Data(text.utf8)) }
  }

  @Test func `says what to do about the conflicts of a merge`() throws {
    let error = #expect(throws: InputError.self) { try read(Data("<<<<<<< HEAD\n".utf8)) }
    #expect(error?.found == "a merge conflict")
    #expect(error?.remedy.contains("h.ndjson merge=union") == true)
  }

  @Test func `survives a last line that was cut short anywhere`() throws {
    let (first, second) = (try line("a"), try line("b"))
    for length in 1..<(second.count - 1) {
      let history = try read(first + second.prefix(length))
      #expect(history.entries.map(\.commit) == ["a"])
      #expect(history.isTorn && history.finishedBytes == first.count)
    }
    // All but the line break is the whole run.
    let open = try read(first + second.dropLast())
    #expect(open.entries.count == 2 && !open.isTorn)
    #expect(try open.addition(of: try HistoryEntry(History.run("c", 0, [Example.metric("m")]))).first == 0x0A)
  }

  @Test(arguments: [
    ("{", "line 2, column 2"), ("{}", "line 2"), ("<<<<<<< HEAD", "line 2"),
    ("{\"schema\":2,\"commit\":\"c\",\"when\":\"\",\"metrics\":{}}", "line 2"),
    ("{\"schema\":1,\"commit\":\"c\",\"when\":\"\",\"metrics\":{\"m\":[-1,1]}}", "line 2"),
    ("{\"schema\":1,\"commit\":\"c\",\"when\":\"\",\"metrics\":{\"m\":[1.5,1]}}", "line 2"),
    ("{\"schema\":1,\"commit\":\"c\",\"when\":\"\",\"metrics\":{\"m\":[1]}}", "line 2"),
    ("{\"schema\":1,\"commit\":\"c\",\"when\":\"\",\"metrics\":{\"m\":[1,1,1,0]}}", "line 2"),
    ("{\"schema\":1,\"commit\":\"c\",\"commit\":\"d\"}", "line 2, column 26"),
  ])
  func `refuses any other line that is no run, by its number`(text: String, place: String) throws {
    let data = try line("a") + Data(text.utf8) + Data("\n".utf8) + line("b")
    let error = #expect(throws: InputError.self) { try read(data) }
    #expect(error?.place == place)
  }

  @Test func `knows each commit once, by its later line`() throws {
    let history = try read(try line("a", 1) + line("b", 2) + line("a", 3) + Data("\n".utf8))
    #expect(history.entries.map(\.commit) == ["b", "a"])
    #expect(history.entry(commit: "a")?.metrics["m"]?.value == 3)
  }

  @Test func `replaces one line and leaves the others as they were`() throws {
    let future = Data(
      String(decoding: try line("a"), as: UTF8.self).replacing("\"schema\":1", with: "\"schema\":1,\"x\":[2]").utf8)
    let history = try read(future + line("b", 1) + line("c"))
    let replaced = try history.replacing(HistoryEntry(History.run("b", 0, [Example.metric("m", 9)])))
    #expect(replaced == future + (try line("b", 9)) + (try line("c")))
  }

  @Test func `takes no run without a commit, with uncommitted changes, or without numbers`() throws {
    func entry(_ commit: String?, dirty: Bool, _ metrics: [Metric]) throws -> HistoryEntry {
      let run = RunInformation(
        when: "", commit: commit, uncommittedChanges: dirty, host: Example.run.host, swift: "", configuration: .debug,
        seed: 1)
      return try HistoryEntry(PerformanceReport(run: run, requirements: [], metrics: metrics, series: []))
    }
    let metrics = [Example.metric("m")]
    #expect(throws: HistoryError.noCommit) { try entry(nil, dirty: false, metrics) }
    #expect(throws: HistoryError.uncommittedChanges(commit: "a")) { try entry("a", dirty: true, metrics) }
    #expect(throws: HistoryError.nothingMeasured) { try entry("a", dirty: false, [Example.metric(basis: .host)]) }
    #expect(try entry("a", dirty: false, metrics).metrics.count == 1)
  }
}
