// Partial runs that become one, and those that do not.

import PerformanceExamples
import PerformanceMetrics
import Testing

private func shard(
  _ name: String, _ metrics: [Metric], requirements: [Requirement] = [], series: [Series] = [],
  commit: String? = "aaaa",
  seed: UInt64 = 42, configuration: BuildConfiguration = .debug, dirty: Bool = false, warnings: [String] = [],
  processors: Int = 2, when: String = "2026-01-01T00:00:00Z"
) throws -> NamedReport {
  let run = RunInformation(
    when: when, commit: commit, uncommittedChanges: dirty,
    host: Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: processors), swift: "6.3",
    configuration: configuration, seed: seed, warnings: warnings)
  return NamedReport(
    name: name, report: try PerformanceReport(run: run, requirements: requirements, metrics: metrics, series: series))
}

private func series(_ y: Int64) -> Series {
  Series(
    id: "s", scenario: Example.scenario, x: Axis(name: "x", unit: .count), y: Axis(name: "y", unit: .calls),
    points: [Point(0, y)])
}

@Suite struct `Merging` {
  private let a = Example.metric("a"), b = Example.metric("b")

  @Test func `joins what the runs measured, and judges the requirements over all of it`() throws {
    let requirements = [Example.requirement("R", "a"), Example.requirement("R", "b", .lessThan, 50)]
    let merged = try PerformanceReport(
      merging: [
        shard("1", [a], requirements: requirements, series: [series(1)], warnings: ["Partial run: 1 of 2 …", "cold"]),
        shard(
          "2", [b], requirements: requirements, series: [series(1)], warnings: ["cold"], when: "2026-01-02T00:00:00Z"),
      ], baseline: Baseline(from: try Example.report([a, b])))
    #expect(merged.metrics == [a, b])
    #expect(merged.series == [series(1)])
    #expect(merged.requirements.map(\.status) == [.met, .unmet])
    #expect(merged.run.warnings == ["cold"])
    #expect(merged.run.when == "2026-01-02T00:00:00Z")
  }

  @Test func `gives the bytes that one run of all suites gives, in any order of the files`() throws {
    let shards = [try shard("1", [a]), try shard("2", [b, a])]
    let whole = try shard("0", [a, b]).report
    #expect(try PerformanceReport(merging: shards, baseline: nil).json() == whole.json())
    #expect(try PerformanceReport(merging: shards.reversed(), baseline: nil).json() == whole.json())
  }

  @Test func `takes host metrics from the first run that has them, and warns of several machines`() throws {
    let cpu = [Int64(5), 6].map { Example.metric("cpu", $0, basis: .host) }
    let merged = try PerformanceReport(
      merging: [shard("1", [a, cpu[0]]), shard("2", [b, cpu[1]], processors: 4)], baseline: nil)
    #expect(merged.metrics(.host).map(\.value) == [5])
    #expect(merged.run.warnings.count == 1)
  }

  @Test(arguments: [
    ("commit", "another commit in 2 (bbbb) than in 1 (aaaa)"), ("seed", "another seed in 2 (1) than in 1 (42)"),
    ("configuration", "another configuration in 2 (release) than in 1 (debug)"),
    ("dirty", "another state of the working copy in 2 (uncommitted changes) than in 1 (as committed)"),
    ("none", "merge, 2: found a run without a commit"),
  ])
  func `refuses a mixture by name`(what: String, text: String) throws {
    let other =
      switch what {
      case "commit": try shard("2", [b], commit: "bbbb")
      case "seed": try shard("2", [b], seed: 1)
      case "configuration": try shard("2", [b], configuration: .release)
      case "dirty": try shard("2", [b], dirty: true)
      default: try shard("2", [b], commit: nil)
      }
    let error = #expect(throws: MergeError.self) {
      try PerformanceReport(merging: [shard("1", [a]), other], baseline: nil)
    }
    #expect(error?.description.contains(text) == true)
    #expect(error?.exitCode == .couldNotJudge)
  }

  @Test func `refuses a conflict by name`() throws {
    func merge(_ one: NamedReport, _ other: NamedReport) -> String? {
      let error = #expect(throws: MergeError.self) { try PerformanceReport(merging: [one, other], baseline: nil) }
      return error?.description
    }
    let metrics = merge(try shard("1", [a]), try shard("2", [Example.metric("a", 101)]))
    #expect(
      metrics?.hasPrefix("merge, metric a: found 100 ns and 101 ns in 1 and 2, expected the same in both") == true)
    let tolerances = merge(try shard("1", [a]), try shard("2", [Example.metric("a", tolerance: .absolute(1))]))
    #expect(tolerances?.contains("the same value, but not the same metric") == true)
    let bases = merge(try shard("1", [a]), try shard("2", [Example.metric("a", basis: .host)]))
    #expect(bases?.hasPrefix("merge, metric a") == true)
    let drawn = merge(try shard("1", [a], series: [series(1)]), try shard("2", [b], series: [series(2)]))
    #expect(drawn?.hasPrefix("merge, series s") == true)
    let requirements = merge(
      try shard("1", [a], requirements: [Example.requirement("R", "a", .lessThan, 500)]),
      try shard("2", [b], requirements: [Example.requirement("R", "a", .lessThan, 600)]))
    #expect(requirements?.hasPrefix("merge, R over a: found < 500 ns and < 600 ns in 1 and 2") == true)
  }

  @Test func `refuses a gap by name, unless a part is asked for`() throws {
    let baseline = Baseline(from: try Example.report([a, b, Example.metric("c")]))
    let shards = [try shard("1", [a]), try shard("2", [b])]
    #expect(throws: MergeError.gap(["c"])) { try PerformanceReport(merging: shards, baseline: baseline) }
    #expect(MergeError.gap(["c"]).exitCode == .incomplete)
    let part = try PerformanceReport(merging: shards, baseline: baseline, scope: .partial)
    #expect(part.run.warnings == ["Partial run: 1 of 3 baseline metrics were not measured."])
    let promised = try shard("1", [a], requirements: [Example.requirement("R", "d")])
    #expect(throws: MergeError.gap(["d"])) { try PerformanceReport(merging: [promised], baseline: nil) }
  }
}
