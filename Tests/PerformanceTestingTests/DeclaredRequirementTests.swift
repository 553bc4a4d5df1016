// Requirements that stand at tests: they count whatever becomes of the test.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import Testing

@testable import PerformanceTesting

@Suite struct `A requirement on a test` {
  /// The trait of a root suite that has been told of the test that is running, as the planning of a run tells it.
  private func trait(
    in place: Place, selection: SuiteSelection = SuiteSelection(environment: [:])
  ) async throws -> PerformanceTrait {
    let trait = PerformanceTrait(
      run: PerformanceRun(
        requirements: [], seed: 1, worldChecks: [], files: PackageFiles(root: place.root, environment: [:]),
        selection: selection))
    try await trait.prepare(for: try #require(Test.current))
    return trait
  }

  @Test(.require("words", .atMost(2, .calls), id: "WORDS-01", row: "a row"))
  func `is judged with those of the suite, at the test that declares it`() async throws {
    let place = try Place()
    let outcome = await (try trait(in: place)).run.conduct(Place.suite) {
      try PerformanceCollector.record(metric("words", 3))
    }
    #expect(outcome.sentences == ["WORDS-01, a row: words is 3 calls, expected ≤ 2 calls"])
    #expect(outcome.problems.first?.place == Test.current?.sourceLocation)
  }

  @Test(.require("words", .atMost(2, .calls))) func `is not met by a test that never runs`() async throws {
    let place = try Place()
    let outcome = await (try trait(in: place)).run.conduct(Place.suite) {
      try PerformanceCollector.record(metric("other"))
    }
    #expect(outcome.sentences == ["words was not measured, expected ≤ 2 calls"])
    #expect(outcome.problems.first?.place == Test.current?.sourceLocation)
  }

  @Test(.require("words", .atMost(2, .calls)))
  func `fails a run of a part in which its test measured nothing`() async throws {
    let place = try Place()
    let part = SuiteSelection(environment: [:], arguments: ["--filter", "Other/one"])
    let ran = await (try trait(in: place, selection: part)).run.conduct(Place.suite) { try await underWatch {} }
    #expect(ran.sentences == ["words was not measured, expected ≤ 2 calls"])
    let notRun = await (try trait(in: place, selection: part)).run.conduct(Place.suite) {}
    #expect(notRun.problems.isEmpty)
  }

  @Test(arguments: [
    (Bound.lessThan(.milliseconds(250)), "< 250 ms"), (.atMost(.seconds(1)), "≤ 1 s"),
    (.atLeast(.microseconds(2)), "≥ 2 µs"), (.lessThan(30, .calls), "< 30 calls"), (.atMost(40), "≤ 40"),
    (.atMost(4_000, .bytes), "≤ 4 kB"), (.equalTo(0, .rows), "= 0 rows"), (.atLeast(1_500, .permille), "≥ 1.500×"),
  ])
  func `says its bound in the unit that it is thought in`(bound: Bound, text: String) {
    #expect(Requirement.require("words", bound).bound == text)
  }
}
