// What a run knows of itself before its first test, and how its part gets into the report of the invocation.

import Foundation
import HostMeasurement
import PerformanceFiles
import PerformanceMetrics

/// A run under way: where its report goes, and what the report says of it.
struct RunDraft: Sendable {
  /// Where the report goes.
  let file: ReportFile
  /// Whether the run is of a part of what there is.
  let isPartial: Bool
  /// The baseline; `nil` where there is none, or none that can be read.
  let baseline: Baseline?
  /// Why the baseline cannot be read; `nil` when it can.
  let baselineProblem: String?
  private let suite: String
  private let information: RunInformation

  /// Looks at the package as it is before the tests: a source that changes while they run is not what they measure.
  init(_ run: PerformanceRun, _ suite: String) throws {
    self.suite = suite
    let files = run.files
    do {
      baseline = try files.baseline()
      baselineProblem = nil
    } catch {
      baseline = nil
      baselineProblem = "\(error)"
    }
    let sources = SourceDigest.of(files.root)
    let whole = try? PerformanceReport(
      json: Data(contentsOf: files.report(isPartial: false).url), file: "the last whole run")
    let last = whole.flatMap { $0.run.sources == sources ? $0.run.tests : nil } ?? []
    isPartial = run.selection.isPart(
      of: suite, tests: last.map(\.name), baseline: (baseline?.metrics ?? []).compactMap(\.test))
    file = files.report(isPartial: isPartial)
    information = .current(
      seed: run.seed, root: files.root, warnings: [run.selection.warning].compactMap(\.self), sources: sources,
      invocation: run.invocation)
  }

  /// The requirements of the suite, told apart by whether this run can judge them.
  func requirements(_ collector: PerformanceCollector, metrics: [Metric]) -> HostRequirements {
    HostRequirements(
      collector.declared.requirements, metrics: metrics, absent: collector.absent,
      configuration: information.configuration)
  }

  /// The suite's part of the report: what became of its tests so far, and what they measured.
  ///
  /// - Throws: `ReportError` for metrics that contradict one another, or requirements that are declared twice.
  func part(
    _ collector: PerformanceCollector, metrics: [Metric] = [], series: [Series] = []
  ) throws -> PerformanceReport {
    let requirements = requirements(collector, metrics: metrics)
    let report = try PerformanceReport(
      run: information.ended(tests: collector.outcomes, warnings: requirements.warnings + collector.warnings),
      requirements: requirements.judged, metrics: metrics, series: series, glossary: collector.declared.glossary)
    // What a whole run of this suite lacks of the baseline may be another suite's.
    return report.warned(against: isPartial ? baseline : nil)
  }

  /// Puts a part into the report of this invocation; a report of another one makes way.
  ///
  /// The part is made while nobody else writes, so that what is written last is what was known last.
  func write(_ part: () throws -> PerformanceReport) throws {
    try file.update { present in
      let part = try part()
      let isOfThisInvocation = present?.run.invocation != nil && present?.run.invocation == information.invocation
      let joined = try isOfThisInvocation ? present?.joined(with: part, of: suite) ?? part : part
      return joined.warned(against: baseline)
    }
  }

  /// Leaves in the report which tests have begun, so that it names those that a dying process was running.
  @Sendable func note(_ collector: PerformanceCollector) {
    // What cannot be written now cannot be written at the end either, and is reported then.
    try? write { try part(collector) }
  }
}
