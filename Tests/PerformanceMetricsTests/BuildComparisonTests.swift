// Two builds against each other: each verdict, and what the exit code says of them.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `The costs of two builds` {
  private func compare(
    _ base: [Metric], _ tree: [Metric], pairs: Int = 3, selection: MetricSelection = .everything
  ) throws -> BuildComparison {
    BuildComparison(
      base: try Example.builds(Array(repeating: base, count: pairs)),
      tree: try Example.builds(Array(repeating: tree, count: pairs)), selection: selection)
  }

  private static let cases: [(MetricLabel.Cost, Int64, Int64, Verdict, ExitCode)] = [
    (.allocations, 40, 40, .unchanged, .nothingWorse), (.allocations, 40, 41, .regressed, .worse),
    (.allocations, 40, 39, .improved, .nothingWorse), (.allocations, 0, 1, .regressed, .worse),
    (.allocatedBytes, 1_000, 1_200, .drifted, .nothingWorse), (.allocatedBytes, 1_000, 1_201, .regressed, .worse),
    (.heldBytes, 0, 16, .regressed, .worse), (.peakBytes, 1_000, 999, .improved, .nothingWorse),
  ]

  @Test(arguments: cases)
  func `are compared exactly where every process agrees`(
    cost: MetricLabel.Cost, base: Int64, tree: Int64, verdict: Verdict, code: ExitCode
  ) throws {
    let comparison = try compare([Example.cost(cost, base)], [Example.cost(cost, tree)])
    #expect(comparison.costs.map(\.verdict) == [verdict])
    #expect(comparison.exitCode == code)
    #expect(comparison.costs[0].evidence == .exact(PairedSamples.Pair(base: base, tree: tree)))
  }

  @Test func `are judged by the tolerance of the base`() throws {
    let comparison = try compare(
      [Example.cost(.allocations, 40)], [Example.cost(.allocations, 41, tolerance: .absolute(5))])
    #expect(comparison.costs(.regressed).count == 1)
    #expect(comparison.costs[0].remarks == ["the base's tolerance judges: none; the tree declares 5"])
    let reverse = try compare(
      [Example.cost(.allocations, 40, tolerance: .absolute(5))], [Example.cost(.allocations, 41)])
    #expect(reverse.costs(.drifted).count == 1)
  }

  @Test(arguments: [(Int64(1_050), Verdict.regressed, ExitCode.worse), (1_000, .unchanged, .nothingWorse)])
  func `in processor time are judged by pairs, in wall time not at all`(
    tree: Int64, verdict: Verdict, code: ExitCode
  ) throws {
    let comparison = try compare(
      [Example.cost(.processorTime, 1_000), Example.cost(.wallTime, 1_000)],
      [Example.cost(.processorTime, tree), Example.cost(.wallTime, 5_000)], pairs: 20)
    #expect(comparison.costs.map(\.verdict) == [verdict, nil])
    #expect(comparison.exitCode == code)
  }

  @Test func `that vary among processes are judged by their pairs`() throws {
    func runs(_ values: (Int) -> Int64) throws -> BuildRuns {
      try Example.builds((0..<20).map { [Example.cost(.allocations, values($0))] })
    }
    let base = try runs { 40 + Int64($0 % 2) }
    let same = BuildComparison(base: base, tree: try runs { 41 - Int64($0 % 2) })
    #expect(same.costs.map(\.verdict) == [.unchanged])
    #expect(same.costs[0].remarks == ["varies among processes of the base and of the tree, so the pairs judge"])
    let more = BuildComparison(base: base, tree: try runs { _ in 42 })
    #expect(more.costs.map(\.verdict) == [.regressed])
  }

  @Test func `that one build lacks are added or missing`() throws {
    let (one, other) = ([Example.cost(.allocations, 40)], [Example.cost(.allocations, 3, of: "writing")])
    let added = try compare(one, one + other)
    #expect(added.costs.map(\.verdict) == [.added, .unchanged] && added.exitCode == .nothingWorse)
    let missing = try compare(one + other, one)
    #expect(missing.costs.map(\.verdict) == [.missing, .unchanged] && missing.exitCode == .incomplete)
    let new = BuildComparison(
      base: try Example.builds([], whole: Example.release([])),
      tree: try Example.builds([], whole: Example.release(one)))
    #expect(new.costs.map(\.verdict) == [.added] && new.exitCode == .nothingWorse)
  }

  @Test func `that a process of a pair lacks are missing`() throws {
    let cost = Example.cost(.allocations, 40)
    let whole = try Example.builds([[cost], [cost]])
    let torn = BuildRuns(whole: whole.whole, processes: [whole.processes[0], try Example.release([])])
    let comparison = BuildComparison(base: whole, tree: torn)
    #expect(comparison.costs.map(\.verdict) == [.missing] && comparison.exitCode == .incomplete)
    #expect(comparison.costs[0].remarks == ["absent in 0 processes of the base and in 1 of the tree, of 2 each"])
  }

  @Test func `of another scenario are incomparable`() throws {
    let other = Scenario(workload: "a longer report is parsed", conditions: "release build", seed: 1)
    let comparison = try compare(
      [Example.cost(.allocations, 40)], [Example.cost(.allocations, 40, scenario: other)])
    #expect(comparison.costs.map(\.verdict) == [.incomparable] && comparison.exitCode == .incomplete)
  }

  @Test func `are nothing to pass by where the tree measures none`() throws {
    #expect(try compare([], []).exitCode == .incomplete)
    let simulated = [Example.metric("calls", 2, unit: .calls), Example.metric("memory", 2, unit: .bytes, basis: .host)]
    let comparison = try compare(simulated, simulated)
    #expect(comparison.costs.isEmpty && comparison.exitCode == .incomplete)
  }

  @Test func `are chosen by their ids`() throws {
    let base = [Example.cost(.allocations, 40), Example.cost(.allocations, 3, of: "writing")]
    let tree = [Example.cost(.allocations, 41), Example.cost(.allocations, 3, of: "writing")]
    let comparison = try compare(base, tree, selection: MetricSelection(patterns: "writing.*"))
    #expect(comparison.costs.map(\.id) == ["writing.allocations"] && comparison.exitCode == .nothingWorse)
  }

  @Test func `come the worst first`() throws {
    let base = ["a", "b", "c", "d"].map { Example.cost(.allocations, 10, of: $0) }
    let tree = zip(["a", "b", "c", "d"], [10, 11, 20, 9]).map { Example.cost(.allocations, Int64($1), of: $0) }
    #expect(try compare(base, tree).costs.map { $0.id.prefix(1) } == ["c", "b", "d", "a"])
  }
}

@Suite struct `A comparison of builds` {
  private let cost = Example.cost(.allocations, 40)

  private func code(
    requirement: Requirement? = nil, simulated: Int64 = 1, treeTests: [TestOutcome]? = [],
    baseTests: [TestOutcome]? = [], tree: [Metric]? = nil
  ) throws -> BuildComparison {
    let other = Example.metric("calls", simulated, unit: .calls)
    let metrics = (tree ?? [cost]) + [other]
    let processes = [try Example.release([cost])]
    return BuildComparison(
      base: BuildRuns(whole: try Example.release([cost], tests: baseTests), processes: processes),
      tree: BuildRuns(
        whole: try Example.release(
          metrics, requirements: [requirement].compactMap(\.self), tests: treeTests), processes: processes))
  }

  @Test(arguments: [(Int64(39), ExitCode.worse), (40, .nothingWorse)])
  func `judges a requirement over a cost of the tree`(target: Int64, expected: ExitCode) throws {
    let requirement = Example.requirement("COST", cost.id, .atMost, target, unit: .count)
    #expect(try code(requirement: requirement).exitCode == expected)
  }

  @Test func `leaves requirements over simulated numbers to the gate`() throws {
    let requirement = Example.requirement("CALLS", "calls", .atMost, 1, unit: .calls)
    #expect(try code(requirement: requirement, simulated: 2).exitCode == .nothingWorse)
  }

  @Test func `does not pass with a requirement that nothing measured`() throws {
    let requirement = Example.requirement("COST", "parsing.nothing", .atMost, 1, unit: .count)
    #expect(try code(requirement: requirement).exitCode == .incomplete)
  }

  @Test func `does not pass with a failed test of the tree`() throws {
    let failed = [TestOutcome(name: "Tests/a()", status: .failed, issue: "it is so")]
    #expect(try code(treeTests: failed).exitCode == .incomplete)
    #expect(try code(treeTests: nil).exitCode == .incomplete)
  }

  @Test func `leaves out what a failed test of the base measured`() throws {
    let failed = [TestOutcome(name: cost.test ?? "", status: .failed, issue: "it is so")]
    let comparison = try code(baseTests: failed)
    #expect(comparison.costs.map(\.verdict) == [.added] && comparison.exitCode == .nothingWorse)
    #expect(comparison.notes.count == 1)
  }
}
