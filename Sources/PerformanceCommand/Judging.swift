// A run and the baseline that judges it: read once, compared, for every command that shows a comparison.

import PerformanceMetrics
import PerformanceReporting

struct Judging {
  /// The file of the run.
  let run: NamedFile
  /// The name of the baseline that judges, for messages.
  let baselineName: String
  let comparison: Comparison

  /// Reads both files and compares.
  ///
  /// - Throws: `InputError` for a file that cannot be read, `SelectionError` for a selection that nothing fits.
  init(_ request: CompareRequest, _ locations: Locations, environment: [String: String]) throws {
    run = locations.run(named: request.files.run)
    let baseline = locations.baseline(named: request.files.baseline)
    let report = try run.report()
    let reference = try request.reference.map { try GitFile(reference: $0, file: baseline, environment: environment) }
    let accepted = try reference?.baseline() ?? baseline.baseline()
    let edited = try reference.map { _ in try baseline.baseline() }
    if let problem = request.selection.problem(among: accepted.metrics + report.metrics) {
      throw SelectionError(description: "performance: \(problem)")
    }
    baselineName = reference?.name ?? baseline.name
    comparison = Comparison(
      baseline: accepted, report: report, edited: edited, scope: request.scope, failure: request.failure,
      selection: request.selection)
  }
}

/// A selection that nothing fits.
struct SelectionError: Error, CustomStringConvertible {
  let description: String
}
