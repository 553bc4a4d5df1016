// The history on the disk: lines added, replaced, and what a dying writer left behind.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `Keeping a history` {
  @Test func `adds a line for each run that changed a number, and each commit once`() throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    #expect(
      place.run("history", "add").text == "Baselines/history.ndjson: added aaaa with 2 metrics; it holds 1 run.\n")
    #expect(place.run("history", "add").text.contains("is in it already, with the same numbers"))
    try place.record([(good[0].0, 3), good[1]], commit: "bbbb")
    #expect(place.run("history", "add").exitCode == .nothingWorse)
    try place.record([(good[0].0, 4), good[1]], commit: "aaaa")
    #expect(place.run("history", "add").text.contains("its line is replaced"))
    let lines = try place.text(Locations.history).split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains("aaaa") && lines[0].contains("[4,"))
  }

  @Test(
    arguments: [
      (good, false), ([good[0]], true), ([(good[0].0, 2), (good[1].0, 28)], true), (good + [("calls/new", 1)], true),
    ] as [([(String, Int64)], Bool)])
  func `adds nothing while no number changes`(_ run: ([(String, Int64)], Bool)) throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    _ = place.run("history", "add")
    let before = try place.text(Locations.history)
    try place.record(run.0, commit: "bbbb")
    let outcome = place.run("history", "add")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(try (place.text(Locations.history) != before) == run.1)
    if !run.1 {
      #expect(
        outcome.text
          == "Baselines/history.ndjson: not added, as no number of bbbb changed since aaaa (2025-06-01).\n")
    }
  }

  @Test func `compares a run with the one before its commit, whenever that was measured`() throws {
    let place = try Place()
    try place.git("init", "--quiet", "--initial-branch=main")
    let commits = try (0..<3).map { try place.commit("code \($0)") }
    for (commit, value) in [(commits[2], 3), (commits[0], 2)] as [(String, Int64)] {
      try place.record([(good[0].0, value), good[1]], commit: commit)
      #expect(place.run("history", "add").text.contains("added"))
    }
    // The last line is of the first commit, and the last commit's run was of another number.
    try place.record([(good[0].0, 3), good[1]], commit: commits[1])
    #expect(place.run("history", "add").text.contains("added"))
    #expect(place.run("history", "prune").text.contains("removed 1 run without a change; it holds 2 runs"))
    try place.writeBaseline(good)
    let trend = place.run("trend").text
    #expect(trend.contains("In the order of their commits\n"))
    #expect(trend.contains("since \(commits[1].prefix(12)) (2025-06-01): 2 calls → 3 calls"))
  }

  @Test func `is pruned of the oldest runs on demand, and of nothing twice`() throws {
    let place = try Place()
    for (commit, value) in [("aaaa", 1), ("bbbb", 2), ("cccc", 3)] as [(String, Int64)] {
      try place.record([(good[0].0, value), good[1]], commit: commit)
      _ = place.run("history", "add")
    }
    let outcome = place.run("history", "prune", "--keep", "2")
    #expect(
      outcome.text == "Baselines/history.ndjson: removed 1 run older than the newest 2; it holds 2 runs.\n")
    #expect(try !place.text(Locations.history).contains("aaaa"))
    let before = try place.text(Locations.history)
    #expect(place.run("history", "prune", "--keep", "2").text.contains("nothing to remove; it holds 2 runs"))
    #expect(try place.text(Locations.history) == before)
    #expect(place.run("history", "add", "--keep", "2").exitCode == .couldNotJudge)
  }

  @Test func `is never made of somebody's file`() throws {
    let place = try Place()
    try place.record(good, commit: "aaaa")
    try place.write("a poem without an end", to: "poem")
    #expect(place.run("history", "add", "--history", "poem").exitCode == .couldNotJudge)
    #expect(try place.text("poem") == "a poem without an end")
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
    try place.record([(good[0].0, 3), good[1]], commit: "bbbb")
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
    #expect(outcome.errors.contains("Baselines/history.ndjson, line 1: found a merge conflict, expected a run a line"))
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
    #expect(place.run("trend", "--metric", "calls/*").text.contains("2 calls since aaaa (2025-06-01) or earlier"))
    #expect(place.run("trend").text.contains("In the order of time, as git does not know its commit here"))
  }
}
