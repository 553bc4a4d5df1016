// What github-action-benchmark reads as `customSmallerIsBetter`: an array of name, unit, value and a text for the tooltip.

import Foundation
import PerformanceMetrics

/// The simulated metrics of the run of which less is better.
///
/// A metric of which more is better is left out, as the tool would take its gain for a loss; its negation would be a
/// number that nobody measured. What a real clock measured is left out too: the tool alerts on it, and nothing is judged
/// by it here.
package struct GitHubActionBenchmarkExport: ComparisonExport {
  /// One metric.
  struct Entry: Codable {
    let name: String
    let unit: String
    let value: ExportedNumber
    let extra: String
  }

  private let comparison: Comparison

  /// Takes the comparison whose run is written.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// What smaller-is-better cannot say.
  package var omissions: [String] {
    let left = comparison.metrics.filter { $0.run?.better == .higher }.map(\.id).sorted()
    guard let first = left.first else { return comparison.missingOmission }
    let more = left.count == 1 ? "" : " and \(left.count - 1) more"
    return ["left out \(first)\(more): more of it is better, and the format knows only smaller-is-better"]
      + comparison.missingOmission
  }

  /// The bytes of the JSON array, sorted by name.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func data() throws -> Data {
    let rows = comparison.metrics.filter { $0.run?.better == .lower }.sorted { $0.id < $1.id }
    return try StableJSON.data(
      rows.compactMap { row in
        row.run.map { metric in
          Entry(
            name: row.id.visible, unit: metric.unit.rawValue, value: ExportedNumber(metric), extra: extra(row))
        }
      })
  }

  private func extra(_ row: MetricComparison) -> String {
    guard let baseline = row.baseline else { return row.verdict.rawValue }
    let tolerance = Quantity.tolerance(baseline.tolerance, baseline.unit)
    let number = row.run.map { Quantity.pair(baseline, $0).0 } ?? Quantity.text(baseline.exact, baseline.unit)
    return "\(row.verdict.rawValue), baseline \(number), tolerance \(tolerance)"
      + (row.gainRemark.map { "; \($0)" } ?? "")
  }
}
