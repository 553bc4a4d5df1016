// The trait on the root suite: conducts the run, then tells Swift Testing what came of it.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

/// Collects the metrics of all tests in a suite into one report when the last of them has ended.
public struct PerformanceReportTrait: SuiteTrait, TestTrait, TestScoping {
  let run: PerformanceRun
  let selection: SuiteSelection

  /// Every test below the suite is heard of, so that those which are not wanted can be skipped.
  public var isRecursive: Bool { true }

  /// Skips a test that `PERFORMANCE_TAGS` leaves out.
  public func prepare(for test: Test) async throws {
    guard !test.isSuite, !selection.admits(test.tagNames) else { return }
    #if compiler(>=6.3)
      try Test.cancel("\(selection.reason)")
    #endif
  }

  /// The collector surrounds the suite that has the trait once; the suites and tests below are called as usual.
  ///
  /// A toolchain that cannot cancel a test (6.2) is given a scope that leaves it out.
  public func scopeProvider(for test: Test, testCase: Test.Case?) -> PerformanceReportTrait? {
    if test.isSuite { return PerformanceCollector.current == nil ? self : nil }
    return testCase == nil || selection.admits(test.tagNames) ? nil : self
  }

  /// Runs the suite inside a collector.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard test.isSuite else { return }
    if let problem = selection.problem {
      // Nobody shall take an earlier run for this one.
      try run.files.removeReport()
      Issue.record("\(problem)")
      return
    }
    let outcome = await run.conduct(warnings: [selection.warning].compactMap(\.self), function)
    if let report = outcome.report {
      Attachment.record([UInt8](try report.json()), named: "performance-report.json")
      // The product, which every package has that depends on this one; scripts are the package's own.
      let commands = SuggestedCommands { _ in nil }
      print(
        """

        \((outcome.spotCheck?.document ?? Document(summaryOf: report)).text())
        all of it: \(run.files.report.path)
        every number: \(SuggestedCommands.performance(["show"]))
        against the baseline: \(commands.compare)\(outcome.spotCheck == nil ? "" : " --partial")

        """)
    }
    for warning in outcome.spotCheck?.warnings ?? [] {
      record(warning.sentence, at: warning.test.flatMap { outcome.places[$0] } ?? test.sourceLocation)
    }
    for problem in outcome.problems { Issue.record("\(problem)") }
    if let failure = outcome.failure { throw failure }
  }

  /// Says something beside a test that does not fail it; a toolchain without warnings (6.2) prints it.
  private func record(_ warning: String, at place: SourceLocation) {
    #if compiler(>=6.3)
      Issue.record("\(warning)", severity: .warning, sourceLocation: place)
    #else
      print("warning: \(place): \(warning)")
    #endif
  }
}

extension Trait where Self == PerformanceReportTrait {
  /// Makes the suite, and every suite in it, a performance run that ends in one report.
  ///
  /// The world checks run first and stop the run when one fails. When the last test has ended, the requirements are judged
  /// over the recorded metrics (an unmet one fails the run), the report is written to what `PERFORMANCE_OUTPUT` names
  /// or to `.build/performance/performance-report.json`, attached to the test run, and shown as a table.
  ///
  /// A run of a part of what the baseline lists, as an editor starts it, shows each number beside the baseline's, and
  /// records a warning at each test whose numbers are worse; warnings do not fail it.
  ///
  /// `PERFORMANCE_TAGS=quota,!load` runs only the tests with the first tag and without the second; a tag that no test has
  /// fails the run and lists those that there are.
  ///
  /// A requirement whose metric was not measured fails the run too, unless the run is a selection: the baseline in
  /// `Baselines/simulated.json` knows the test that measures it, and that test recorded nothing.
  ///
  /// - Parameters:
  ///   - requirements: the bounds on what the suites measure.
  ///   - seed: the seed that the scenarios use, for the report.
  ///   - worldChecks: what must be true before anything is measured.
  ///   - glossary: what the suite's words mean, each in a sentence; reports explain them where a reader meets them first.
  ///   - sourceFile: a file of the package that the run belongs to.
  /// - Returns: The trait.
  public static func performanceReport(
    requirements: [Requirement], seed: UInt64, worldChecks: [WorldCheck] = [], glossary: [String: String] = [:],
    sourceFile: String = #filePath
  ) -> Self {
    let environment = ProcessInfo.processInfo.environment
    let files = PackageFiles(holding: sourceFile, environment: environment)
    return PerformanceReportTrait(
      run: PerformanceRun(
        requirements: requirements, seed: seed, worldChecks: worldChecks, glossary: glossary, files: files),
      selection: SuiteSelection(environment: environment))
  }
}
