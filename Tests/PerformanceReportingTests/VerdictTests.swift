// What a comparison's verdict says in words.

import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `A verdict` {
  private func compare(
    _ baseline: [Metric], _ run: [Metric], edited: [Metric]? = nil, failure: FailureThreshold = .regression
  ) throws -> Comparison {
    Comparison(
      baseline: Baseline(from: try Example.report(baseline)), report: try Example.report(run),
      edited: try edited.map { Baseline(from: try Example.report($0)) }, failure: failure)
  }

  @Test(arguments: [(Int64(80), false), (79, true), (120, false)])
  func `says that the baseline is out of date past the tolerance`(run: Int64, isOutOfDate: Bool) throws {
    let comparison = try compare([Example.metric("m", 100)], [Example.metric("m", run)])
    #expect(
      VerdictSentence(comparison, commands: DocumentExample.commands).sentence.contains("the baseline is out of date")
        == isOutOfDate)
  }

  @Test func `counts the edits of the baseline that lack a reason`() throws {
    let comparison = try compare(
      [Example.metric("a"), Example.metric("z")], [Example.metric("a")], edited: [Example.metric("a")])
    #expect(
      VerdictSentence(comparison, commands: DocumentExample.commands).sentence.contains(
        "1 edit of the baseline without a reason"))
  }

  @Test(arguments: [
    (["cost": "allocations"], "swift test -c release --filter performance"),
    ([:], DocumentExample.commands.measure),
  ])
  func `sends a broken bound on allocations to a release build`(labels: [String: String], command: String) throws {
    let metric = Metric(
      id: "parsing.allocations", unit: .count, basis: .host, scenario: Example.scenario, value: 41, labels: labels)
    let bound = Example.requirement("R", metric.id, .atMost, 40, unit: .count)
    let report = try Example.report([metric], requirements: [bound], configuration: .release)
    let comparison = Comparison(
      baseline: Baseline(from: try Example.report([], requirements: [bound])), report: report)
    #expect(VerdictSentence(comparison, commands: DocumentExample.commands).next?.command == command)
  }

  @Test(arguments: [Int64(99), 101]) func `counts what moved when any drift fails`(run: Int64) throws {
    let comparison = try compare([Example.metric("m")], [Example.metric("m", run)], failure: .drift)
    #expect(VerdictSentence(comparison, commands: DocumentExample.commands).sentence.contains("1 metric"))
  }
}
