// What code costs the machine: one row for each measurement, its costs side by side.

import PerformanceMetrics

/// Tables of host metrics, the same in every document.
enum HostTables {
  /// The title of a section of them.
  static let title = "Host (judged by compare-builds alone)"

  /// The costs of a call, one row a measurement, then the other host metrics, one row each.
  static func tables(_ caption: String, _ metrics: [Metric]) -> [DocumentTable] {
    let others = metrics.filter { $0.cost == nil }
    return [costs(caption, metrics), others.isEmpty ? nil : MetricTables.plain(caption, others)].compactMap(\.self)
  }

  private static func costs(_ caption: String, _ metrics: [Metric]) -> DocumentTable? {
    let measurements = Dictionary(grouping: metrics.filter { $0.cost != nil }, by: \.measurement)
    guard !measurements.isEmpty else { return nil }
    return DocumentTable(
      caption,
      [
        .text("a call of"), .number("allocations"), .number("allocated"), .number("held"), .number("peak"),
        .number("processor p50"), .number("p95"), .number("wall p50"), .number("rounds"),
      ],
      measurements.sorted { $0.key < $1.key }.map { name, metrics in
        func cell(_ cost: MetricLabel.Cost, _ kind: DocumentCell.Kind = .plain) -> DocumentCell {
          metrics.first { $0.cost == cost }.map { .quantity($0, kind) } ?? DocumentCell("–", .faint)
        }
        let times = metrics.first { $0.cost == .processorTime }?.distribution
        let rounds = metrics.first { $0.cost == .wallTime }?.distribution?.count
        return [
          DocumentCell(name), cell(.allocations, .strong), cell(.allocatedBytes), cell(.heldBytes), cell(.peakBytes),
          cell(.processorTime, .strong), .quantity(times?.value(permille: 950), .nanoseconds, .faint), cell(.wallTime),
          DocumentCell(rounds.map(Quantity.grouped) ?? "–", .faint),
        ]
      })
  }
}

extension Metric {
  /// What a cost is of: the id without the cost, `report-parsing/unions-10` of `report-parsing/unions-10.allocations`.
  var measurement: String {
    guard let cost, quantity.hasSuffix(".\(cost.rawValue)") else { return quantity }
    return String(quantity.dropLast(cost.rawValue.count + 1))
  }
}
