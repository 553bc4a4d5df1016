// Steps, totals, room and forecasts, by small histories.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `A trend` {
  private func trend(
    _ values: [Int64?], known: Metric = Example.metric("m", 100), requirements: [Requirement] = [], last: Int = 50
  ) throws -> Trend {
    Trend(
      history: try History.of(values, unit: known.unit),
      baseline: Baseline(from: try Example.report([known], requirements: requirements)), last: last)
  }

  @Test func `finds the steps of a metric, with their commits`() throws {
    let metric = try #require(try trend([100, 100, 104, 104, 103]).metrics.first)
    #expect(metric.steps.map(\.commit) == ["commit-2", "commit-4"])
    #expect(metric.steps.map(\.run) == [2, 4])
    #expect(metric.steps.map(\.change.absolute) == [4, -1])
    #expect(metric.total.absolute == 3)
    #expect(metric.latest == 103)
  }

  @Test func `looks at the last runs only`() throws {
    let trend = try trend([100, 100, 104, 104, 103], last: 3)
    #expect(trend.historyCount == 5)
    #expect(trend.runs.map(\.commit) == ["commit-2", "commit-3", "commit-4"])
    #expect(trend.metrics[0].steps.map(\.before) == [104])
  }

  @Test(
    arguments: [
      ([100, 100, 104, 104], "commit-2", false), ([100, 100], "commit-0", true),
      ([100, nil, 100, nil], "commit-0", true),
      ([nil, 104, 100, 104], "commit-3", false), ([104, 100, nil, 100], "commit-1", false),
    ] as [([Int64?], String, Bool)], [1, 50])
  func `says since when a value holds, over the whole history`(
    _ history: ([Int64?], String, Bool), last: Int
  ) throws {
    // Of the last run alone, which lacks the metric in one of the histories, nothing can be said.
    guard let metric = try trend(history.0, last: last).metrics.first else {
      return #expect(history.0.last == .some(nil))
    }
    #expect(metric.since.commit == history.1)
    #expect(metric.since.isOldest == history.2)
  }

  @Test func `takes another count behind an equal value for a change`() throws {
    func metric(_ numerator: Int64) -> Metric {
      Metric(
        id: "m", unit: .permille, basis: .simulated, scenario: Example.scenario, value: 1_003,
        fraction: Fraction(numerator, over: 10_000))
    }
    var data = Data()
    for (day, numerator) in [10_030, 10_031, 10_031].enumerated() {
      data += try HistoryEntry(History.run("c\(day)", day, [metric(Int64(numerator))])).line()
    }
    let trend = Trend(
      history: try History(ndjson: data, file: "h"), baseline: Baseline(from: try Example.report([metric(10_030)])),
      last: 9)
    #expect(trend.metrics[0].since.commit == "c1")
    #expect(trend.metrics[0].steps.map(\.run) == [1])
    #expect(trend.metrics[0].steps[0].change.signum == 1)
  }

  @Test func `follows a metric under the ids that it had before`() throws {
    let baseline = try Baseline(from: try Example.report([Example.metric("m", 100)]))
      .renaming([MetricRename(from: "m", to: "n")], in: "b")
    let trend = Trend(history: try History.of([100, 104]), baseline: baseline, last: 9)
    #expect(trend.metrics.map(\.id) == ["n"])
    #expect(trend.metrics.first?.values == [100, 104])
  }

  @Test func `takes a run that lacks the metric for a gap and not for a step`() throws {
    let metric = try trend([100, nil, 100, nil, 105, nil]).metrics[0]
    #expect(metric.values == [100, nil, 100, nil, 105, nil])
    #expect(metric.steps.map(\.run) == [4])
    #expect(metric.latest == 105)
  }

  @Test func `never compares numbers of different scenarios`() throws {
    let other = Scenario(workload: "another", conditions: Example.scenario.conditions, seed: 1)
    let metric = Example.metric("m", 100, scenario: other)
    let followed = try trend([100, 105], known: metric)
    #expect(followed.metrics.isEmpty)
    #expect(followed.lacking == ["m"])
    #expect(Example.metric("a").scenarioNumber == Example.metric("b").scenarioNumber)
    #expect(Example.metric("a").scenarioNumber != Example.metric("a", unit: .calls).scenarioNumber)
  }

  @Test(
    arguments: [
      // 20 % of 100 are 20, of which 110 leaves 10; 10 in 5 runs are 2 a run, and the 6th from now is past it.
      ([100, 102, 104, 106, 108, 110], Int64(10), 6, "2026-01-12"), ([110, 110], 10, nil, nil),
      ([110, 100], 20, nil, nil), ([100, 120], 0, 1, "2026-01-03"), ([100, 121], -1, 0, nil),
    ] as [([Int64?], Int64, Int64?, String?)])
  func `says what is left of the tolerance and when it is used up`(
    values: [Int64?], left: Int64, runs: Int64?, day: String?
  ) throws {
    let room = try trend(values).metrics[0].headrooms[0]
    #expect(room.of == "tolerance")
    #expect(room.left == left)
    #expect(room.forecast?.runs == runs)
    #expect(room.forecast?.day == day)
  }

  @Test func `of what is better when it is more drifts downwards`() throws {
    let known = Example.metric("m", 100, better: .higher)
    func tolerance(_ values: [Int64]) throws -> HeadroomForecast {
      let entries = try values.enumerated().map { day, value in
        try HistoryEntry(History.run("commit-\(day)", day, [Example.metric("m", value, better: .higher)])).line()
      }
      let history = try History(ndjson: entries.reduce(Data(), +), file: "h")
      let trend = Trend(history: history, baseline: Baseline(from: try Example.report([known])), last: 50)
      return try #require(trend.metrics.first).headrooms[0]
    }
    let (falling, rising) = (try tolerance([100, 95, 90]), try tolerance([100, 105, 110]))
    #expect(falling.left == 10 && falling.forecast?.runs == 3)
    #expect(rising.left == 30 && rising.forecast == nil)
  }

  @Test(arguments: [
    (Relation.lessThan, Int64(120), Int64(9)), (.atMost, 120, 10), (.atLeast, 100, 10), (.equalTo, 110, 0),
    (.equalTo, 115, -5), (.lessThan, 105, -6),
  ])
  func `says what is left of a requirement`(relation: Relation, target: Int64, left: Int64) throws {
    let requirement = Example.requirement("R", "m", relation, target)
    let rooms = try trend([110], requirements: [requirement]).metrics[0].headrooms
    #expect(rooms.map(\.of) == ["tolerance", "R"])
    #expect(rooms[1].left == left)
  }

  @Test func `puts first what runs out first, then what moved most`() throws {
    let ids = ["calm", "fast", "slow", "up"]
    let runs: [[Int64]] = [[100, 100, 100, 100], [100, 110, 101, 90]]
    var data = Data()
    for (day, values) in runs.enumerated() {
      let metrics = zip(ids, values).map { Example.metric($0, $1) }
      data += try HistoryEntry(History.run("c\(day)", day, metrics)).line()
    }
    let baseline = Baseline(from: try Example.report(ids.map { Example.metric($0, 100) }))
    let trend = Trend(history: try History(ndjson: data, file: "h"), baseline: baseline, last: 9)
    #expect(trend.metrics.map(\.id) == ["fast", "slow", "up", "calm"])
  }

  @Test func `of no runs, or of none in the window, is empty`() throws {
    #expect(try trend([]).metrics.isEmpty)
    #expect(try trend([nil, nil]).metrics.isEmpty)
  }
}
