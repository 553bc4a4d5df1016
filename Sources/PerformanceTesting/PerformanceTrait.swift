// The trait on the root suite: conducts the run, then tells Swift Testing what came of it.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting
import Testing

/// Collects the metrics of all tests in a suite into one report when the last of them has ended.
public struct PerformanceTrait: SuiteTrait, TestTrait, TestScoping {
  let run: PerformanceRun

  /// What tells the trait of one declaration from that of another; its copies on the suites and tests below have it too.
  private var declaration: ObjectIdentifier { ObjectIdentifier(run.selection) }

  /// Every test below the suite is heard of, so that those which are not wanted can be skipped.
  public var isRecursive: Bool { true }

  /// Hears of what the test requires, whether or not it will run, and skips one that `PERFORMANCE_TAGS` leaves out.
  public func prepare(for test: Test) async throws {
    run.declared.plan(test)
    guard !test.isSuite, !run.selection.admits(test.tagNames, test: test.measuringName) else { return }
    #if compiler(>=6.3)
      try Test.cancel("\(run.selection.reason)")
    #endif
  }

  /// The suite that has the trait, and every test and case below it, of whose outcome the run keeps note.
  public func scopeProvider(for test: Test, testCase: Test.Case?) -> PerformanceTrait? {
    guard let collector = PerformanceCollector.current else { return test.isSuite ? self : nil }
    // A trait on a suite below adds its requirements; its tests are those of the run all the same.
    return collector.declaration == declaration || (test.isSuite && !collector.knows(declaration)) ? self : nil
  }

  /// Runs the suite inside a collector, or a test of it under its eyes.
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let collector = PerformanceCollector.current else { return try await conduct(test, function) }
    if test.isSuite, collector.declare(run.requirements, run.glossary, by: declaration, at: test.sourceLocation) {
      for check in run.worldChecks {
        if let failure = await check.failure() { throw WorldCheckError("\(failure). Nothing was measured.") }
      }
      return try await function()
    }
    // A toolchain that cannot cancel a test (6.2) leaves it out here.
    guard test.isSuite || run.selection.admits(test.tagNames) else { return }
    try await collector.watch(test, testCase, function)
  }

  private func conduct(_ test: Test, _ function: @Sendable () async throws -> Void) async throws {
    let suite = test.measuringName
    let outcome = await run.conduct(suite, declaration: declaration) {
      try await IssueHandlingTrait.compactMapIssues { PerformanceCollector.current?.noted($0, in: suite) ?? $0 }
        .provideScope(for: test, testCase: nil, performing: function)
    }
    if let report = outcome.report, let file = outcome.file {
      Attachment.record([UInt8](try report.json()), named: "performance-report.json")
      show(report, outcome, file)
    }
    for warning in outcome.warnings { record(warning.text, at: warning.place ?? test.sourceLocation) }
    if !suite.contains("performance") {
      record(
        "`swift test --filter performance` does not select \(suite): found no “performance” in small letters in its name; "
          + "rename it, or select it with --filter '\(NSRegularExpression.escapedPattern(for: suite))'",
        at: test.sourceLocation)
    }
    for problem in outcome.problems {
      Issue.record("\(problem.text)", sourceLocation: problem.place ?? test.sourceLocation)
    }
    if let failure = outcome.failure { throw failure }
  }

  private func show(_ report: PerformanceReport, _ outcome: PerformanceRun.Outcome, _ file: ReportFile) {
    // The product, which every package has that depends on this one; scripts are the package's own.
    let commands = SuggestedCommands { _ in nil }
    let isDefault = file == PackageFiles(root: run.files.root, environment: [:]).report(isPartial: false)
    let followUp = RunFollowUp(report, hasBaseline: outcome.hasBaseline, isPartial: outcome.isPartial, commands)
    print(
      """

      \((outcome.spotCheck?.document ?? Document(summaryOf: report)).text())
      all of it: \(file.path)
      every number: \(SuggestedCommands.performance(["show"] + (isDefault ? [] : ["--run", file.path])))
      \(followUp.lines.joined(separator: "\n"))

      """)
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

// On suites alone: a single test with the trait does not compile.
extension SuiteTrait where Self == PerformanceTrait {
  /// Makes the suite, and every suite in it, a performance run that ends in one report.
  ///
  /// The world checks run first and stop the run when one fails. When the last test has ended, the requirements are judged
  /// over the recorded metrics (an unmet one fails the run), the report is written to what `PERFORMANCE_OUTPUT` names
  /// or to `.build/performance/performance-report.json`, attached to the test run, and shown as a table. It says what
  /// became of every test: what a failed test measured does not pass.
  ///
  /// Several suites with the trait, also in other test targets, share the report of one invocation of `swift test`. On a
  /// suite below another one with the trait, it adds its requirements, world checks and words to those above.
  ///
  /// A run of a part, as an editor starts it, leaves its report in `partial-report.json` beside the other one. It shows
  /// each number beside the baseline's, and records a warning at each test whose numbers are worse; warnings do not fail it.
  ///
  /// `PERFORMANCE_TAGS=quota,!load` runs only the tests with the first tag and without the second; a tag that no test has
  /// fails the run and lists those that there are.
  ///
  /// A requirement whose metric was not measured fails the run too, unless the run is of a part without the test that
  /// measures it.
  ///
  /// - Parameters:
  ///   - requirements: the bounds on what the suites measure; those of single tests may stand at the tests.
  ///   - seed: the seed of the run, which ``Seed/run`` hands to what the tests measure, and which the report names.
  ///   - worldChecks: what must be true before anything is measured.
  ///   - glossary: what the suite's words mean, each in a sentence; reports explain them where a reader meets them first.
  ///   - sourceFile: a file of the package that the run belongs to.
  /// - Returns: The trait.
  public static func performance(
    requirements: [Requirement], seed: UInt64 = 1, worldChecks: [WorldCheck] = [], glossary: [String: String] = [:],
    sourceFile: String = #filePath
  ) -> Self {
    let environment = ProcessInfo.processInfo.environment
    return PerformanceTrait(
      run: PerformanceRun(
        requirements: requirements, seed: seed, worldChecks: worldChecks, glossary: glossary,
        files: PackageFiles(holding: sourceFile, environment: environment),
        selection: SuiteSelection(
          environment: environment, arguments: CommandLine.arguments, knowsFilters: Invocation.isOfSwiftTest),
        invocation: Invocation.current))
  }

  /// Makes the suite, and every suite in it, a performance run that ends in one report, held to some requirements.
  ///
  /// ```swift
  /// @Suite(.tags(.performance), .performance(.require("invoice.p95", .lessThan(.milliseconds(250)))))
  /// ```
  ///
  /// ``Testing/SuiteTrait/performance(requirements:seed:worldChecks:glossary:sourceFile:)`` says what such a run does.
  ///
  /// - Parameters:
  ///   - requirements: the bounds on what the suites measure; those of single tests may stand at the tests.
  ///   - seed: the seed of the run, which ``Seed/run`` hands to what the tests measure, and which the report names.
  ///   - worldChecks: what must be true before anything is measured.
  ///   - glossary: what the suite's words mean, each in a sentence; reports explain them where a reader meets them first.
  ///   - sourceFile: a file of the package that the run belongs to.
  /// - Returns: The trait.
  public static func performance(
    _ requirements: Requirement..., seed: UInt64 = 1, worldChecks: [WorldCheck] = [], glossary: [String: String] = [:],
    sourceFile: String = #filePath
  ) -> Self {
    performance(
      requirements: requirements, seed: seed, worldChecks: worldChecks, glossary: glossary, sourceFile: sourceFile)
  }
}
