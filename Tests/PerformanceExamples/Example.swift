// A small run whose numbers are easy to follow, and ways to change one number of it.

import Foundation
import PerformanceMetrics

package enum Example {
  package static let scenario = Scenario(
    workload: "1 worker, finalize 10 unions, thinking 5–15 s", conditions: "origin latency, no faults", seed: 42)

  package static let run = RunInformation(
    when: "2025-06-01T12:00:00Z", commit: "57babb0c1d2e3f405162738495a6b7c8d9e0f102", uncommittedChanges: false,
    host: Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: 2), swift: "6.3.1",
    configuration: .debug, seed: 42)

  package static let milliseconds: Int64 = 1_000_000

  package static func metric(
    _ id: String = "calls/finalize-10", _ value: Int64 = 100, unit: MetricUnit = .nanoseconds,
    better: Direction = .lower, basis: Basis = .simulated, tolerance: Tolerance? = nil,
    scenario: Scenario = Example.scenario, spans: [(String, Int64)]? = nil, tags: [String] = []
  ) -> Metric {
    Metric(
      id: id, unit: unit, better: better, basis: basis, tolerance: tolerance, scenario: scenario, value: value,
      spans: spans?.map { Span(name: $0.0, value: $0.1) }, test: "Calls/finalize()", tags: tags)
  }

  package static func requirement(
    _ id: String = "PERF-03", _ metric: String = "calls/finalize-10", _ relation: Relation = .atMost,
    _ target: Int64 = 150, unit: MetricUnit = .nanoseconds, row: String = "every size"
  ) -> Requirement {
    Requirement(id: id, row: row, metric: metric, relation: relation, target: target, unit: unit)
  }

  package static func report(
    _ metrics: [Metric], requirements: [Requirement] = [], series: [Series] = [], warnings: [String] = [],
    configuration: BuildConfiguration = .debug
  ) throws -> PerformanceReport {
    let run = RunInformation(
      when: run.when, commit: run.commit, uncommittedChanges: run.uncommittedChanges, host: run.host, swift: run.swift,
      configuration: configuration, seed: run.seed, warnings: warnings)
    return try PerformanceReport(run: run, requirements: requirements, metrics: metrics, series: series)
  }

  /// So many samples of 1, 2, 3 … times a unit, each half queued and half in flight (the odd rest in flight).
  package static func samples(_ count: Int, unit: Int64 = 1) throws -> [Sample] {
    try (1...count).map { index in
      let value = Int64(index) * unit
      let queued = value / 2
      return try Sample(
        value: value, spans: [Span(name: "queued", value: queued), Span(name: "in flight", value: value - queued)])
    }
  }

  /// A report in which many rows requirement the same, and some of them are not met.
  package static func manyRows() throws -> PerformanceReport {
    let full = try fullReport()
    let quotas = [(10, 25), (30, 29), (40, 27), (50, 31)].map { workers, calls in
      metric("quota/\(workers)-workers.busiest-minute", Int64(calls), unit: .calls)
    }
    let requirements = quotas.map { quota in
      requirement("PERF-05", quota.id, .lessThan, 30, unit: .calls, row: "\(quota.id.dropFirst(6).prefix(2)) workers")
    }
    return try report(full.metrics + quotas, requirements: full.requirements.map(\.requirement) + requirements)
  }

  /// The fullest run: latencies, counts, a ratio, a throughput, bytes, host metrics, requirements of every status.
  package static func fullReport() throws -> PerformanceReport {
    let worker = try samples(1_000, unit: 612_345)
    let crowd = try samples(200, unit: 4_100_000)
    let metrics =
      try Metric.summary(
        id: "latency/one-worker.two-calls.finalize-10", of: worker, basis: .simulated, scenario: scenario)
      + Metric.summary(
        id: "load/50-workers.five-identities.one-call.batching.finalize-10", of: crowd, basis: .simulated,
        scenario: scenario) + [
        Metric.ratio(
          id: "load/50-workers.over-10-workers.p95", of: 612_500, over: 610_000, basis: .simulated, scenario: scenario),
        metric("calls/finalize-10.maximum", 2, unit: .calls), metric("chunks/100000-rows", 112, unit: .chunks),
        metric("chunks/lost-rows", 0, unit: .rows), metric("faults/retried", 31, unit: .calls),
        metric("load/bytes-sent", 1_512_340, unit: .bytes),
        metric("load/throughput", 230, unit: .callsPerSecond, better: .higher),
        metric("quota/one-identity.busiest-minute", 29, unit: .calls),
        metric("host/cpu-per-operation", 41_250, basis: .host),
        metric("host/peak-memory", 48_234_496, unit: .bytes, basis: .host),
      ]
    let requirements = [
      requirement(
        "PERF-01", "latency/one-worker.two-calls.finalize-10.p95", .lessThan, 1_000 * milliseconds,
        row: "one worker, two calls a flush"),
      requirement(
        "PERF-01", "load/50-workers.five-identities.one-call.batching.finalize-10.p95", .lessThan, 700 * milliseconds,
        row: "50 workers, five identities, one call a flush"),
      requirement("PERF-03", "calls/finalize-10.maximum", .atMost, 2, unit: .calls, row: "10 unions"),
      requirement("PERF-04", "chunks/lost-rows", .equalTo, 0, unit: .rows, row: "100,000 rows"),
      requirement(
        "PERF-05", "quota/one-identity.busiest-minute", .lessThan, 30, unit: .calls, row: "50 workers, one identity"),
      requirement(
        "PERF-05", "quota/five-identities.busiest-minute", .lessThan, 30, unit: .calls,
        row: "50 workers, five identities"),
    ]
    return try report(
      metrics, requirements: requirements,
      series: [
        Series(
          id: "quota/calls-each-minute", scenario: scenario, x: Axis(name: "minute", unit: .count),
          y: Axis(name: "calls", unit: .calls), points: [Point(0, 27), Point(1, 29)])
      ],
      warnings: [
        "the working copy held uncommitted changes in 3 files while the suite ran, so the commit above does not name the "
          + "code that was measured"
      ])
  }
}
