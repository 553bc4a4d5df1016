// Where a change comes from: the parts add up to it, to the nanosecond.

import PerformanceExamples
import PerformanceMetrics
import Testing

private func attribution(_ baseline: Metric, _ run: Metric) throws -> Attribution? {
  let comparison = Comparison(
    baseline: Baseline(from: try Example.report([baseline])), report: try Example.report([run]))
  return comparison.metrics[0].attribution
}

private func sample(_ spans: (String, Int64)...) throws -> Sample {
  try Sample(value: spans.reduce(0) { $0 + $1.1 }, spans: spans.map { Span(name: $0.0, value: $0.1) })
}

@Suite struct `An attribution` {
  @Test func `of a percentile is between the operation at that rank then and now`() throws {
    let then = Example.metric("m", 629, spans: [("queued", 250), ("in flight", 379)])
    let now = Example.metric("m", 700, spans: [("queued", 310), ("in flight", 390)])
    let attribution = try #require(try attribution(then, now))
    #expect(attribution.whole == .operation)
    #expect(attribution.change == 71)
    #expect(attribution.parts.map(\.name) == ["queued", "in flight"])
    #expect(attribution.parts.map(\.change) == [60, 11])
  }

  @Test func `puts the largest change first, and counts a span that one of the two lacks as 0`() throws {
    let then = Example.metric("m", 100, spans: [("queued", 40), ("in flight", 30), ("in flight", 30)])
    let now = Example.metric("m", 150, spans: [("queued", 30), ("backing off", 75), ("in flight", 45)])
    let attribution = try #require(try attribution(then, now))
    #expect(attribution.parts.map(\.name) == ["backing off", "in flight", "queued"])
    #expect(attribution.parts.map(\.baseline) == [0, 60, 40])
    #expect(attribution.parts.map(\.change) == [75, -15, -10])
  }

  @Test func `of a mean is between integer totals, also of another number of operations`() throws {
    let then = try [sample(("queued", 1), ("in flight", 2)), sample(("queued", 2), ("in flight", 2))]
    let now = try then + [sample(("in flight", 12))]
    let means = try [then, now].map { try Metric.mean(id: "m", of: $0, basis: .simulated, scenario: Example.scenario) }
    let attribution = try #require(try attribution(means[0], means[1]))
    #expect(attribution.whole == .total)
    #expect(attribution.baselineCount == 2 && attribution.runCount == 3)
    #expect(attribution.change == 12)
    #expect(attribution.parts.map(\.change) == [12, 0])
  }

  @Test(arguments: 0..<200)
  func `adds up to the change, whatever the operations`(seed: UInt64) throws {
    var state = seed
    func draw(_ bound: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % bound
    }
    let names = ["queued", "paced", "in flight", "backing off"]
    let runs = try (0..<2).map { _ in
      try (0...draw(20)).map { _ in try sample((names[Int(draw(4))], draw(1_000)), (names[Int(draw(4))], draw(9))) }
    }
    let pairs = try runs.map { samples in
      try [
        Metric.percentile(950, id: "p", of: samples, basis: .simulated, scenario: Example.scenario),
        Metric.mean(id: "m", of: samples, basis: .simulated, scenario: Example.scenario),
      ]
    }
    for (then, now) in zip(pairs[0], pairs[1]) where then.value != now.value {
      let attribution = try #require(try attribution(then, now))
      #expect(attribution.parts.reduce(0) { $0 + $1.change } == attribution.change)
      if attribution.whole == .operation { #expect(attribution.change == now.value - then.value) }
    }
  }

  @Test func `is not given where nothing changed, nor without spans`() throws {
    let with = Example.metric("m", 100, spans: [("queued", 100)])
    #expect(try attribution(with, with) == nil)
    #expect(try attribution(with, Example.metric("m", 110)) == nil)
    #expect(try attribution(Example.metric("m", 110), with) == nil)
  }
}
