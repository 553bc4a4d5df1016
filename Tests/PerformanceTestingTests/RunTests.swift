// One run of a root suite: what it collects, checks, writes and judges.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

extension Tag {
  @Tag fileprivate static var first: Self
  @Tag fileprivate static var second: Self
}

@Suite struct `A run` {
  @Test func `collects from parallel child tasks and writes one report`() async throws {
    let place = try Place()
    let outcome = await place.conduct {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 { group.addTask { try PerformanceCollector.record(metric("many/\(number)")) } }
        try await group.waitForAll()
      }
    }
    #expect(outcome.problems.isEmpty)
    #expect(try place.written()?.metrics.count == 100)
    #expect(try place.written() == outcome.report)
  }

  @Test func `names the test that measured a metric`() async throws {
    let place = try Place()
    _ = await place.conduct { try PerformanceCollector.record(metric("one")) }
    let report = try place.written()
    #expect(
      report?.metrics.map(\.test) == ["PerformanceTestingTests.`A run`/`names the test that measured a metric`()"])
  }

  @Test(.tags(.second, .first, .performance)) func `keeps the tags of the test with its metrics`() async throws {
    let place = try Place()
    _ = await place.conduct { try PerformanceCollector.record(metric("one")) }
    #expect(try place.written()?.metrics.map(\.tags) == [["first", "second"]])
  }

  @Test func `keeps the labels that a metric was recorded with`() async throws {
    let place = try Place()
    let labels = ["workers": "50"]
    _ = await place.conduct {
      try PerformanceCollector.record(
        Metric(id: "one", unit: .calls, basis: .simulated, scenario: scenario, value: 1, labels: labels))
    }
    #expect(try place.written()?.metrics.map(\.labels) == [labels])
  }

  @Test func `stops before the tests when the world fails a check`() async throws {
    let place = try Place()
    let broken = WorldCheck("two and two are four") { throw WorldCheckError("found 5, expected 4") }
    let sentence =
      "the world is not fit to be measured in: two and two are four: found 5, expected 4. Nothing was measured."
    await confirmation("no test runs", expectedCount: 0) { ran in
      let outcome = await place.conduct(checks: [broken]) { ran() }
      #expect(outcome.sentences == [sentence])
    }
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed == [TestOutcome(name: Place.suite, status: .failed, issue: sentence)])
  }

  @Test func `takes the place of an earlier run before anything can go wrong`() async throws {
    let place = try Place()
    _ = await place.conduct { try PerformanceCollector.record(metric("one")) }
    #expect(try place.written()?.metrics.count == 1)
    _ = await place.conduct {
      let report = try place.written()
      #expect(report?.run.failedTests.map(\.status) == [.unfinished])
      #expect(report?.metrics.isEmpty == true)
    }
    #expect(try place.written()?.run.failedTests.isEmpty == true)
  }

  @Test func `leaves a folder in the report's place untouched, and measures nothing`() async throws {
    let place = try Place()
    try place.write("kept", to: "\(PackageFiles.report)/results/kept.txt")
    let outcome = await place.conduct { Issue.record("a test ran") }
    #expect(outcome.sentences.first?.contains("found a folder") == true)
    #expect(try place.text("\(PackageFiles.report)/results/kept.txt") == "kept")
  }

  @Test(arguments: ["notes", "", "[1]", #"{"schema": 1}"#, "{\"metrics\": [], \"requirements\": [], \"run\": {}}"])
  func `leaves a file that is no report untouched, and measures nothing`(text: String) async throws {
    let place = try Place()
    try place.write(text, to: PackageFiles.report)
    let outcome = await place.conduct { Issue.record("a test ran") }
    #expect(outcome.sentences.first?.contains("not a performance report") == true)
    #expect(try place.text(PackageFiles.report) == text)
  }

  @Test func `fails on a requirement that is not met, with metric, target and actual`() async throws {
    let place = try Place()
    let outcome = await place.conduct([requirement("calls", atMost: 2)]) {
      try PerformanceCollector.record(metric("calls", 3))
    }
    let problem = try #require(outcome.sentences.first)
    #expect(outcome.problems.count == 1)
    for part in ["PERF-03", "a row", "calls", "3 calls", "≤ 2 calls"] { #expect(problem.contains(part)) }
    // It stands at the test that measured.
    #expect(outcome.problems[0].place == Test.current?.sourceLocation)
  }

  @Test func `fails on a requirement that nobody measured`() async throws {
    let outcome = try await Place().conduct([requirement("calls", atMost: 2)]) {
      try PerformanceCollector.record(metric("other"))
    }
    #expect(outcome.problems.count == 1)
    #expect(outcome.sentences.first?.contains("not measured") == true)
  }

  @Test func `says so when it measured nothing`() async throws {
    let outcome = try await Place().conduct {}
    #expect(outcome.report?.run.warnings == ["No test recorded a metric."])
  }

  @Test func `keeps its report without a baseline that can be read`() async throws {
    let place = try Place()
    try place.write("{", to: "Baselines/simulated.json")
    let outcome = await place.conduct { try PerformanceCollector.record(metric("one")) }
    #expect(outcome.sentences.count == 1 && outcome.sentences[0].contains("Baselines/simulated.json, line 1"))
    #expect(try place.written()?.metrics.map(\.id) == ["one"])
  }

  @Test(arguments: [
    ("out/run.json", "/package/out/run.json", "/package/out/run.json"),
    ("/out/run.json", "/out/run.json", "/out/run.json"),
    ("", "/package/\(PackageFiles.report)", "/package/\(PackageFiles.partialReport)"),
  ])
  func `writes where the environment says, or in the build folder`(named: String, whole: String, part: String) {
    let files = PackageFiles(root: URL(filePath: "/package"), environment: ["PERFORMANCE_OUTPUT": named])
    #expect(files.report(isPartial: false).path == whole)
    #expect(files.report(isPartial: true).path == part)
  }
}
