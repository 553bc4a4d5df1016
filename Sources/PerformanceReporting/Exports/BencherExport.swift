// Bencher Metric Format (bencher.dev/bmf.json): benchmark → measure → value.

import Foundation
import PerformanceMetrics

/// The metrics of the run, each a benchmark with one measure.
///
/// A measure has one threshold and so one direction: a metric whose direction is not the usual one of its unit has a
/// measure of its own. Exact numbers have no lower and upper value.
package struct BencherExport: ComparisonExport {
  /// The number of one measure.
  struct Value: Codable { let value: ExportedNumber }

  private let comparison: Comparison

  /// Takes the comparison whose run is written.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// What the format cannot say.
  package var omissions: [String] { comparison.missingOmission }

  /// The bytes of the JSON object.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func data() throws -> Data {
    let measured = comparison.metrics.compactMap(\.run) + comparison.hostMetrics
    let benchmarks = measured.map { ($0.id, [Self.measure(of: $0): Value(value: ExportedNumber($0))]) }
    return try StableJSON.data(Dictionary(benchmarks, uniquingKeysWith: { first, _ in first }))
  }

  /// The slug of a measure: Bencher's own `latency` (ns) and `throughput` (a second), else the unit and the basis.
  static func measure(of metric: Metric) -> String {
    let (slug, usual): (String, Direction) =
      switch metric.unit {
      case .nanoseconds: ("latency", .lower)
      case .callsPerSecond: ("throughput", .higher)
      case .permille: ("permille", .lower)
      case .calls, .operations, .rows, .bytes, .chunks, .count: (metric.unit.rawValue, .lower)
      }
    let basis = metric.basis == .host ? "host-\(slug)" : slug
    return metric.better == usual ? basis : "\(basis)-\(metric.better.rawValue)-is-better"
  }
}
