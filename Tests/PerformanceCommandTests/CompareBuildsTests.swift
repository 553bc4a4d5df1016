// The flow of `compare-builds` with played builds: what is built, what is run, in which order, and what it says.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

import PerformanceCommand

@Suite struct `Comparing builds` {
  private static func costs(_ values: [String: Int64]) -> @Sendable (String, Int) throws -> PerformanceReport? {
    { build, _ in
      try Example.release([
        Example.cost(.allocations, values[build] ?? 40), Example.cost(.processorTime, 1_000_000),
        Example.metric("calls", 2, unit: .calls),
      ])
    }
  }

  @Test func `builds both, runs all once, then pairs in an order that the seed draws`() throws {
    let builds = try FakeBuilds(costs: Self.costs([:]))
    let outcome = builds.run(["v1", "--pairs", "6", "--seed", "2"])
    #expect(outcome.exitCode == .nothingWorse, "\(outcome.errors)")
    let all = ["build base", "build tree", "run base (all)", "run tree (all)"]
    #expect(Array(builds.events.prefix(4)) == all)
    let pairs = stride(from: 4, to: 16, by: 2).map { Array(builds.events[$0...($0 + 1)]) }
    #expect(builds.events.count == 16 && pairs.allSatisfy { Set($0) == ["run base", "run tree"] })
    #expect(Set(pairs.map(\.first)).count == 2, "one build always runs first")
    let again = try FakeBuilds(costs: Self.costs([:]))
    _ = again.run(["v1", "--pairs", "6", "--seed", "2"])
    #expect(again.events == builds.events)
    _ = again.run(["v1", "--pairs", "6", "--seed", "3"])
    #expect(again.events.suffix(12) != builds.events.suffix(12))
  }

  @Test func `builds a commit once, and keeps the last two`() throws {
    let builds = try FakeBuilds(costs: Self.costs([:]))
    _ = builds.run(["v1", "--pairs", "1"])
    builds.forget()
    _ = builds.run(["v1", "--pairs", "1"])
    #expect(builds.events.first == "build tree")
    #expect(builds.said.contains { $0.contains("is built already") })
    var commits = [try builds.place.gitOutput(["rev-parse", "v1"]).text.trimmingCharacters(in: .newlines)]
    for number in 2...3 {
      commits.append(try builds.place.commit("\(number)"))
      _ = builds.run(["HEAD", "--pairs", "1"])
    }
    #expect(commits.map { builds.place.exists(".build/compare-builds/\($0)") } == [false, true, true])
    #expect(try builds.place.gitOutput(["worktree", "list"]).text.split(separator: "\n").count == 3)
    #expect(try builds.place.gitOutput(["status", "--porcelain"]).text.isEmpty)
  }

  @Test func `finds one more allocation, and says how to look closer`() throws {
    let builds = try FakeBuilds(costs: Self.costs(["tree": 41]))
    let outcome = builds.run(["v1", "--pairs", "2"])
    #expect(outcome.exitCode == .worse)
    #expect(outcome.text.contains("regressed  parsing.allocations"))
    #expect(
      outcome.text.hasSuffix(
        "\n  swift run performance compare-builds v1 --metric parsing.allocations --pairs 8\n"))
    #expect(builds.run(["v1", "--pairs", "2", "--metric", "*.p50"]).exitCode == .nothingWorse)
    #expect(builds.run(["v1", "--pairs", "2", "--metric", "nothing"]).errors.contains("found no metric like nothing"))
    let json = builds.run(["v1", "--pairs", "2", "--format", "json"])
    #expect(json.exitCode == .worse && json.text.contains("\"verdict\" : \"regressed\""))
    #expect(builds.run(["v1", "--pairs", "2", "--format", "markdown"]).text.hasPrefix("**❌ Does not pass (exit 2)"))
  }

  @Test func `takes named builds as they are`() throws {
    let builds = try FakeBuilds(costs: Self.costs([:]))
    _ = builds.run(["v1", "--pairs", "1"])
    builds.forget()
    let folder = ".build/compare-builds/tree-plain"
    #expect(builds.run(["--base-build", folder, "--tree-build", folder, "--pairs", "1"]).exitCode == .nothingWorse)
    #expect(builds.events.allSatisfy { $0.hasPrefix("run") })
    let outcome = builds.run(["--base-build", "nowhere"])
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("nowhere: found no test bundle in its folder release, expected "))
  }

  @Test func `runs no pairs where the base measures nothing in common`() throws {
    let builds = try FakeBuilds { build, _ in
      try Example.release(build == "base" ? [] : [Example.cost(.allocations, 40)])
    }
    let outcome = builds.run(["v1"])
    #expect(outcome.exitCode == .nothingWorse && outcome.text.contains("1 added"))
    #expect(builds.events.suffix(2) == ["run base (all)", "run tree (all)"])
  }

  @Test func `builds both with testable imports where one needs them`() throws {
    let builds = try FakeBuilds(
      build: { name, words in
        name == "tree" && !words.contains("-enable-testing")
          ? "a.swift:1:18: error: module 'A' was not compiled for testing\n" : nil
      }, costs: Self.costs([:]))
    let outcome = builds.run(["v1", "--pairs", "1"])
    #expect(outcome.exitCode == .nothingWorse)
    #expect(builds.events.prefix(4) == ["build base", "build tree", "build base testable", "build tree testable"])
    #expect(outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains("built for @testable"))
  }

  @Test func `names a build that fails, its first errors and its log`() throws {
    let builds = try FakeBuilds(build: { _, _ in "a.swift:1:1: error: no\n" }, costs: Self.costs([:]))
    let outcome = builds.run(["v1"])
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("all it said: .build/compare-builds/logs/build-base.log\n  a.swift:1:1: error: no"))
  }

  @Test func `names a process that dies, its pair and its log`() throws {
    let builds = try FakeBuilds { _, process in
      process == 4 ? nil : try Example.release([Example.cost(.allocations, 40)])
    }
    let outcome = builds.run(["v1", "--pairs", "3"])
    #expect(outcome.exitCode == .incomplete)
    #expect(
      outcome.errors.contains(", pair 1: found no report, expected a report of all its tests (it ended with signal 6)"))
    #expect(builds.events.count == 6)
  }

  @Test(arguments: [([], "without REF"), (["nowhere"], "no such reference"), (["-x"], "-x")])
  func `refuses a reference that is none`(words: [String], found: String) throws {
    let outcome = try FakeBuilds(costs: Self.costs([:])).run(words)
    #expect(outcome.exitCode == .couldNotJudge && outcome.errors.contains(found))
  }

  @Test func `says how far it is in few lines, and on a terminal in one`() throws {
    let builds = try FakeBuilds(costs: Self.costs([:]))
    _ = builds.run(["v1", "--pairs", "100"])
    #expect(builds.said.filter { $0.hasPrefix("pair ") } == (1...10).map { "pair \($0 * 10) of 100\n" })
    builds.forget()
    _ = builds.run(["v1", "--pairs", "3"], isTerminal: true)
    #expect(builds.said.filter { $0.contains("pair ") }.allSatisfy { $0.hasPrefix("\r") && !$0.hasSuffix("\n") })
  }
}
