// The history on the disk: lines added, replaced, and what a dying writer left behind.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `Keeping a history` {
  @Test func `adds a line for each run, and each commit once`() throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    #expect(
      place.run("history", "add").text == "Baselines/history.ndjson: added aaaa with 2 metrics; it holds 1 runs.\n")
    #expect(place.run("history", "add").text.contains("is in it already, with the same numbers"))
    try place.record([(good[0].0, 3), good[1]], commit: "bbbb")
    #expect(place.run("history", "add").exitCode == .nothingWorse)
    try place.record([(good[0].0, 4), good[1]], commit: "aaaa")
    #expect(place.run("history", "add").text.contains("its line is replaced"))
    let lines = try place.text(Locations.history).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("aaaa") && lines[0].contains("[4,"))
  }

  @Test func `overwrites an incomplete last line, and says so`() throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    _ = place.run("history", "add")
    let whole = try place.text(Locations.history)
    try place.write(whole + whole.prefix(60), to: Locations.history)
    try place.writeBaseline(good)
    let shown = place.run("trend")
    #expect(shown.exitCode == .nothingWorse)
    #expect(shown.errors.contains("the last line was cut short"))
    try place.record(good, commit: "bbbb")
    let added = place.run("history", "add")
    #expect(added.errors.contains("the last line was cut short"))
    let lines = try place.text(Locations.history).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(try place.text(Locations.history).hasPrefix(whole))
    #expect(place.run("trend").errors.isEmpty)
  }

  @Test func `refuses a run without a commit`() throws {
    let place = try Place()
    try place.record(good)
    let outcome = place.run("history", "add")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("found a run without a commit"))
    #expect(!place.exists(Locations.history))
  }

  @Test func `does not change a history that it cannot read`() throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    try place.write("<<<<<<< HEAD\n", to: Locations.history)
    let outcome = place.run("history", "add")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("Baselines/history.ndjson, line 1, column 1: found <, expected a value"))
    #expect(try place.text(Locations.history) == "<<<<<<< HEAD\n")
  }
}

@Suite struct `Showing a trend` {
  @Test func `needs a baseline, but no history`() throws {
    let place = try Place()
    #expect(place.run("trend").exitCode == .couldNotJudge)
    try place.writeBaseline(good)
    #expect(place.run("trend").text.contains("holds no runs yet"))
    try place.record(good, commit: "aaaa")
    _ = place.run("history", "add")
    #expect(place.run("trend").text.contains("Metrics: 0 moved, 2 did not"))
    #expect(place.run("trend", "--metric", "calls/*").text.contains("calls/finalize-10  ▁"))
    #expect(place.run("trend", "--metric", "x").exitCode == .couldNotJudge)
    #expect(place.run("trend", "--format", "json").text.contains("\"values\":[2]"))
  }
}
