// The comparison of a run with its baseline, for every subcommand that needs one.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

/// The comparison that the options ask for.
///
/// Options that a subcommand does not have take their defaults.
struct Judgement {
  /// The run with its file.
  let run: MeasuredRun
  /// The name of the baseline that judges, for messages.
  let baselineName: String
  /// The baseline that judges.
  let baseline: Baseline
  let comparison: Comparison

  /// Reads both files and compares.
  ///
  /// - Throws: `InputError` for a file that cannot be read, ``StaleReport`` for a run of other code, `SelectionError` for
  ///   a selection that nothing fits.
  init(
    _ arguments: Arguments, in context: Context, failure: FailureThreshold = .regression,
    selection: MetricSelection = .everything
  ) throws {
    run = try MeasuredRun(arguments, in: context, scope: arguments[SharedOptions.partial])
    let file = context.locations.baseline(named: arguments[SharedOptions.baseline])
    let referenceName = arguments[SharedOptions.baselineReference]
    let reference = try referenceName.flatMap {
      try GitFile(reference: $0, file: file, environment: context.environment)
    }
    baseline = try reference?.baseline() ?? file.baseline(remedy: context.commands.update)
    let edited = try reference.map { _ in try file.baseline(remedy: context.commands.update) }
    if let problem = selection.problem(among: baseline.metrics + run.report.metrics) {
      throw SelectionError(description: "performance: \(problem)")
    }
    baselineName = reference?.name ?? file.name
    var comparison = Comparison(
      baseline: baseline, report: run.report, edited: edited, scope: arguments[SharedOptions.partial], failure: failure,
      selection: selection)
    if reference == nil { comparison.referenceWithoutBaseline = referenceName }
    self.comparison = comparison
  }
}

/// A selection that nothing fits.
struct SelectionError: Error, CustomStringConvertible {
  let description: String
}
