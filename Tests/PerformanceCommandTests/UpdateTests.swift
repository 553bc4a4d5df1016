// A run becomes the baseline: what is let in, what needs a reason, what is refused.

import Foundation
import PerformanceMetrics
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

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

  @Test(arguments: [
    (BuildConfiguration.debug, "are judged in a release build: swift test -c release --filter performance\n"),
    (
      .release, "is judged without a baseline: swift run performance compare-builds HEAD; to bound it, give the test a "
    ),
  ])
  func `says how costs are judged, of which a baseline holds none`(build: BuildConfiguration, words: String) throws {
    let place = try Place()
    let cost = Metric(
      id: "parsing.allocations", unit: .count, basis: .host,
      scenario: Scenario(workload: "w", conditions: "c", seed: 1), value: 5, labels: ["cost": "allocations"])
    let run = try Place.report(good, sources: place.sources, configuration: build).run
    let report = try PerformanceReport(run: run, requirements: [], metrics: [cost], series: [])
    try place.write(String(decoding: try report.json(), as: UTF8.self), to: Locations.report)
    let outcome = place.run("update")
    #expect(outcome.exitCode == .incomplete)
    #expect(outcome.errors.contains(words))
  }

  @Test func `leads to the workflow that judges by it, while there is none`() throws {
    let place = try Place()
    try place.record(good)
    #expect(
      place.run("update").text.hasSuffix(
        "\nNext: swift run performance init, so that every pull request is judged by it; or commit it.\n"))
    _ = place.run("init")
    #expect(place.run("update").text.hasSuffix("\nNext: commit it with the change that it belongs to.\n"))
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
