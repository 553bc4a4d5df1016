// A metric with another id keeps everything that was known of it.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A renamed metric` {
  /// Made worse for a reason: 100 → 110.
  private func before() throws -> Baseline {
    let requirement = Example.requirement("R", "old")
    let first = Baseline(from: try Example.report([Example.metric("old", 100)], requirements: [requirement]))
    return Baseline(
      from: try Example.report([Example.metric("old", 110)], requirements: [requirement]), replacing: first,
      reason: "on purpose")
  }

  private let rename = [MetricRename(from: "old", to: "new")]

  private func run(_ id: String, _ value: Int64) throws -> PerformanceReport {
    try Example.report([Example.metric(id, value)], requirements: [Example.requirement("R", id)])
  }

  @Test func `takes value, source, reasons and requirements along`() throws {
    let (before, after) = (try before(), try before().renaming(rename, in: "b"))
    let (old, new) = (before.metricEntries[0], after.metricEntries[0])
    #expect(new.value.id == "new" && new.value.value == 110)
    #expect(new.source == old.source && new.reasons == old.reasons && new.reasons.map(\.text) == ["on purpose"])
    #expect(after.requirements.map(\.metric) == ["new"])
    #expect(try Baseline(json: after.json(), file: "b") == after)
  }

  @Test func `is remembered by each update, and through a second rename`() throws {
    let renamed = try before().renaming(rename, in: "b")
    let updated = Baseline(from: try run("new", 90), replacing: renamed)
    #expect(updated.metricEntries[0].formerly == ["old"])
    let twice = try updated.renaming([MetricRename(from: "new", to: "newest")], in: "b")
    #expect(twice.metricEntries[0].formerly == ["new", "old"])
  }

  @Test(arguments: [("gone", "new", "no metric gone"), ("old", "other", "a metric other already")])
  func `needs an old id that is there and a new one that is not`(old: String, new: String, found: String) throws {
    let baseline = Baseline(from: try Example.report([Example.metric("old"), Example.metric("other")]))
    let error = #expect(throws: InputError.self) {
      try baseline.renaming([MetricRename(from: old, to: new)], in: "b")
    }
    #expect(error?.found == found)
  }

  @Test(arguments: [(110, ExitCode.nothingWorse), (133, .worse)] as [(Int64, ExitCode)])
  func `is judged by the base branch's values for the old id`(value: Int64, code: ExitCode) throws {
    let base = try before()
    let edited = Baseline(from: try run("new", 110), replacing: try base.renaming(rename, in: "b"))
    let comparison = Comparison(baseline: base, report: try run("new", value), edited: edited)
    #expect(comparison.exitCode == code)
    #expect(comparison.baselineEdits.isEmpty)
    #expect(comparison.notes == ["new: was old in the baseline; its values judge it"])
  }
}
