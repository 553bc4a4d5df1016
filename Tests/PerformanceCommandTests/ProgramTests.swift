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

@Suite struct `Updating the baseline` {
  @Test func `writes the first baseline, and the next compare finds nothing worse`() throws {
    let place = try Place()
    try place.record(good)
    let outcome = place.run("update")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains("Updated: Baselines/simulated.json holds 2 metrics and 1 requirement."))
    #expect(place.run("compare").exitCode == .nothingWorse)
  }

  @Test func `shows the changes, and takes worse values with a reason`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([("calls/finalize-10", 3), good[1]])
    #expect(place.run("compare").exitCode == .worse)
    let refused = place.run("update")
    #expect(refused.exitCode == .worse)
    #expect(refused.errors.contains("worse calls/finalize-10: 2 calls → 3 calls (+1 call)"))
    #expect(refused.errors.contains("--reason"))
    let outcome = place.run("update", "--reason", "a third call seals the row")
    #expect(outcome.text.contains("regressed  calls/finalize-10"))
    #expect(outcome.text.contains("Kept with the baseline for 1 edit: “a third call seals the row”"))
    #expect(place.run("compare").exitCode == .nothingWorse)
    #expect(
      place.run("compare").text.contains("“a third call seals the row”, for calls/finalize-10: 2 calls → 3 calls"))
  }

  @Test func `needs a reason for a looser target, and none for better values`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good, target: 31)
    #expect(
      place.run("update").errors.contains("looserTarget PERF-05 over quota/busiest-minute: < 30 calls → < 31 calls"))
    try place.record([(good[0].0, 1), good[1]])
    let outcome = place.run("update", "--reason", "why not")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains("1 edit.\nThe reason is not kept: nothing became worse or looser."))
  }

  @Test func `updates a part with --partial, and keeps the rest`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([(good[0].0, 1)])
    #expect(place.run("update").exitCode == .incomplete)
    #expect(place.run("update", "--partial").exitCode == .nothingWorse)
    try place.record([(good[0].0, 1), good[1]])
    #expect(place.run("compare", "--fail-on", "drift").exitCode == .nothingWorse)
  }

  @Test func `removes metrics with --remove and a reason`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([good[1]])
    #expect(place.run("update", "--remove", "calls/*").errors.contains("removed calls/finalize-10: was 2 calls"))
    #expect(place.run("update", "--remove", "call/*", "--reason", "x").exitCode == .couldNotJudge)
    #expect(place.run("update", "--remove", "calls/*", "--reason", "measured elsewhere").exitCode == .nothingWorse)
    #expect(place.run("compare").exitCode == .nothingWorse)
  }

  @Test(arguments: [
    ([good[1]], ExitCode.incomplete, "lacks metrics of the baseline (calls/finalize-10)"),
    (
      [good[0], ("quota/busiest-minute", 30)], .worse,
      "not met (PERF-05, 50 workers: quota/busiest-minute is 30 calls, expected < 30 calls)"
    ),
    ([good[0]], .incomplete, "lacks metrics of the baseline (quota/busiest-minute)"),
    ([], .incomplete, "without simulated metrics"),
  ])
  func `refuses a run that would hide something, and keeps the file`(
    run: [(String, Int64)], exitCode: ExitCode, reason: String
  ) throws {
    let place = try Place()
    try place.writeBaseline(good)
    let before = try place.text(Locations.baseline)
    try place.record(run)
    let outcome = place.run("update")
    #expect(outcome.exitCode == exitCode)
    #expect(outcome.errors.contains(reason))
    #expect(try place.text(Locations.baseline) == before)
  }

  @Test func `refuses unmeasured requirements, for a first baseline too`() throws {
    let place = try Place()
    try place.record([good[0]])
    let outcome = place.run("update")
    #expect(outcome.exitCode == .incomplete)
    #expect(
      outcome.errors.contains("without a number to judge (PERF-05, 50 workers: quota/busiest-minute was not measured"))
    #expect(!place.exists(Locations.baseline))
  }

  @Test func `renames a metric, and the trend follows it`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good, commit: "aaaa")
    _ = place.run("history", "add")
    try place.record([("calls/renamed", 3), good[1]], commit: "bbbb")
    #expect(place.run("update", "--rename", "calls/gone=calls/renamed").errors.contains("found no metric calls/gone"))
    let existing = "calls/finalize-10=quota/busiest-minute"
    #expect(place.run("update", "--rename", existing).errors.contains("found a metric quota/busiest-minute already"))
    for wrong in ["a", "a=", "a=b,", "a=b=c"] {
      #expect(place.run("update", "--rename", wrong).exitCode == .couldNotJudge)
    }
    let outcome = place.run("update", "--rename", "calls/finalize-10=calls/renamed", "--reason", "one more")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.contains("\nRenamed: calls/finalize-10 is calls/renamed.\nUpdated: "))
    _ = place.run("history", "add")
    #expect(place.run("compare", "--fail-on", "drift").exitCode == .nothingWorse)
    #expect(place.run("trend", "--metric", "calls/renamed", "--format", "json").text.contains("\"values\":[2,3]"))
  }

  @Test func `keeps a run of a real clock as the baseline of its requirements`() throws {
    let place = try Place()
    let report = try Place.report([good[0], good[1]], sources: place.sources)
    func onHost(_ value: Int64) throws -> String {
      let metric = Metric(
        id: "host/cpu", unit: .calls, basis: .host,
        scenario: Scenario(workload: "w", conditions: "c", seed: 1), value: value)
      let requirement = Requirement(
        id: "CPU", row: "one", metric: "host/cpu", relation: .lessThan, target: 12, unit: .calls)
      let run = try PerformanceReport(run: report.run, requirements: [requirement], metrics: [metric], series: [])
      return String(decoding: try run.json(), as: UTF8.self)
    }
    try place.write(try onHost(18), to: "run.json")
    #expect(
      place.run("update", "--run", "run.json").errors.contains("CPU, one: host/cpu is 18 calls, expected < 12 calls"))
    #expect(!place.exists(Locations.baseline))
    try place.write(try onHost(11), to: "run.json")
    #expect(place.run("update", "--run", "run.json").exitCode == .nothingWorse)
    #expect(place.run("compare", "--run", "run.json").exitCode == .nothingWorse)
    try place.write(try onHost(12), to: "run.json")
    #expect(place.run("compare", "--run", "run.json").exitCode == .worse)
    let baseline = try Baseline(json: Data(place.text(Locations.baseline).utf8), file: "b")
    #expect(baseline.metrics.isEmpty && baseline.requirements.map(\.id) == ["CPU"])
  }

  @Test func `does not replace a baseline that it cannot read`() throws {
    let place = try Place()
    try place.record(good)
    try place.write("{", to: Locations.baseline)
    #expect(place.run("update").exitCode == .couldNotJudge)
    #expect(try place.text(Locations.baseline) == "{")
  }

  @Test func `names a file that it cannot write`() throws {
    let place = try Place()
    try place.record(good)
    try place.write("", to: "file")
    let outcome = place.run("update", "--baseline", "file/simulated.json")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("file/simulated.json: found a folder that cannot be created or locked"))
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
