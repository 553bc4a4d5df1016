// One run from its world checks to its file; the trait tells its outcome to Swift Testing.

import Foundation
import HostMeasurement
import PerformanceMetrics
import PerformanceReporting
import Testing

/// What a performance run needs, and what it does before and after the tests.
package struct PerformanceRun: Sendable {
  /// The requirements that are judged at the end.
  package let requirements: [Requirement]
  /// The seed that the scenarios use, for the report.
  package let seed: UInt64
  /// What must be true before anything is measured.
  package let worldChecks: [WorldCheck]
  /// What the suite's words mean, for who reads the report.
  package let glossary: [String: String]
  /// Where the baseline is read and the report is written.
  package let files: PackageFiles

  /// Describes a run that has not begun.
  package init(
    requirements: [Requirement], seed: UInt64, worldChecks: [WorldCheck], glossary: [String: String] = [:],
    files: PackageFiles
  ) {
    self.requirements = requirements
    self.seed = seed
    self.worldChecks = worldChecks
    self.glossary = glossary
    self.files = files
  }

  /// What came of a run.
  package struct Outcome {
    /// What fails the test run, one sentence each.
    package var problems: [String] = []
    /// The report that was written; `nil` when there was none to write.
    package var report: PerformanceReport?
    /// What a partial run measured, beside the baseline; `nil` of a whole run.
    package var spotCheck: SpotCheck?
    /// Where the tests stand that recorded something, by their names.
    package var places: [String: SourceLocation] = [:]
    /// The error of the tests, if they threw one.
    package var failure: (any Error)?
  }

  /// Checks the world, lets the tests run inside a collector, and makes one report of what they recorded.
  ///
  /// The report of an earlier run is removed first: when this run dies, nobody can take that one for its own.
  ///
  /// `warnings` are what a reader of the report must know beforehand.
  package func conduct(
    warnings: [String] = [], _ tests: @Sendable () async throws -> Void
  ) async -> Outcome {
    var outcome = Outcome()
    do {
      try files.removeReport()
    } catch {
      outcome.problems.append("the report of an earlier run could not be removed: \(error). Nothing was measured.")
      return outcome
    }
    for check in worldChecks {
      if let failure = await check.failure() {
        outcome.problems.append("\(failure). Nothing was measured.")
        return outcome
      }
    }
    let collector = PerformanceCollector()
    do {
      try await PerformanceCollector.$current.withValue(collector) { try await tests() }
    } catch {
      outcome.failure = error
    }
    do {
      try conclude(collector, warnings: warnings, in: &outcome)
    } catch {
      outcome.problems.append("no report was written: \(error)")
    }
    return outcome
  }

  private func conclude(
    _ collector: PerformanceCollector, warnings: [String], in outcome: inout Outcome
  ) throws {
    let (metrics, series) = collector.collected
    let baseline = try files.baseline()
    var warnings = warnings
    if metrics.isEmpty { warnings.append("No test recorded a metric.") }
    if let partial = baseline?.partialWarning(for: metrics) { warnings.append(partial) }
    let report = try PerformanceReport(
      run: .current(seed: seed, root: files.root, warnings: warnings), requirements: requirements, metrics: metrics,
      series: series, glossary: glossary)
    try files.write(report)
    outcome.report = report
    outcome.places = collector.places
    if let baseline, !metrics.isEmpty, baseline.partialWarning(for: metrics) != nil {
      outcome.spotCheck = SpotCheck(Comparison(baseline: baseline, report: report, scope: .partial))
    }
    outcome.problems += RunConclusion(report, baseline: baseline).problems
  }
}
