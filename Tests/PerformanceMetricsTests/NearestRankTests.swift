// The percentile rule, by tables worked out by hand.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Nearest rank` {
  @Test(arguments: [
    (1, 500, 1), (1, 950, 1), (1, 990, 1), (1, 999, 1),
    (2, 500, 1), (2, 950, 2), (2, 990, 2), (2, 999, 2),
    (3, 500, 2), (3, 950, 3), (3, 990, 3), (3, 999, 3),
    (20, 500, 10), (20, 950, 19), (20, 990, 20), (20, 999, 20),
    (100, 500, 50), (100, 950, 95), (100, 990, 99), (100, 999, 100),
    (1_000, 500, 500), (1_000, 950, 950), (1_000, 990, 990), (1_000, 999, 999),
  ])
  func `is the smallest value that the part of all does not exceed`(count: Int, permille: Int, rank: Int) throws {
    #expect(NearestRank.rank(permille: permille, count: count) == rank)
    // The samples are 1, 2, 3 … so the value at a rank is the rank, whatever the order of the record.
    let samples = try Example.samples(count)
    #expect(NearestRank.sample(permille: permille, of: samples.reversed())?.value == Int64(rank))
    #expect(Distribution(samples)?.value(permille: permille) == Int64(rank))
  }

  @Test func `takes of equal values the one recorded first`() throws {
    let samples = try ["a", "b", "c", "d"].map { try Sample(value: 7, spans: [Span(name: $0, value: 7)]) }
    #expect(NearestRank.sample(permille: 250, of: samples)?.spans.first?.name == "a")
    #expect(NearestRank.sample(permille: 500, of: samples)?.spans.first?.name == "b")
    #expect(NearestRank.sample(permille: 1_000, of: samples)?.spans.first?.name == "d")
  }

  @Test func `of no samples is nothing`() {
    #expect(NearestRank.sample(permille: 950, of: []) == nil)
    #expect(Distribution([]) == nil)
  }
}

@Suite struct `Metrics made from samples` {
  @Test func `a sample whose parts do not add up cannot be made`() {
    #expect(throws: SampleError.self) { try Sample(value: 10, spans: [Span(name: "queued", value: 9)]) }
    #expect(throws: SampleError.self) {
      try Sample(value: 1, spans: [Span(name: "queued", value: 2), Span(name: "paced", value: -1)])
    }
    #expect(throws: SampleError.self) { try Sample(value: -1) }
  }

  @Test func `a percentile has the spans of the operation at its rank`() throws {
    let samples = try Example.samples(20)
    let metric = try Metric.percentile(
      950, id: "p95", of: samples.reversed(), basis: .simulated, scenario: Example.scenario)
    #expect(metric.value == 19)
    #expect(metric.spans == [Span(name: "queued", value: 9), Span(name: "in flight", value: 10)])
    #expect(metric.distribution?.count == 20)
  }

  @Test func `a mean keeps the totals, so its spans add up exactly`() throws {
    let metric = try Metric.mean(id: "mean", of: try Example.samples(4), basis: .simulated, scenario: Example.scenario)
    // 1 + 2 + 3 + 4 = 10 over 4 is 2.5, rounded down.
    #expect(metric.value == 2)
    #expect(metric.distribution?.total == 10)
    #expect(metric.spans == [Span(name: "queued", value: 4), Span(name: "in flight", value: 6)])
  }

  @Test func `a summary is p50, p95, p99 and the mean`() throws {
    let metrics = try Metric.summary(
      id: "latency/x", of: try Example.samples(100), basis: .simulated, scenario: Example.scenario)
    #expect(metrics.map(\.id) == ["latency/x.p50", "latency/x.p95", "latency/x.p99", "latency/x.mean"])
    #expect(metrics.map(\.value) == [50, 95, 99, 50])
  }

  @Test func `a summary may give a percentile a tolerance of its own`() throws {
    let metrics = try Metric.summary(
      id: "x", of: try Example.samples(100), basis: .simulated, tolerance: .absolute(5),
      percentileTolerances: [990: .relative(percent: 30)], scenario: Example.scenario)
    #expect(metrics.map(\.tolerance) == [.absolute(5), .absolute(5), .relative(percent: 30), .absolute(5)])
  }

  @Test(
    arguments: [(612, 610, 1_003), (1, 2, 500), (1, 3, 333), (2, 3, 667), (0, 5, 0), (.max, 1, .max)]
      as [(Int64, Int64, Int64)])
  func `a ratio is rounded half up to thousandths`(numerator: Int64, denominator: Int64, permille: Int64) throws {
    let metric = try Metric.ratio(
      id: "ratio", of: numerator, over: denominator, basis: .simulated, scenario: Example.scenario)
    #expect(metric.value == permille)
  }

  @Test func `nothing is made of no samples or over 0`() {
    #expect(throws: MetricError.noSamples(id: "p95")) {
      try Metric.percentile(950, id: "p95", of: [], basis: .simulated, scenario: Example.scenario)
    }
    #expect(throws: MetricError.divisionByZero(id: "ratio")) {
      try Metric.ratio(id: "ratio", of: 1, over: 0, basis: .simulated, scenario: Example.scenario)
    }
  }
}
