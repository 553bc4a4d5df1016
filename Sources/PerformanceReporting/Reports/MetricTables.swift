// Metrics as tables: latencies by percentile, everything else by value.

import PerformanceMetrics

/// Tables of metrics that every document shares.
enum MetricTables {
  /// One row for each quantity with a distribution: its p50, p95, mean … are metrics of one name.
  static func percentiles(_ caption: String, _ metrics: [Metric]) -> DocumentTable? {
    var seen: Set<String> = []
    let quantities = metrics.filter { $0.distribution != nil && seen.insert($0.quantity).inserted }
    guard !quantities.isEmpty else { return nil }
    return DocumentTable(
      caption,
      [
        .text(""), .number("p50"), .number("p95"), .number("p99"), .number("max"), .number("mean"), .number("count"),
      ],
      quantities.map { metric in
        let distribution = metric.distribution
        let mean = distribution?.exactMean(metric.unit).map { Quantity.text($0, metric.unit) }
        let shown = [500, 950, 990]
        let remark = distribution.flatMap { NearestRank.maximumRemark(shown, count: Int($0.count)) }
        return [DocumentCell(metric.quantity, remarks: [remark].compactMap(\.self))]
          + shown.map { .quantity(distribution?.value(permille: $0), metric.unit) }
          + [
            .quantity(distribution?.maximum, metric.unit), DocumentCell(mean ?? "–"),
            DocumentCell(distribution.map { Quantity.grouped($0.count) } ?? "–", .faint),
          ]
      })
  }

  /// One row for each metric without a distribution, with the requirements over it where there are any.
  static func values(_ caption: String, _ metrics: [Metric], _ requirements: [RequirementResult]) -> DocumentTable? {
    let rows = metrics.filter { $0.distribution == nil }
    guard !rows.isEmpty else { return nil }
    let byMetric = Dictionary(grouping: requirements, by: \.requirement.metric)
    guard rows.contains(where: { byMetric[$0.id] != nil }) else { return plain(caption, rows) }
    return DocumentTable(
      caption, [.text("metric"), .number("value"), .text("required")],
      rows.map { metric in
        let required = (byMetric[metric.id] ?? []).map { "\($0.requirement.bound) (\($0.requirement.id))" }
        return [
          .metric(metric.id), .quantity(metric, .strong),
          DocumentCell(required.joined(separator: ", ")),
        ]
      })
  }

  /// One row for each metric: its id and its value.
  static func plain(_ caption: String, _ metrics: [Metric]) -> DocumentTable {
    DocumentTable(
      caption, [.text(""), .number("")], metrics.map { [.metric($0.id), .quantity($0)] })
  }
}

extension Metric {
  /// That the percentile which this is was measured too few times to be less than the maximum; `nil` of anything else.
  var maximumRemark: String? {
    distribution.flatMap { NearestRank.maximumRemark([permille].compactMap(\.self), count: Int($0.count)) }
  }
}
