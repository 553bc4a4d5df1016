// A folder with a package, a report, its baseline, a history, and a shard of the report.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting

/// The files that are mutated, each with what it held at first.
final class MutationFolder: Sendable {
  /// What updates a baseline, as the command calls it.
  static let updateVerb = "update"
  static let counts: [(String, Int64)] = [("a", 2), ("quota/busiest-minute", 29)]

  let url: URL
  let originals: [MutatedReports.Kind: [UInt8]]
  /// The metrics of the report.
  let metricCount: Int

  package static func path(_ kind: MutatedReports.Kind) -> String {
    switch kind {
    case .report: PackageFiles.report
    case .baseline: PackageFiles.baseline
    case .history: "Baselines/history.ndjson"
    case .shard: "shard.json"
    }
  }

  /// Makes a temporary folder, which is removed with the value.
  init() throws {
    // A space and an umlaut: paths are never taken apart as text.
    url = FileManager.default.temporaryDirectory.appending(path: "mutated ü \(UUID().uuidString)")
    try Self.write(Array("// swift-tools-version: 6.2\n".utf8), url.appending(path: "Package.swift"))
    let report = try Self.report(
      Self.counts + [("spans", 70)], commit: "aaaa", sources: SourceDigest.of(url), withLatency: true)
    metricCount = report.metrics.count
    var history = Data()
    for commit in ["cccc", "bbbb", "aaaa"] {
      history += try HistoryEntry(try Self.report(Self.counts, commit: commit)).line()
    }
    let run = Array(try report.json())
    originals = [
      .report: run, .baseline: Array(try Baseline(from: report).json()), .history: Array(history), .shard: run,
    ]
    for (kind, bytes) in originals { try write(bytes, kind) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], _ kind: MutatedReports.Kind) throws { try write(bytes, Self.path(kind)) }

  func read(_ kind: MutatedReports.Kind) -> [UInt8] { read(Self.path(kind)) }

  /// The bytes of a file; empty where there is no such file.
  func read(_ path: String) -> [UInt8] {
    FileManager.default.contents(atPath: url.appending(path: path).path).map { Array($0) } ?? []
  }

  private func write(_ bytes: [UInt8], _ path: String) throws { try Self.write(bytes, url.appending(path: path)) }

  private static func write(_ bytes: [UInt8], _ file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  private static func report(
    _ counts: [(String, Int64)], commit: String, sources: String? = nil, withLatency: Bool = false
  ) throws -> PerformanceReport {
    let scenario = Scenario(workload: "50 workers", conditions: "origin latency", seed: 42)
    var metrics = counts.map {
      Metric(id: $0.0, unit: .calls, basis: .simulated, scenario: scenario, value: $0.1, test: "Quota/pacing()")
    }
    if withLatency {
      let samples = try (Int64(1)...20).map { value in
        let spans = [Span(name: "queued", value: value / 2), Span(name: "in flight", value: value - value / 2)]
        return try Sample(value: value, spans: spans)
      }
      metrics.append(try Metric.percentile(950, id: "latency.p95", of: samples, basis: .simulated, scenario: scenario))
    }
    return try PerformanceReport(
      run: RunInformation(
        when: "2025-06-01T12:00:00Z", commit: commit, uncommittedChanges: nil,
        host: Host(operatingSystem: "Ubuntu 24.04", architecture: "x86_64", processors: 2), swift: "6.3.1",
        configuration: .debug, seed: 42, sources: sources),
      requirements: [
        Requirement(
          id: "PERF-05", row: "50 workers", metric: "quota/busiest-minute", relation: .lessThan, target: 30,
          unit: .calls)
      ],
      metrics: metrics, series: [])
  }
}
