// How a baseline comes to hold what it holds: edits, sources, reasons.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

private func baseline(_ metrics: [Metric], _ requirements: [Requirement] = []) throws -> Baseline {
  Baseline(from: try Example.report(metrics, requirements: requirements))
}

struct EditCase: Sendable, CustomTestStringConvertible {
  let kind: BaselineEdit.Kind?
  var old: [Metric] = [Example.metric("m")]
  var new: [Metric] = [Example.metric("m")]
  var requirements: [[Requirement]] = [[], []]
  var testDescription: String { kind?.rawValue ?? "nothing" }

  private static func targets(_ relation: Relation, _ old: Int64, _ new: Int64) -> [[Requirement]] {
    [[Example.requirement("R", "m", relation, old)], [Example.requirement("R", "m", relation, new)]]
  }

  private static func tolerances(_ old: Tolerance, _ new: Tolerance, _ kind: BaselineEdit.Kind) -> EditCase {
    EditCase(kind: kind, old: [Example.metric("m", tolerance: old)], new: [Example.metric("m", tolerance: new)])
  }

  static let all = [
    EditCase(kind: nil), EditCase(kind: .worse, new: [Example.metric("m", 101)]),
    EditCase(kind: .better, new: [Example.metric("m", 99)]), EditCase(kind: .removed, new: []),
    EditCase(kind: .added, old: []),
    EditCase(kind: .redefined, new: [Example.metric("m", 1, better: .higher)]),
    tolerances(.relative(percent: 20), .relative(percent: 21), .looserTolerance),
    tolerances(.relative(percent: 20), .relative(percent: 19), .tighterTolerance),
    tolerances(.absolute(5), .absolute(6), .looserTolerance), tolerances(.absolute(5), .absolute(4), .tighterTolerance),
    tolerances(.relative(percent: 20), .absolute(1), .looserTolerance),
    tolerances(.relative(percent: 20), .absolute(0), .tighterTolerance),
    tolerances(.absolute(5), .relative(percent: 1), .looserTolerance),
    EditCase(kind: .looserTarget, requirements: targets(.lessThan, 200, 201)),
    EditCase(kind: .tighterTarget, requirements: targets(.atMost, 200, 199)),
    EditCase(kind: .looserTarget, requirements: targets(.atLeast, 50, 49)),
    EditCase(kind: .tighterTarget, requirements: targets(.atLeast, 50, 51)),
    EditCase(kind: .looserTarget, requirements: targets(.equalTo, 100, 99)),
    EditCase(
      kind: .looserTarget,
      requirements: [[Example.requirement("R", "m", .lessThan, 200)], [Example.requirement("R", "m", .atMost, 200)]]),
    EditCase(kind: .requirementRemoved, requirements: [[Example.requirement("R", "m")], []]),
    EditCase(kind: .requirementAdded, requirements: [[], [Example.requirement("R", "m")]]),
  ]
}

@Suite struct `An edit of a baseline` {
  @Test(arguments: EditCase.all)
  func `has one kind`(_ edit: EditCase) throws {
    let edits = BaselineEdit.edits(
      from: try baseline(edit.old, edit.requirements[0]), to: try baseline(edit.new, edit.requirements[1]))
    #expect(edits.map(\.kind) == (edit.kind.map { [$0] } ?? []))
  }

  @Test func `holds the metric or the requirement before and after`() throws {
    let edits = BaselineEdit.edits(
      from: try baseline([Example.metric("m", 500_000_000)], [Example.requirement("R", "m", .lessThan, 600_000_000)]),
      to: try baseline([Example.metric("m", 550_000_000)], [Example.requirement("R", "m", .lessThan, 700_000_000)]))
    #expect(edits[0].metrics?.old?.value == 500_000_000 && edits[0].metrics?.new?.value == 550_000_000)
    #expect(edits[1].requirements?.old?.target == 600_000_000 && edits[1].requirements?.new?.target == 700_000_000)
    #expect(edits.map(\.subject) == ["m", "R over m"])
  }
}

@Suite struct `An update of a baseline` {
  private let a = Example.metric("a"), b = Example.metric("b")

  @Test func `keeps the reason beside each edit that needs one`() throws {
    let first = try baseline([a, b])
    let second = Baseline(
      from: try Example.report([Example.metric("a", 110), Example.metric("b", 90)]), replacing: first,
      reason: "more work")
    #expect(second.reasons.map(\.text) == ["more work"])
    #expect(second.reasons[0].edits.map(\.subject) == ["a"])
    let third = Baseline(
      from: try Example.report([Example.metric("a", 120), Example.metric("b", 90)]), replacing: second,
      reason: "even more")
    #expect(third.reasons.map(\.text) == ["even more", "more work"])
    #expect(third.reasons[0].edits.map(\.from) == [110] && third.reasons[0].edits.map(\.to) == [120])
    let fourth = Baseline(from: try Example.report([a, b]), replacing: third, reason: "none needed but for b")
    #expect(fourth.reasons.map { $0.edits.map(\.subject) } == [["a"], ["a"], ["b"]])
    let fifth = Baseline(from: try Example.report([a, b]), replacing: fourth, reason: "nothing changed")
    #expect(fifth.reasons == fourth.reasons)
    #expect(try Baseline(json: try fifth.json(), file: "b.json") == fifth)
  }

  @Test func `in part changes only what was measured`() throws {
    let requirements = [Example.requirement("R", "a", .atMost, 200), Example.requirement("R", "b", .atMost, 200)]
    let first = try baseline([a, b], requirements)
    let looser = [Example.requirement("R", "a", .atMost, 300), Example.requirement("R", "b", .atMost, 300)]
    let part = try Example.report([Example.metric("a", 90)], requirements: looser)
    let second = Baseline(from: part, replacing: first, scope: .partial)
    #expect(second.metrics.map(\.value) == [90, 100])
    #expect(second.requirements.map(\.target) == [300, 200])
    let whole = Baseline(from: try Example.report([a, b]), replacing: second, scope: .partial)
    #expect(whole.requirements.isEmpty)
  }

  @Test func `gives what changed the run as its source, and leaves the rest to the byte`() throws {
    let first = Baseline(from: try History.run("one", 1, [a, b]))
    let second = Baseline(from: try History.run("two", 2, [Example.metric("a", 90), b]), replacing: first)
    #expect(second.metricEntries.map(\.source.commit) == ["two", "one"])
    #expect(second.source?.commit == "two")
    let lines = [first, second].map {
      String(decoding: (try? $0.json()) ?? Data(), as: UTF8.self).split(separator: "\n")
    }
    #expect(zip(lines[0], lines[1]).filter { $0 != $1 }.count == 1)
    #expect(lines[0].count == lines[1].count)
    let third = Baseline(from: try History.run("three", 3, [Example.metric("a", 90), b]), replacing: second)
    #expect(third == second)
  }

  @Test func `remembers why something was removed until it is back`() throws {
    let removed = Baseline(
      from: try Example.report([a]), replacing: try baseline([a, b]), removing: MetricSelection(patterns: "b"),
      reason: "b measures nothing any more")
    #expect(removed.removals.map(\.subject) == ["b"])
    #expect(Baseline(from: try Example.report([a]), replacing: removed).removals == removed.removals)
    #expect(Baseline(from: try Example.report([a, b]), replacing: removed).removals.isEmpty)
  }

  @Test func `in part drops what is removed on purpose`() throws {
    let removed = Baseline(
      from: try Example.report([a]), replacing: try baseline([a, b]), scope: .partial,
      removing: MetricSelection(patterns: "b"), reason: "gone")
    #expect(removed.metrics.map(\.id) == ["a"])
    #expect(removed.reasons[0].edits.map(\.kind) == [.removed])
  }
}

@Suite struct `A comparison with the baseline of another branch` {
  private func compare(_ edited: Baseline?) throws -> Comparison {
    let run = try Example.report([Example.metric("a")])
    return Comparison(baseline: try baseline([Example.metric("a"), Example.metric("z")]), report: run, edited: edited)
  }

  @Test func `judges by that one, and lists what the change edits`() throws {
    let comparison = try compare(try baseline([Example.metric("a")]))
    #expect(comparison.metrics(.missing).map(\.id) == ["z"])
    #expect(comparison.baselineEdits.map(\.kind) == [.removed])
    #expect(comparison.unexplainedEdits.map(\.subject) == ["z"])
    #expect(comparison.exitCode == .worse)
  }

  @Test func `believes a reason for the edit that it names, and shows it`() throws {
    let old = try baseline([Example.metric("a"), Example.metric("z")])
    let edited = Baseline(
      from: try Example.report([Example.metric("a")]), replacing: old, scope: .partial,
      removing: MetricSelection(patterns: "z"), reason: "z measures nothing any more")
    let comparison = try compare(edited)
    #expect(comparison.unexplainedEdits.isEmpty)
    #expect(comparison.exitCode == .incomplete)
    #expect(comparison.reasons.map(\.text) == ["z measures nothing any more"])
  }

  @Test func `does not take an old reason for a new edit`() throws {
    let old = Baseline(
      from: try Example.report([Example.metric("a", 110)]), replacing: try baseline([Example.metric("a")]),
      reason: "once")
    let edited = Baseline(from: try Example.report([Example.metric("a", 120)]), replacing: old)
    let comparison = Comparison(
      baseline: old, report: try Example.report([Example.metric("a", 110)]), edited: edited)
    #expect(comparison.unexplainedEdits.map(\.kind) == [.worse])
  }
}
