import Foundation
import PerformanceMetrics
import PerformanceTesting
import Testing

private let scenario = Scenario(workload: "none", conditions: "none", seed: 1)

private func metric(_ id: String, _ value: Int64 = 1, test: String? = nil) -> Metric {
  Metric(id: id, unit: .calls, basis: .simulated, scenario: scenario, value: value, test: test)
}

private func requirement(_ metric: String, atMost target: Int64) -> Requirement {
  Requirement(id: "PERF-03", row: "a row", metric: metric, relation: .atMost, target: target, unit: .calls)
}

extension Tag {
  @Tag fileprivate static var first: Self
  @Tag fileprivate static var second: Self
}

/// A folder of its own for each test, with a baseline in it where one is given; it goes with its owner.
private final class Place: Sendable {
  let files: PackageFiles

  deinit {
    try? FileManager.default.removeItem(at: files.root)
  }

  init(baseline: Baseline? = nil) throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "collector-\(UUID().uuidString)")
    files = PackageFiles(root: root, environment: [:])
    try FileManager.default.createDirectory(
      at: root.appending(path: "Baselines"), withIntermediateDirectories: true)
    if let baseline { try baseline.json().write(to: root.appending(path: "Baselines/simulated.json")) }
  }

  /// Conducts a run whose files are in this folder, which stays meanwhile.
  func conduct(
    _ requirements: [Requirement] = [], checks: [WorldCheck] = [], _ tests: @Sendable () async throws -> Void
  ) async -> PerformanceRun.Outcome {
    let run = PerformanceRun(requirements: requirements, seed: 1, worldChecks: checks, files: files)
    let outcome = await run.conduct(tests)
    return withExtendedLifetime(self) { outcome }
  }

  func written() throws -> PerformanceReport? {
    guard FileManager.default.fileExists(atPath: files.report.path) else { return nil }
    return try PerformanceReport(json: Data(contentsOf: files.report), file: files.report.path)
  }
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
    await confirmation("no test runs", expectedCount: 0) { ran in
      let outcome = await place.conduct(checks: [broken]) { ran() }
      #expect(
        outcome.problems == [
          "the world is not fit to be measured in: two and two are four: found 5, expected 4. Nothing was measured."
        ])
    }
    #expect(try place.written() == nil)
  }

  @Test func `removes the report of an earlier run before anything can go wrong`() async throws {
    let place = try Place()
    _ = await place.conduct { try PerformanceCollector.record(metric("one")) }
    #expect(try place.written() != nil)
    _ = await place.conduct(checks: [WorldCheck("never") { throw WorldCheckError("broken") }]) {}
    #expect(try place.written() == nil)
  }

  @Test func `leaves a folder in the report's place untouched, and measures nothing`() async throws {
    let place = try Place()
    let kept = place.files.report.appending(path: "results/kept.txt")
    try FileManager.default.createDirectory(at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("kept".utf8).write(to: kept)
    let outcome = await place.conduct { Issue.record("a test ran") }
    #expect(outcome.problems.first?.contains("found a folder") == true)
    #expect(try Data(contentsOf: kept) == Data("kept".utf8))
  }

  @Test(arguments: ["notes", "", "[1]", #"{"schema": 1}"#, "{\"metrics\": [], \"requirements\": [], \"run\": {}}"])
  func `leaves a file that is no report untouched, and measures nothing`(text: String) async throws {
    let place = try Place()
    try FileManager.default.createDirectory(
      at: place.files.report.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: place.files.report)
    let outcome = await place.conduct { Issue.record("a test ran") }
    #expect(outcome.problems.first?.contains("not a performance report") == true)
    #expect(try Data(contentsOf: place.files.report) == Data(text.utf8))
  }

  @Test func `fails on a requirement that is not met, with metric, target and actual`() async throws {
    let place = try Place()
    let outcome = await place.conduct([requirement("calls", atMost: 2)]) {
      try PerformanceCollector.record(metric("calls", 3))
    }
    let problem = try #require(outcome.problems.first)
    #expect(outcome.problems.count == 1)
    for part in ["PERF-03", "a row", "calls", "3 calls", "≤ 2 calls"] { #expect(problem.contains(part)) }
  }

  @Test func `fails on a requirement that nobody measured`() async throws {
    let outcome = try await Place().conduct([requirement("calls", atMost: 2)]) {
      try PerformanceCollector.record(metric("other"))
    }
    #expect(outcome.problems.count == 1)
    #expect(outcome.problems.first?.contains("not measured") == true)
  }

  @Test func `lets a requirement unmeasured whose test did not run`() async throws {
    let (outcome, warnings) = try await partialRun(recordedBy: "another test")
    #expect(outcome.problems.isEmpty)
    #expect(warnings == ["Partial run: 1 of 1 baseline metrics were not measured."])
  }

  @Test func `fails on a requirement unmeasured whose test ran`() async throws {
    let (outcome, _) = try await partialRun(recordedBy: "the test")
    #expect(outcome.problems.count == 1)
  }

  @Test func `of a part is a spot check that knows where its tests stand`()
    async throws
  {
    let first = await (try Place()).conduct {
      try PerformanceCollector.record([metric("one", 5), metric("two", 5)])
    }
    let baseline = Baseline(from: try #require(first.report))
    let whole = await (try Place(baseline: baseline)).conduct {
      try PerformanceCollector.record([metric("one", 5), metric("two", 6)])
    }
    #expect(whole.spotCheck == nil)
    let part = await (try Place(baseline: baseline)).conduct { try PerformanceCollector.record(metric("one", 6)) }
    let warnings = try #require(part.spotCheck).warnings
    #expect(warnings.map(\.sentence) == ["worse than the baseline: one regressed from 5 calls to 6 calls (+1 call)"])
    #expect(part.problems.isEmpty)
    let place = try #require(warnings.first?.test.flatMap { part.places[$0] })
    #expect(place.fileID == "PerformanceTestingTests/CollectorTests.swift")
  }

  /// A run against a baseline in which "the test" measures the requirement, and which records something else.
  private func partialRun(recordedBy test: String) async throws -> (PerformanceRun.Outcome, [String]?) {
    let requirement = requirement("calls", atMost: 2)
    let first = await (try Place()).conduct([requirement]) {
      try PerformanceCollector.record(metric("calls", 2, test: "the test"))
    }
    let place = try Place(baseline: Baseline(from: try #require(first.report)))
    let outcome = await place.conduct([requirement]) {
      try PerformanceCollector.record(metric("other", test: test))
    }
    return (outcome, outcome.report?.run.warnings)
  }

  @Test func `writes what was recorded before a test threw, and passes the error on`() async throws {
    struct Broken: Error {}
    let place = try Place()
    let outcome = await place.conduct {
      try PerformanceCollector.record(metric("one"))
      throw Broken()
    }
    #expect(outcome.failure is Broken)
    #expect(try place.written()?.metrics.map(\.id) == ["one"])
  }

  @Test func `refuses a second metric with the same id`() async throws {
    let outcome = try await Place().conduct {
      try PerformanceCollector.record(metric("one", test: "first"))
      try PerformanceCollector.record(metric("one", test: "second"))
    }
    #expect(outcome.failure as? CollectorError == .duplicate(id: "one", first: "first", second: "second"))
  }

  @Test func `says so when it measured nothing`() async throws {
    let outcome = try await Place().conduct {}
    #expect(outcome.report?.run.warnings == ["No test recorded a metric."])
  }

  @Test(arguments: [
    ("out/run.json", "/package/out/run.json"), ("/out/run.json", "/out/run.json"),
    ("", "/package/.build/performance/performance-report.json"),
  ])
  func `writes where the environment says, or in the build folder`(named: String, path: String) {
    let files = PackageFiles(root: URL(filePath: "/package"), environment: ["PERFORMANCE_OUTPUT": named])
    #expect(files.report.path == path)
  }
}

@Suite struct `A recording outside a run` {
  @Test func `is refused`() {
    #expect(throws: CollectorError.noCollector) { try PerformanceCollector.record(metric("one")) }
  }
}
