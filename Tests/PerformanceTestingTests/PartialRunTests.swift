// A run of a part: what it leaves alone, and what it shows.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

@Suite struct `A run of a part` {
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
    #expect(part.warnings.first?.place?.fileID == "PerformanceTestingTests/PartialRunTests.swift")
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
}
