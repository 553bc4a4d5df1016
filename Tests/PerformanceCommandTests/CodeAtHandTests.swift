// A report belongs to the code at hand, and says what became of its tests.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("quota/busiest-minute", 27), ("calls", 2)]

@Suite struct `The code at hand` {
  private func place() throws -> Place {
    let place = try Place()
    try place.write("let a = 1\n", to: "Sources/A.swift")
    try place.writeBaseline(good)
    try place.record(good, commit: "57babb0c1d2e")
    return place
  }

  private static let judging = [
    ["compare"], ["comment"], ["export", "--format", "junit"], ["history", "add"], ["update"], ["report"], ["show"],
  ]

  @Test(arguments: judging) func `refuses a report of other sources`(words: [String]) throws {
    let place = try place()
    try place.write("let a = 2\n", to: "Sources/A.swift")
    let outcome = place.run(words)
    #expect(outcome.exitCode == .incomplete)
    #expect(outcome.errors.contains("found a run of commit 57babb0c1d2e at 2025-06-01T12:00:00Z"))
    #expect(outcome.errors.contains("swift test --filter performance"))
  }

  @Test(arguments: judging) func `takes a report of its own sources`(words: [String]) throws {
    #expect(try place().run(words).exitCode == .nothingWorse)
  }

  @Test func `judges a run that is named, and says whose it is`() throws {
    let place = try place()
    try place.write("let a = 2\n", to: "Sources/A.swift")
    let outcome = place.run("compare", "--run", Locations.report)
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.errors.contains("a run of commit 57babb0c1d2e at 2025-06-01T12:00:00Z, not of the sources here"))
  }

  @Test func `lets update, commit and compare follow a measurement`() throws {
    let place = try place()
    try place.record([("quota/busiest-minute", 26), ("calls", 2)])
    #expect(place.run("update").exitCode == .nothingWorse)
    try place.git("init", "--quiet")
    try place.git("add", "Baselines")
    try place.git("commit", "--quiet", "--message", "baseline")
    #expect(place.run("compare").exitCode == .nothingWorse)
  }

  @Test func `finds the run of a part with --partial alone`() throws {
    let place = try place()
    try place.record([("calls", 3)], to: PackageFiles.partialReport)
    #expect(place.run("compare").exitCode == .nothingWorse)
    #expect(place.run("compare", "--partial").exitCode == .worse)
    try place.write("let a = 2\n", to: "Sources/A.swift")
    #expect(place.run("compare", "--partial").exitCode == .incomplete)
  }

  @Test func `names the part where there is no run of the whole`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([("calls", 2)], to: PackageFiles.partialReport)
    let outcome = place.run("compare")
    #expect(outcome.exitCode == .incomplete)
    #expect(outcome.errors.contains("or judge the part in \(PackageFiles.partialReport)"))
  }
}

@Suite struct `A failed test` {
  private static let tests = [
    TestOutcome(name: "A/b()", status: .failed, issue: "an acknowledged row was lost (A.swift:3)"),
    TestOutcome(name: "C/d()", status: .passed),
  ]

  private func place() throws -> Place {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good, commit: "57babb0c1d2e", tests: Self.tests)
    return place
  }

  @Test(arguments: [
    ["compare"], ["compare", "--format", "markdown"], ["compare", "--format", "json"], ["comment"], ["show"],
    ["export", "--format", "junit"], ["export", "--format", "csv"],
  ])
  func `is named, with its issue, in every form`(words: [String]) throws {
    let outcome = try place().run(words)
    #expect(outcome.text.contains("A/b()"))
    #expect(words.contains("csv") || outcome.text.contains("an acknowledged row was lost"))
    #expect(words == ["show"] || outcome.exitCode == .incomplete)
  }

  @Test func `makes the first line of a comment red`() throws {
    let lines = try place().run("comment").text.split(separator: "\n")
    #expect(lines[1].hasPrefix("**❌ Does not pass (exit 3): 1 test failed (A/b())"))
  }

  @Test func `makes report and badge red`() throws {
    let place = try place()
    #expect(place.run("report").text.contains("Performance report: failing"))
    #expect(try place.text(".build/performance/badge.json").contains("\"color\" : \"red\""))
    let text = try place.text(".build/performance/performance-report.md")
    #expect(try #require(text.range(of: "Failed tests")).lowerBound < #require(text.range(of: "## Exec")).lowerBound)
  }

  @Test(arguments: [["update"], ["history", "add"]]) func `keeps the run from being kept`(words: [String]) throws {
    let place = try place()
    let before = try place.text(Locations.baseline)
    let outcome = place.run(words)
    #expect(outcome.exitCode == .incomplete)
    #expect(outcome.errors.contains("A/b() failed: an acknowledged row was lost"))
    #expect(try place.text(Locations.baseline) == before)
    #expect(!place.exists(Locations.history))
  }

  @Test func `is not forgiven by a run that does not know its tests`() throws {
    let place = try place()
    try place.record(good, tests: nil)
    #expect(place.run("compare").exitCode == .incomplete)
    #expect(place.run("update").exitCode == .incomplete)
  }
}
