import Foundation
import PerformanceFiles
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

  @Test func `lets a requirement unmeasured whose test did not run`() async throws {
    let (outcome, warnings) = try await partialRun(recordedBy: "another test")
    #expect(outcome.problems.isEmpty)
    #expect(warnings == ["Partial run: 1 of 1 baseline metrics were not measured."])
  }

  @Test func `fails on a requirement unmeasured whose test ran`() async throws {
    let (outcome, _) = try await partialRun(recordedBy: "this test")
    #expect(outcome.problems.count == 1)
  }

  @Test func `of a part is a spot check that knows where its tests stand`() async throws {
    let first = await (try Place()).conduct {
      try PerformanceCollector.record([metric("one", 5), metric("two", 5)])
    }
    let baseline = Baseline(from: try #require(first.report))
    let whole = await (try Place(baseline: baseline)).conduct {
      try PerformanceCollector.record([metric("one", 5), metric("two", 6)])
    }
    #expect(whole.spotCheck == nil)
    let part = await (try Place(baseline: baseline)).conduct(selection: ofAPart) {
      try PerformanceCollector.record(metric("one", 6))
    }
    #expect(
      part.warnings.map(\.text) == ["worse than the baseline: one regressed from 5 calls to 6 calls (+1 call)"])
    #expect(part.problems.isEmpty)
    #expect(part.warnings.first?.place?.fileID == "PerformanceTestingTests/CollectorTests.swift")
  }

  @Test func `of a part leaves the report of the whole untouched`() async throws {
    let place = try Place()
    _ = await place.conduct { try PerformanceCollector.record([metric("one"), metric("two")]) }
    let whole = try place.text(PackageFiles.report)
    _ = await place.conduct(selection: ofAPart) { try PerformanceCollector.record(metric("one")) }
    #expect(try place.text(PackageFiles.report) == whole)
    #expect(try place.written(PackageFiles.partialReport)?.metrics.map(\.id) == ["one"])
  }

  @Test func `of the whole replaces the report of a part`() async throws {
    let place = try Place()
    _ = await place.conduct(selection: ofAPart) { try PerformanceCollector.record(metric("one")) }
    _ = await place.conduct { try PerformanceCollector.record(metric("one")) }
    #expect(try place.written(PackageFiles.partialReport) == nil)
    #expect(try place.written()?.metrics.map(\.id) == ["one"])
  }

  /// What an editor asks for: one test.
  private var ofAPart: SuiteSelection {
    SuiteSelection(environment: [:], arguments: ["--filter", "Other/one"])
  }

  /// A run of a part against a baseline in which "the test" measures the requirement, and which records something else.
  private func partialRun(recordedBy test: String) async throws -> (PerformanceRun.Outcome, [String]?) {
    let requirement = requirement("calls", atMost: 2)
    let name = Test.current.map { "\($0.id)".split(separator: "/").dropLast().joined(separator: "/") } ?? ""
    let first = await (try Place()).conduct([requirement]) {
      try PerformanceCollector.record(metric("calls", 2, test: test == "this test" ? name : test))
    }
    let place = try Place(baseline: Baseline(from: try #require(first.report)))
    let outcome = await place.conduct([requirement], selection: ofAPart) {
      try await underWatch { try PerformanceCollector.record(metric("other")) }
    }
    return (outcome, outcome.report?.run.warnings)
  }

  /// Runs something as the trait runs a test.
  private func underWatch(_ test: @escaping @Sendable () async throws -> Void) async throws {
    let current = try #require(Test.current)
    try await PerformanceCollector.current?.watch(current, nil, test)
  }

  @Test func `writes what was recorded before a test threw, and that it did`() async throws {
    struct Broken: Error {}
    let place = try Place()
    let outcome = await place.conduct {
      try await underWatch {
        try PerformanceCollector.record(metric("one"))
        throw Broken()
      }
    }
    #expect(outcome.failure is Broken)
    #expect(try place.written()?.metrics.map(\.id) == ["one"])
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.status) == [.failed, .failed])
    #expect(failed.last?.name.contains("writes what was recorded before a test threw") == true)
    #expect(failed.last?.issue?.contains("threw Broken()") == true)
  }

  @Test func `counts a test that was canceled as failed`() async throws {
    let place = try Place()
    _ = await place.conduct {
      let task = Task { try await underWatch { while !Task.isCancelled { await Task.yield() } } }
      task.cancel()
      try await task.value
    }
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.issue) == ["was canceled before its end, as a time limit does"])
  }

  @Test func `names the tests that are running while they run`() async throws {
    let place = try Place()
    _ = await place.conduct {
      try await underWatch {
        let names = try place.written()?.run.failedTests.map(\.name)
        #expect(names?.count == 2)
        #expect(names?.last?.contains("names the tests that are running") == true)
      }
    }
  }

  @Test func `counts the last attempt of a test that is repeated`() async throws {
    struct Broken: Error {}
    let place = try Place()
    _ = await place.conduct {
      try? await underWatch {
        try PerformanceCollector.record(metric("one", 1), metric("gone"))
        throw Broken()
      }
      try await underWatch { try PerformanceCollector.record(metric("one", 2)) }
    }
    let report = try #require(try place.written())
    #expect(report.run.failedTests.isEmpty)
    #expect(report.metrics.map(\.id) == ["one"] && report.metrics.map(\.value) == [2])
  }

  @Test func `refuses a second metric with the same id, and names both recordings`() async throws {
    let outcome = try await Place().conduct {
      try PerformanceCollector.record(metric("one"))
      try PerformanceCollector.record(metric("one"))
    }
    let error = try #require(outcome.failure as? CollectorError)
    guard case .duplicate("one", let first, let second) = error.reason else {
      Issue.record("found \(error), expected a duplicate")
      return
    }
    #expect(first != second && first.contains("CollectorTests.swift:") && second.contains("CollectorTests.swift:"))
  }

  @Test(arguments: [1, 2]) func `names the case of a test that recorded an id twice`(number: Int) async throws {
    let outcome = try await Place().conduct {
      try PerformanceCollector.record(metric("one"))
      try PerformanceCollector.record(metric("one"))
    }
    #expect("\(try #require(outcome.failure))".contains("(number: \(number))"))
  }

  @Test(arguments: [("calls of one", 1), ("calls", -1)] as [(String, Int64)])
  func `refuses a metric that cannot be, at the line that records it`(id: String, value: Int64) async throws {
    let place = try Place()
    let outcome = await place.conduct {
      try PerformanceCollector.record(metric("good"))
      try PerformanceCollector.record(metric(id, value))
    }
    let error = try #require(outcome.failure as? CollectorError)
    guard case .invalid(id, _, _, _) = error.reason else {
      Issue.record("found \(error), expected a metric that cannot be")
      return
    }
    #expect(error.sourceLocation.fileName == "CollectorTests.swift")
    #expect(try place.written()?.metrics.map(\.id) == ["good"])
  }

  @Test func `that reaches nobody is in the report of the suites that are running`() async throws {
    await #expect(processExitsWith: .success) {
      let place = try Place()
      let outcome = await place.conduct {
        await Task.detached { try? PerformanceCollector.record(metric("lost")) }.value
      }
      let failed = try #require(try place.written()?.run.failedTests)
      try #require(failed.count == 1 && failed[0].name.contains("CollectorTests.swift"))
      try #require(outcome.sentences.first?.contains("Task.detached") == true)
    }
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

  @Test func `joins the suites of one invocation, whatever their order`() async throws {
    let place = try Place()
    for suite in ["A.One", "B.Two", "A.Three"] {
      _ = await place.conduct([requirement("\(suite)/calls", atMost: 2)], suite: suite, invocation: "1-2") {
        try PerformanceCollector.record(metric("\(suite)/calls", test: "\(suite)/test()"))
      }
    }
    let report = try #require(try place.written())
    #expect(report.metrics.map(\.id) == ["A.One/calls", "A.Three/calls", "B.Two/calls"])
    #expect(report.requirements.map(\.status) == [.met, .met, .met])
    _ = await place.conduct(suite: "A.One", invocation: "1-3") {
      try PerformanceCollector.record(metric("later", test: "A.One/test()"))
    }
    #expect(try place.written()?.metrics.map(\.id) == ["later"])
  }

  @Test func `fails where two suites measured one id, and names both tests`() async throws {
    let place = try Place()
    for suite in ["A.One", "B.Two"] {
      let outcome = await place.conduct(suite: suite, invocation: "1-2") {
        try PerformanceCollector.record(metric("calls", test: "\(suite)/test()"))
      }
      #expect(outcome.problems.isEmpty == (suite == "A.One"))
    }
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.name) == ["B.Two"])
    #expect(failed[0].issue?.contains("A.One/test() and by B.Two/test()") == true)
  }

  @Test func `of many suites at once loses none`() async throws {
    let place = try Place()
    await withTaskGroup(of: Void.self) { group in
      for number in 10..<30 {
        group.addTask {
          _ = await place.conduct(suite: "A.S\(number)", invocation: "1-2") {
            try PerformanceCollector.record(metric("\(number)", test: "A.S\(number)/test()"))
          }
        }
      }
    }
    #expect(try place.written()?.metrics.count == 20)
    #expect(try place.written()?.run.failedTests == [])
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

@Suite struct `A recording outside a run` {
  @Test func `is refused`() throws {
    let error = #expect(throws: CollectorError.self) { try PerformanceCollector.record(metric("one")) }
    #expect(error?.reason == .noCollector)
  }
}
