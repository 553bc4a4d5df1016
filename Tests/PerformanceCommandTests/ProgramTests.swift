// The command in a directory of its own: what it says, what it writes, how it exits.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `Comparing` {
  @Test(arguments: [
    (good, ExitCode.nothingWorse, "Passes (exit 0)"),
    ([("calls/finalize-10", 3), good[1]], .worse, "regressed  calls/finalize-10"),
    ([good[0], ("quota/busiest-minute", 31)], .worse, "PERF-05  unmet"),
    ([good[1]], .incomplete, "missing  calls/finalize-10"),
    ([good[0]], .incomplete, "missing  quota/busiest-minute"),
    ([], .incomplete, "no metric of the baseline could be compared"),
  ])
  func `exits by the worst verdict and names its metric`(
    run: [(String, Int64)], exitCode: ExitCode, text: String
  ) throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(run)
    let outcome = place.run("compare")
    #expect(outcome.exitCode == exitCode)
    #expect(outcome.text.contains(text))
    #expect(outcome.errors.isEmpty)
    let json = place.run("compare", "--format", "json")
    #expect(json.exitCode == exitCode)
    #expect(json.text.contains("\"exitCode\" : \(exitCode.rawValue)"))
  }

  @Test func `judges a part of the baseline with --partial`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([good[0]])
    #expect(place.run("compare", "--partial").exitCode == .nothingWorse)
  }

  @Test func `selects metrics, fails on drift and renders Markdown on request`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([(good[0].0, 1), good[1]])
    #expect(place.run("compare").exitCode == .nothingWorse)
    #expect(place.run("compare", "--fail-on", "drift").exitCode == .worse)
    #expect(place.run("compare", "--fail-on", "drift", "--metric", "quota/*").exitCode == .nothingWorse)
    #expect(place.run("compare", "--format", "markdown").text.hasPrefix("**✅ Passes (exit 0)"))
    let unknown = place.run("compare", "--tag", "load")
    #expect(unknown.exitCode == .couldNotJudge)
    #expect(
      unknown.errors == "performance: found the tag load, expected one of those there are: none, as nothing is tagged\n"
    )
    #expect(place.run("compare", "--metric", "x*").exitCode == .couldNotJudge)
  }

  @Test func `does not judge by missing or truncated files, or by directories`() throws {
    let place = try Place()
    let missing = place.run("compare")
    #expect(missing.exitCode == .couldNotJudge)
    #expect(
      missing.errors
        == ".build/performance/performance-report.json: found no such file, expected a performance report; "
        + "make it with: swift test --filter performance (it runs the suites with “performance” in small letters in "
        + "their names)\n")
    try place.record(good)
    #expect(place.run("compare").errors.hasPrefix("Baselines/simulated.json: found no such file"))
    try place.writeBaseline(good)
    try place.write(String(try place.text(Locations.report).prefix(300)), to: Locations.report)
    let short = place.run("compare")
    #expect(short.exitCode == .couldNotJudge)
    #expect(short.errors.hasPrefix(".build/performance/performance-report.json, line "))
    #expect(place.run("compare", "--run", "Baselines").errors.hasPrefix("Baselines: found a directory"))
    #expect(place.run("compare", "--everything").exitCode == .couldNotJudge)
  }

  @Test func `colors for a terminal, unless NO_COLOR or --color forbids it`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good)
    func isColored(_ words: [String], _ environment: [String: String] = [:], terminal: Bool = true) -> Bool {
      Program(environment: environment, directory: place.path(""), isTerminal: terminal).run(["compare"] + words)
        .text.contains("\u{1B}[")
    }
    #expect(isColored([]))
    #expect(!isColored([], terminal: false))
    #expect(!isColored([], ["NO_COLOR": "1"]))
    #expect(isColored([], ["NO_COLOR": ""]))
    #expect(!isColored(["--color", "never"]))
    #expect(isColored(["--color", "always"], ["NO_COLOR": "1"], terminal: false))
  }
}

@Suite struct `Finding files` {
  @Test func `takes the defaults of the nearest package upwards`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.write("", to: "Sources/Deep/File.swift")
    try place.record(good)
    #expect(place.run("compare", in: "Sources/Deep").exitCode == .nothingWorse)
  }

  @Test func `follows PERFORMANCE_ROOT and PERFORMANCE_OUTPUT`() throws {
    let (place, elsewhere) = (try Place(), try Place())
    try place.writeBaseline(good)
    try place.record(good, to: "out/run.json")
    let environment = ["PERFORMANCE_ROOT": place.path(""), "PERFORMANCE_OUTPUT": "out/run.json"]
    #expect(elsewhere.run("compare", environment: environment).exitCode == .nothingWorse)
    let absolute = ["PERFORMANCE_ROOT": place.path(""), "PERFORMANCE_OUTPUT": place.path("out/run.json")]
    #expect(elsewhere.run("compare", environment: absolute).exitCode == .nothingWorse)
  }

  @Test func `resolves names on the command line in the working directory`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good, to: "Sources/run.json")
    #expect(place.run("compare", "--run", "run.json", in: "Sources").exitCode == .nothingWorse)
    #expect(place.run("compare", "--run", place.path("Sources/run.json")).exitCode == .nothingWorse)
  }
}

@Suite struct `Merging runs` {
  @Test func `writes the whole run where the next command looks for it`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([good[0]], commit: "aaaa", to: "one.json")
    try place.record([good[1]], commit: "aaaa", to: "two.json")
    let outcome = place.run("merge", "one.json", "two.json")
    #expect(outcome.text == ".build/performance/performance-report.json: 2 metrics of 2 runs.\n")
    #expect(place.run("compare").exitCode == .nothingWorse)
  }

  @Test func `writes nothing when it refuses the runs`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([good[0]], commit: "aaaa", to: "one.json")
    try place.record([good[0]], commit: "aaaa", to: "two.json")
    let gap = place.run("merge", "one.json", "two.json", "--output", "all.json")
    #expect(gap.exitCode == .incomplete)
    #expect(gap.errors.contains("found no measurement of 1 metric (quota/busiest-minute)"))
    try place.record([good[1]], commit: "bbbb", to: "two.json")
    #expect(place.run("merge", "one.json", "two.json", "--output", "all.json").exitCode == .couldNotJudge)
    #expect(
      place.run("merge", "one.json", "three.json", "--output", "all.json").errors.hasPrefix(
        "three.json: found no such file"))
    #expect(!place.exists("all.json"))
  }
}

@Suite struct `Showing a run` {
  @Test func `prints its table, or its bytes`() throws {
    let place = try Place()
    try place.record(good)
    #expect(place.run("show").text.contains("Requirements: 1 of 1 met"))
    #expect(place.run("show", "--format", "json").text == (try place.text(Locations.report)))
    let simulated = place.run("show", "--format", "json", "--basis", "simulated").text
    #expect(simulated.contains("quota/busiest-minute") && !simulated.contains("2025-06-01"))
  }
}
