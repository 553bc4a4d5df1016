// The numbers of a report: latencies, calls, quota, load, and every metric with how it was made.

import PerformanceMetrics

extension PerformanceDocument {
  /// Latencies by percentile, how few calls the work needs, how near the quota comes.
  var metricsSection: DocumentSection? {
    guard !metrics.isEmpty else { return nil }
    var blocks: [DocumentBlock] = []
    let plain = metrics.filter { !$0.isOfLoad }
    let latencies = quantities(plain)
    if !latencies.isEmpty {
      blocks += [.heading("Latency"), .table(percentiles("Latencies, nearest-rank", latencies))]
    }
    blocks += [.charts(prefix: "latency-"), .charts(prefix: "where-")]
    // Without a distribution: counts and ratios, each told under the tag of the tests that measured it.
    for (tag, title) in [
      ("calls", "API efficiency: calls"), ("chunks", "API efficiency: chunks"), ("faults", "Faults"),
    ] {
      let rows = plain.filter { $0.tags.contains(tag) && $0.distribution == nil && $0.basis == .simulated }
      if !rows.isEmpty { blocks += [.heading(title), .table(values(title, rows))] }
    }
    let host = metrics.filter { $0.basis == .host }
    if !host.isEmpty {
      blocks += [.heading("Host"), .table(values("Measured by a real clock: shown, not judged", host))]
    }
    return DocumentSection("Metrics", blocks)
  }

  /// What many workers at once come to: latencies, efficiency, quota.
  var load: DocumentSection? {
    let loaded = metrics.filter(\.isOfLoad)
    guard !loaded.isEmpty else { return nil }
    let latencies = quantities(loaded)
    let (calls, others) = loaded.filter { $0.distribution == nil }.reduce(into: ([Metric](), [Metric]())) {
      if $1.unit == .calls || $1.unit == .permille { $0.0.append($1) } else { $0.1.append($1) }
    }
    var blocks: [DocumentBlock] = [.charts(prefix: "load-")]
    if !latencies.isEmpty { blocks.append(.table(percentiles("Latencies under load", latencies))) }
    if !calls.isEmpty {
      blocks += [
        .heading("Quota and API efficiency"), .charts(prefix: "writes-"), .table(values("Calls under load", calls)),
      ]
    }
    if !others.isEmpty {
      blocks += [
        .heading("Operations and rows"), .table(values("Operations and rows under load", others, isLong: true)),
      ]
    }
    return DocumentSection("Load", blocks)
  }

  /// One row for each quantity that has a distribution: its p50, p95, … are metrics of one name.
  private func quantities(_ metrics: [Metric]) -> [Metric] {
    var seen: Set<String> = []
    return metrics.filter { $0.distribution != nil && seen.insert($0.quantity).inserted }
  }

  private func percentiles(_ caption: String, _ metrics: [Metric]) -> DocumentTable {
    DocumentTable(
      caption,
      [
        .text("operation"), .number("p50"), .number("p95"), .number("p99"), .number("max"), .number("mean"),
        .number("count"),
      ],
      metrics.map { metric in
        let distribution = metric.distribution
        return [DocumentCell(metric.quantity)]
          + [500, 950, 990].map { .quantity(distribution?.value(permille: $0), metric.unit) }
          + [
            .quantity(distribution?.maximum, metric.unit), .quantity(distribution?.mean, metric.unit),
            DocumentCell(distribution.map { Quantity.grouped($0.count) } ?? "–"),
          ]
      }, isLong: metrics.count > 20)
  }

  private func values(_ caption: String, _ metrics: [Metric], isLong: Bool = false) -> DocumentTable {
    let promises = Dictionary(grouping: requirements, by: \.requirement.metric)
    return DocumentTable(
      caption, [.text("metric"), .number("value"), .text("promised")],
      metrics.map { metric in
        let promised = (promises[metric.id] ?? []).map { "\($0.requirement.bound) (\($0.requirement.id))" }
        return [
          .metric(metric.id), .quantity(metric.value, metric.unit, .strong),
          DocumentCell(promised.joined(separator: ", ")),
        ]
      }, isLong: isLong || metrics.count > 20)
  }

  /// Every metric: its value, what is accepted, and how it was made.
  var everyMetric: DocumentSection? {
    guard !metrics.isEmpty else { return nil }
    let scenarios = metrics.map(\.scenario).reduce(into: [Scenario]()) { if !$0.contains($1) { $0.append($1) } }
    let accepted = Dictionary((baseline?.metrics ?? []).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let verdicts = Dictionary((comparison?.metrics ?? []).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let rows: [[DocumentCell]] = metrics.map { metric in
      let old = accepted[metric.id]
      let verdict = verdicts[metric.id]
      let number = (scenarios.firstIndex(of: metric.scenario) ?? 0) + 1
      return [
        DocumentCell(metric.id, .metric(isTarget: true)), .quantity(metric.value, metric.unit, .strong),
        run == nil ? "" : .quantity(metric.basis == .host ? nil : old?.value, metric.unit),
        DocumentCell(metric.basis == .host ? "host" : verdict?.verdict.rawValue ?? "", verdict?.kind ?? .plain),
        DocumentCell(metric.basis == .host ? "not judged" : Quantity.tolerance((old ?? metric).tolerance, metric.unit)),
        DocumentCell("S\(number)"), DocumentCell(metric.tags.joined(separator: ", ")),
      ]
    }
    let made: [[DocumentCell]] = scenarios.enumerated().map { index, scenario in
      let tests = Set(metrics.filter { $0.scenario == scenario }.compactMap(\.test)).sorted()
      return [
        DocumentCell("S\(index + 1)", .strong), DocumentCell(scenario.workload), DocumentCell(scenario.conditions),
        DocumentCell("\(scenario.seed)"), DocumentCell(tests.first ?? "", remarks: Array(tests.dropFirst())),
      ]
    }
    return DocumentSection(
      "Every metric",
      [
        .table(
          DocumentTable(
            "Every metric, with the scenario that it was made with",
            [
              .text("metric"), .number("value"), .number("accepted"), .text("verdict"), .number("tolerance"),
              .text("scenario"), .text("tags"),
            ], rows, isLong: true)), .heading("How the numbers were made"),
        .table(
          DocumentTable(
            "Scenarios: numbers of different scenarios are never compared",
            [.text("scenario"), .text("workload"), .text("world"), .number("seed"), .text("test")], made, isLong: true)),
      ])
  }
}

extension MetricComparison {
  /// Whether its verdict is good news.
  var kind: DocumentCell.Kind {
    switch verdict {
    case .regressed, .missing, .incomparable: .bad
    case .drifted, .added: .attention
    case .improved: .good
    case .unchanged: .plain
    }
  }
}

extension Metric {
  /// Whether it tells of many at once rather than of one piece of work.
  fileprivate var isOfLoad: Bool { tags.contains("load") || tags.contains("quota") }
}
