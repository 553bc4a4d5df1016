// One run of a root suite from its world checks to its file; the trait tells its outcome to Swift Testing.

import Foundation
import HostMeasurement
import PerformanceFiles
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
  /// Which tests are wanted.
  package let selection: SuiteSelection
  /// What tells one invocation of the tests from every other; `nil` when that is not known.
  package let invocation: String?
  /// What the tests of the run require of themselves, as far as they have been planned.
  package let declared = DeclaredRequirements()

  /// Describes a run that has not begun.
  package init(
    requirements: [Requirement], seed: UInt64, worldChecks: [WorldCheck], glossary: [String: String] = [:],
    files: PackageFiles, selection: SuiteSelection = SuiteSelection(environment: [:]), invocation: String? = nil
  ) {
    self.requirements = requirements
    self.seed = seed
    self.worldChecks = worldChecks
    self.glossary = glossary
    self.files = files
    self.selection = selection
    self.invocation = invocation
  }

  /// Something that fails the test run, or that a reader must know, and the line where it belongs.
  package struct Remark: Sendable, Hashable {
    /// The sentence.
    package let text: String
    /// The test or the suite that it is about; `nil` for the suite that is conducted.
    package let place: SourceLocation?

    init(_ text: String, at place: SourceLocation? = nil) {
      self.text = text
      self.place = place
    }
  }

  /// What came of a run.
  package struct Outcome {
    /// What fails the test run.
    package var problems: [Remark] = []
    /// What does not fail it, and is to be seen beside the test that it is about.
    package var warnings: [Remark] = []
    /// The report of this suite; `nil` when there was none to write.
    package var report: PerformanceReport?
    /// What a partial run measured, beside the baseline; `nil` of a whole run.
    package var spotCheck: SpotCheck?
    /// Whether there is a file of the baseline, and whether the run is of a part of the suites.
    package var (hasBaseline, isPartial) = (false, false)
    /// Where the report was written, together with those of the invocation's other suites.
    package var file: ReportFile?
    /// The error of the tests, if they threw one.
    package var failure: (any Error)?
  }

  /// Checks the world, lets the tests run inside a collector, and adds what they recorded to the invocation's report.
  ///
  /// From the start on the report says that the suite has begun: when this run dies, nobody can take the report for that
  /// of a run that ended. `suite` is the suite's name.
  package func conduct(
    _ suite: String, declaration: ObjectIdentifier? = nil, _ tests: @Sendable () async throws -> Void
  ) async -> Outcome {
    var outcome = Outcome()
    let draft: RunDraft
    let collector: PerformanceCollector
    let subject = TestLog.Subject(test: suite, arguments: nil)
    do {
      draft = try RunDraft(self, suite)
      collector = PerformanceCollector(
        requirements: requirements + declared.requirements, places: declared.places, glossary: glossary,
        seed: Seed(seed), declaration: declaration, save: draft.note)
      collector.began(subject, isSuite: true)
      try draft.write { try draft.part(collector) }
      if !draft.isPartial { try files.supersededReport?.remove() }
    } catch {
      outcome.problems.append(Remark("\(error). Nothing was measured."))
      return outcome
    }
    if let obstacle = await obstacle {
      collector.note(issue: obstacle, of: subject)
      outcome.problems.append(Remark(obstacle))
    } else {
      do {
        try await collector.whileRunning(tests)
      } catch {
        collector.note(issue: "\(error)", of: subject)
        outcome.failure = error
      }
    }
    collector.ended(subject)
    conclude(draft, collector, subject, in: &outcome)
    return outcome
  }

  /// Why nothing can be measured; `nil` when all is well.
  private var obstacle: String? {
    get async {
      if let problem = selection.problem { return problem }
      for check in worldChecks {
        if let failure = await check.failure() { return "\(failure). Nothing was measured." }
      }
      return nil
    }
  }

  private func conclude(
    _ draft: RunDraft, _ collector: PerformanceCollector, _ subject: TestLog.Subject, in outcome: inout Outcome
  ) {
    let (metrics, series) = collector.collected
    let places = collector.places
    if let problem = draft.baselineProblem { outcome.problems.append(Remark(problem)) }
    for recording in collector.strays { outcome.problems.append(Remark(recording)) }
    // Before the report is made, which then does not pass.
    for refusal in draft.requirements(collector, metrics: metrics).refusals {
      collector.note(issue: refusal, of: subject)
      outcome.problems.append(Remark(refusal))
    }
    do {
      let report = try draft.part(collector, metrics: metrics, series: series)
      try draft.write { report }
      outcome.report = report
    } catch {
      let problem = "what was measured is not in the report: \(error)"
      collector.note(issue: problem, of: subject)
      outcome.problems.append(Remark(problem))
      // The failure belongs into the report all the same; where nothing can be written, it says that the suite began.
      try? draft.write { try draft.part(collector) }
      return
    }
    outcome.file = draft.file
    outcome.hasBaseline = draft.baseline != nil || draft.baselineProblem != nil
    outcome.isPartial = draft.isPartial
    guard let report = outcome.report else { return }
    if draft.isPartial, let baseline = draft.baseline, !metrics.isEmpty {
      let check = SpotCheck(Comparison(baseline: baseline, report: report, scope: .partial))
      outcome.spotCheck = check
      outcome.warnings += check.warnings.map { Remark($0.sentence, at: $0.test.flatMap { places[$0] }) }
    }
    outcome.problems += RunConclusion(
      report, baseline: draft.baseline, declaredBy: declared.tests, isPartial: draft.isPartial
    ).problems.map {
      Remark($0.sentence, at: ($0.test.flatMap { places[$0] }) ?? places[$0.subject])
    }
  }
}
