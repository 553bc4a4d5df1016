// The table of a calibrated profile.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

extension LatencyCalibration {
  /// The profile as a document: a row of quantiles for each method.
  var document: Document {
    let shown = [("shortest", 0), ("p50", 500_000), ("p95", 950_000), ("p99", 990_000), ("longest", 1_000_000)]
    return Document(
      "Latency profile",
      [
        DocumentSection(
          "Methods: \(methods.count)",
          [
            .table(
              DocumentTable(
                "", [.text("method"), .number("samples")] + shown.map { .number($0.0) },
                methods.map { method in
                  let values = Dictionary(uniqueKeysWithValues: zip(Self.perMillion, method.nanoseconds))
                  return [DocumentCell(method.method), .quantity(Int64(method.samples), .count)]
                    + shown.map { .quantity(values[$0.1], .nanoseconds) }
                }))
          ])
      ])
  }
}
