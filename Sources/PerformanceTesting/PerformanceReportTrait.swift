// The trait on the root suite: conducts the run, then tells Swift Testing what came of it.

import Foundation
import PerformanceMetrics
import Testing

/// Collects the metrics of all tests in a suite into one report when the last of them has ended.
public struct PerformanceReportTrait: SuiteTrait, TestScoping {
  let run: PerformanceRun

  /// The suites below this one are called as usual; the collector surrounds them once.
  public var isRecursive: Bool { false }

  /// Runs the suite inside a collector.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let outcome = await run.conduct(function)
    if let report = outcome.report {
      Attachment.record([UInt8](try report.json()), named: "performance-report.json")
      print(
        """

        \(RunSummary(report).text())
        all of it: \(run.files.report.path)
        every number: \(run.files.command("show"))
        against the accepted numbers: \(run.files.command("compare"))

        """)
    }
    for problem in outcome.problems { Issue.record("\(problem)") }
    if let failure = outcome.failure { throw failure }
  }
}

extension Trait where Self == PerformanceReportTrait {
  /// Makes the suite, and every suite in it, a performance run that ends in one report.
  ///
  /// The world checks run first and stop the run when one fails. When the last test has ended, the promises are judged
  /// over the recorded metrics (an unmet one fails the run), the report is written to what `PERFORMANCE_OUTPUT` names
  /// or to `.build/performance/performance-report.json`, attached to the test run, and shown as a table.
  ///
  /// A promise whose metric was not measured fails the run too, unless the run is a selection: the baseline in
  /// `Baselines/simulated.json` knows the test that measures it, and that test recorded nothing.
  ///
  /// - Parameters:
  ///   - requirements: the promises.
  ///   - seed: the seed that the scenarios use, for the report.
  ///   - worldChecks: what must be true before anything is measured.
  ///   - sourceFile: a file of the package that the run belongs to.
  public static func performanceReport(
    requirements: [Requirement], seed: UInt64, worldChecks: [WorldCheck] = [], sourceFile: String = #filePath
  ) -> Self {
    let files = PackageFiles(holding: sourceFile, environment: ProcessInfo.processInfo.environment)
    return PerformanceReportTrait(
      run: PerformanceRun(requirements: requirements, seed: seed, worldChecks: worldChecks, files: files))
  }
}
