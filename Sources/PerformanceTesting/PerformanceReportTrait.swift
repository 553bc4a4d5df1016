// The trait on the root suite: checks the world, collects, judges, writes one file, prints one table.

import Foundation
import PerformanceMetrics
import Testing

/// Collects the metrics of all tests in a suite into one report when the last of them has ended.
public struct PerformanceReportTrait: SuiteTrait, TestScoping {
  let requirements: [Requirement]
  let seed: UInt64
  let worldChecks: [WorldCheck]
  let package: PackageFolder

  /// The suites below this one are called as usual; the collector surrounds them once.
  public var isRecursive: Bool { false }

  /// Runs the suite inside a collector.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    for check in worldChecks {
      if let failure = await check.failure() {
        Issue.record("\(failure). Nothing was measured.")
        return
      }
    }
    let collector = PerformanceCollector()
    var failure: (any Error)?
    do {
      try await PerformanceCollector.$current.withValue(collector) { try await function() }
    } catch {
      failure = error
    }
    finish(collector)
    if let failure { throw failure }
  }

  private func finish(_ collector: PerformanceCollector) {
    let (metrics, series) = collector.collected
    do {
      let baseline = try package.baseline()
      var warnings: [String] = []
      if metrics.isEmpty { warnings.append("No test recorded a metric.") }
      if let baseline, case let missing = baseline.missing(from: metrics), !missing.isEmpty {
        warnings.append("Partial run: \(missing.count) of \(baseline.metrics.count) accepted metrics not measured.")
      }
      let report = try PerformanceReport(
        run: .current(seed: seed, root: package.root, warnings: warnings), requirements: requirements,
        metrics: metrics, series: series)
      let conclusion = RunConclusion(report, baseline: baseline)
      let file = package.reportFile(environment: ProcessInfo.processInfo.environment)
      let json = try report.json()
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try json.write(to: file, options: .atomic)
      Attachment.record([UInt8](json), named: "performance-report.json")
      print(
        """

        \(RunSummary(report).text())
        all of it: \(file.path)
        compare it with the accepted numbers: Scripts/compare-baselines

        """)
      for problem in conclusion.problems { Issue.record("\(problem)") }
    } catch {
      Issue.record(error, "no report was written: \(error)")
    }
  }
}

extension Trait where Self == PerformanceReportTrait {
  /// Makes the suite, and every suite in it, a performance run that ends in one report.
  ///
  /// The world checks run first and stop the run when one fails. When the last test has ended, the promises are judged
  /// over the recorded metrics (an unmet one fails the run), the report is written to what `PERFORMANCE_OUTPUT` names
  /// or to `.build/performance/performance-report.json`, attached to the test run, and shown as a table.
  ///
  /// - Parameters:
  ///   - requirements: the promises.
  ///   - seed: the seed that the scenarios use, for the report.
  ///   - worldChecks: what must be true before anything is measured.
  public static func performanceReport(
    requirements: [Requirement], seed: UInt64, worldChecks: [WorldCheck], sourceFile: String = #filePath
  ) -> Self {
    PerformanceReportTrait(
      requirements: requirements, seed: seed, worldChecks: worldChecks,
      package: PackageFolder(holding: sourceFile))
  }
}
