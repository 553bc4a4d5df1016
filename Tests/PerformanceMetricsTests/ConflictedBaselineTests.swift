// A baseline in which git left conflicts: refused by everything but the update, which keeps the reasons of both sides.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A baseline with the conflicts of a merge` {
  private func lines(_ value: Int64, _ reason: String?) throws -> [String] {
    let first = Baseline(from: try Example.report([Example.metric("a", 1), Example.metric("m", 100)]))
    let baseline = Baseline(
      from: try Example.report([Example.metric("a", 1), Example.metric("m", value)]), replacing: first, reason: reason)
    return String(decoding: try baseline.json(), as: UTF8.self).components(separatedBy: "\n")
  }

  /// Two branches made the metric `m` worse, each for a reason of its own.
  private func conflicted(diff3: Bool = false) throws -> Data {
    let (one, other) = (try lines(110, "one"), try lines(120, "other"))
    let text = zip(one, other).map { ours, theirs in
      let base = diff3 ? "||||||| base\n\(ours)\n" : ""
      return ours == theirs ? ours : "<<<<<<< HEAD\n\(ours)\n\(base)=======\n\(theirs)\n>>>>>>> other"
    }
    return Data(text.joined(separator: "\n").utf8)
  }

  @Test func `is refused with the place and with what to type`() throws {
    let error = #expect(throws: InputError.self) { try Baseline(json: try conflicted(), file: "b.json") }
    #expect(error?.place == "line 8" && error?.found == "a merge conflict")
    #expect(error?.remedy.contains("swift run performance update --reason") == true)
  }

  @Test(arguments: [false, true])
  func `is updated from both sides, whose reasons stay`(diff3: Bool) throws {
    let both = try #require(try Baseline(conflicted: try conflicted(diff3: diff3), file: "b.json"))
    #expect(both.metrics.map(\.value) == [1, 110])
    let merged = Baseline(
      from: try Example.report([Example.metric("a", 1), Example.metric("m", 130)]), replacing: both, reason: "both")
    #expect(merged.metricEntries[1].reasons.map(\.text) == ["both", "one", "other"])
  }

  @Test func `is none without a conflict`() throws {
    #expect(try Baseline(conflicted: Data(try lines(110, nil).joined(separator: "\n").utf8), file: "b") == nil)
  }
}

@Suite struct `The reasons of a metric that becomes worse again` {
  private func update(_ baseline: Baseline?, _ value: Int64, _ reason: String?) throws -> Baseline {
    Baseline(from: try Example.report([Example.metric("m", value)]), replacing: baseline, reason: reason)
  }

  @Test(
    arguments: [
      ([100, 110, 120], ["two", "one"]),
      // Back below where it began, then worse again: the first reason explains nothing any more.
      ([100, 110, 90, 95], ["three"]),
    ] as [([Int64], [String])])
  func `stay as long as the value has their worsening in it`(values: [Int64], reasons: [String]) throws {
    var baseline: Baseline?
    for (value, reason) in zip(values, ["", "one", "two", "three"]) { baseline = try update(baseline, value, reason) }
    #expect(baseline?.metricEntries[0].reasons.map(\.text) == reasons)
  }
}

@Suite struct `A requirement over a metric in another unit` {
  @Test func `says what it was measured in`() throws {
    let requirement = Example.requirement("R", "m", .lessThan, 1_000_000_000)
    let result = requirement.evaluate([Example.metric("m", 3, unit: .calls)])
    #expect(result.status == .notMeasured)
    #expect(
      result.sentence == "R, every size: m was measured in calls, expected ns, as the requirement is < 1 s")
    #expect(requirement.evaluate([]).sentence == "R, every size: m was not measured, expected < 1 s")
  }
}
