// What a finished run means for the test run: which requirements fail it, and which it could not have measured.

import PerformanceMetrics

/// The judgement over what was collected, decided without a disk or a test library.
struct RunConclusion {
  /// What fails the test run, one sentence each.
  let problems: [String]

  /// Judges a report.
  ///
  /// An unmet requirement is a problem. One whose metric was not measured is a problem too, unless the run is a selection:
  /// the baseline knows the test that measures it, and that test recorded nothing in this run.
  init(_ report: PerformanceReport, baseline: Baseline?) {
    let testsThatRecorded = Set(report.metrics.compactMap(\.test))
    let expected = Dictionary(
      (baseline?.metrics ?? []).map { ($0.id, $0.test) }, uniquingKeysWith: { first, _ in first })
    problems = report.requirements.compactMap { result in
      switch result.status {
      case .met: return nil
      case .unmet: return result.sentence
      case .notMeasured:
        if let test = expected[result.requirement.metric] ?? nil, !testsThatRecorded.contains(test) { return nil }
        return result.sentence
      }
    }
  }
}
