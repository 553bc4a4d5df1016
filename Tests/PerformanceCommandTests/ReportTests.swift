// `performance report`: the files it writes, and how it tells that committed ones are stale.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 28)]

@Suite struct `Reporting` {
  @Test func `writes the report of a run beside it`() throws {
    let place = try Place()
    try place.record(good)
    try place.writeBaseline(good)
    let outcome = place.run("report")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains(".build/performance/performance-report.md"))
    #expect(try place.text(".build/performance/performance-report.md").contains("✅ passing"))
    #expect(place.exists(".build/performance/badge.svg") && place.exists(".build/performance/badge.json"))
  }

  @Test func `writes the report of a failing run, which says that it fails`() throws {
    let place = try Place()
    try place.record([("calls/finalize-10", 3), ("quota/busiest-minute", 28)])
    try place.writeBaseline(good)
    #expect(place.run("report").exitCode == .nothingWorse)
    #expect(try place.text(".build/performance/performance-report.md").contains("❌ failing"))
  }

  @Test func `writes the same bytes twice`() throws {
    let place = try Place()
    try place.record(good)
    try place.writeBaseline(good)
    _ = place.run("report", "--output", "one")
    _ = place.run("report", "--output", "two")
    for name in ["performance-report.md", "performance-report.html", "badge.svg", "badge.json"] {
      #expect(try place.text("one/\(name)") == place.text("two/\(name)"))
    }
  }

  @Test func `names each committed file that is stale`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    let missing = place.run("report", "--committed", "--check")
    #expect(missing.exitCode == .worse)
    #expect(
      missing.errors.contains(
        "docs/performance-report.md: missing; regenerate it: swift run performance report --committed"))
    #expect(place.run("report", "--committed").exitCode == .nothingWorse)
    #expect(place.run("report", "--committed", "--check").exitCode == .nothingWorse)
    try place.writeBaseline([("calls/finalize-10", 1), ("quota/busiest-minute", 28)])
    #expect(place.run("report", "--committed", "--check").errors.contains("docs/performance-report.md: stale"))
    _ = place.run("report", "--committed")
    try place.write("<svg/>", to: "docs/charts/old.svg")
    #expect(place.run("report", "--committed", "--check").errors.contains("docs/charts/old.svg: superfluous"))
    _ = place.run("report", "--committed")
    #expect(!place.exists("docs/charts/old.svg"))
  }

  @Test func `needs a run or a baseline, and never both`() throws {
    let place = try Place()
    #expect(place.run("report").exitCode == .couldNotJudge)
    #expect(place.run("report", "--committed").errors.contains("Baselines/simulated.json: found no such file"))
    #expect(place.run("report", "--committed", "--run", "x").errors.contains("--committed with --run"))
    #expect(place.run("report", "--check").errors.contains("--check alone"))
    try place.writeBaseline(good)
    #expect(place.run("report", "--committed", "--load-sweep", "gone.json").exitCode == .couldNotJudge)
  }
}
