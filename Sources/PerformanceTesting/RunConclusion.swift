// What a finished run means for the test run: which requirements fail it, and which it could not have measured.

import PerformanceMetrics

/// The judgement over what was collected, decided without a disk or a test library.
struct RunConclusion {
  /// What fails the test run.
  struct Problem {
    /// The requirement, what was found and what was expected.
    let sentence: String
    /// The name of the requirement and its metric.
    let subject: String
    /// The test that measured the metric, in this run or in the baseline's, or that declares the requirement; `nil` when
    /// none of these is known.
    let test: String?
  }

  /// What fails the test run, in the order of the requirements.
  let problems: [Problem]

  /// Judges a report.
  ///
  /// An unmet requirement is a problem. One whose metric was not measured is a problem too, unless the run is of a part
  /// and the test that measures it, as far as the baseline knows or it is `declaredBy` a test, did not begin.
  init(_ report: PerformanceReport, baseline: Baseline?, declaredBy: [String: String] = [:], isPartial: Bool) {
    let begun = Set((report.run.tests ?? []).map(\.name))
    let measured = (baseline?.metrics ?? []) + report.metrics
    let tests = Dictionary(measured.map { ($0.id, $0.test) }, uniquingKeysWith: { $1 })
    problems = report.requirements.compactMap { result in
      let test = (tests[result.requirement.metric] ?? nil) ?? declaredBy[result.requirement.subject]
      if result.status == .met { return nil }
      if result.status == .notMeasured, isPartial, !(test.map(begun.contains) ?? false) { return nil }
      return Problem(sentence: result.sentence, subject: result.requirement.subject, test: test)
    }
  }
}
