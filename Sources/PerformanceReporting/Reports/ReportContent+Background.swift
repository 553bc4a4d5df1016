// What can be looked up in a report: metrics, the trend, reasons, and what the numbers were made with.

import PerformanceMetrics

extension ReportContent {
  /// Every metric behind the tag of the test that measured it, latencies first; host metrics last.
  var metricsSection: DocumentSection? {
    let simulated = metrics.filter { $0.basis == .simulated }
    var blocks: [DocumentBlock] = []
    if let table = MetricTables.percentiles("Latencies, nearest-rank", simulated) {
      blocks.append(table.block(openRows: 0))
    }
    let tags = Set(simulated.flatMap(\.tags)).sorted()
    for tag in tags {
      let tagged = simulated.filter { $0.tags.contains(tag) }
      if let table = MetricTables.values("Metrics tagged \(tag)", tagged, requirements) {
        blocks.append(table.block(openRows: 0))
      }
    }
    if let table = MetricTables.values("Metrics without a tag", simulated.filter(\.tags.isEmpty), requirements) {
      blocks.append(table.block(openRows: 0))
    }
    let host = metrics.filter { $0.basis == .host }
    if !host.isEmpty {
      blocks.append(
        .folded(
          "\(HostTables.title): \(count(host.count, "metric"))", HostTables.tables("Host", host).map { .table($0) }))
    }
    return DocumentSection("Metrics", blocks)
  }

  /// How the metrics moved over the last runs.
  var trendSection: DocumentSection? {
    guard let trend, let span = trend.spanSentence else { return nil }
    let charts = TrendChart.images(of: trend, requirements: requirements.map(\.requirement))
    let table = trend.table(
      "Metrics that moved; those whose headroom runs out first come first", trend.moved, stepCount: 1)
    return DocumentSection(
      "Trend",
      [
        .paragraph(
          "The last \(trend.runs.count) of \(trend.historyCount) runs that changed a number, \(span), "
            + "\(trend.order.sentence). \(trend.countSentence)."),
        .charts(charts),
      ] + (trend.moved.isEmpty ? [] : [table.block(openRows: 5)]))
  }

  /// Why the baseline became worse.
  var reasonsSection: DocumentSection? {
    let reasons = baseline?.reasons ?? []
    return DocumentSection(
      "Updated on purpose",
      reasons.flatMap { reason -> [DocumentBlock] in
        [
          .paragraph("\(reason.source.sentence): “\(reason.text)”"),
          DocumentTable(
            count(reason.edits.count, "edit"), [.text("edit"), .text("of"), .text("before → after")],
            reason.edits.map { [DocumentCell($0.kind.title), .metric($0.subject), DocumentCell($0.words)] }
          ).block(openRows: 5),
        ]
      })
  }

  /// Where and with what the numbers were made.
  var configurationSection: DocumentSection? {
    var rows: [[DocumentCell]] = []
    func add(_ name: String, _ value: String?, _ kind: DocumentCell.Kind = .plain) {
      if let value { rows.append([DocumentCell(name, .strong), DocumentCell(value, kind)]) }
    }
    if let run = run?.run {
      add("measured", run.when)
      add("commit", run.commit ?? "not known", run.commit == nil ? .attention : .plain)
      if run.uncommittedChanges == true { add("working copy", "held uncommitted changes", .attention) }
      add("seed", "\(run.seed)")
      add("code", "\(run.configuration.rawValue), Swift \(run.swift)")
      add("machine", "\(run.host.operatingSystem), \(run.host.architecture), \(run.host.processors) processors")
      add("raw run", "performance-report.json, schema \(PerformanceReport.schema)")
    }
    if let baseline {
      for (source, number) in baseline.sources { add("baseline", "\(source.sentence): \(count(number, "metric"))") }
    }
    if let loadSweep { add("load sweep", loadSweep.source?.sentence) }
    let warnings = run?.run.warnings ?? []
    return DocumentSection(
      "Configuration",
      (rows.isEmpty
        ? [] : [.table(DocumentTable("What the numbers were made with", [.text("what"), .text("value")], rows))])
        + (warnings.isEmpty ? [] : [.heading("Warnings"), .list(warnings)]))
  }

  /// Every metric: its value, the baseline's, and how it was made.
  var everyMetricSection: DocumentSection? {
    guard !metrics.isEmpty else { return nil }
    let scenarios = metrics.map(\.scenario).reduce(into: [Scenario]()) { if !$0.contains($1) { $0.append($1) } }
    let old = Dictionary((baseline?.metrics ?? []).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let verdicts = Dictionary((comparison?.metrics ?? []).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
    let rows: [[DocumentCell]] = metrics.map { metric in
      let before = old[metric.id]
      let verdict = verdicts[metric.id]
      let numbers = before.map { Quantity.pair($0, metric) }
      let number = (scenarios.firstIndex(of: metric.scenario) ?? 0) + 1
      return [
        DocumentCell(metric.id, .metric(isTarget: true)),
        DocumentCell(numbers?.1 ?? Quantity.text(metric.exact, metric.unit), .strong),
        run == nil ? "" : DocumentCell(metric.basis == .host ? "–" : numbers?.0 ?? "–"),
        DocumentCell(metric.basis == .host ? "host" : verdict?.verdict.rawValue ?? "", verdict?.kind ?? .plain),
        DocumentCell(
          metric.basis == .host ? "not judged" : Quantity.tolerance((before ?? metric).tolerance, metric.unit)),
        DocumentCell("S\(number)"), DocumentCell(metric.tags.joined(separator: ", ")),
      ]
    }
    let made: [[DocumentCell]] = scenarios.enumerated().map { index, scenario in
      let tests = metrics.filter { $0.scenario == scenario }.compactMap(\.test)
        .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return [
        DocumentCell("S\(index + 1)", .strong), DocumentCell(scenario.workload), DocumentCell(scenario.conditions),
        DocumentCell("\(scenario.seed)"), DocumentCell(tests.first ?? "", remarks: Array(tests.dropFirst())),
      ]
    }
    return DocumentSection(
      "Every metric",
      [
        DocumentTable(
          "Every metric, with its scenario",
          [
            .text("metric"), .number("value"), .number("baseline"), .text("verdict"), .number("tolerance"),
            .text("scenario"), .text("tags"),
          ], rows
        ).block(openRows: 0),
        DocumentTable(
          "Scenarios: numbers of different scenarios are never compared",
          [.text("scenario"), .text("workload"), .text("conditions"), .number("seed"), .text("test")], made
        ).block(openRows: 0),
      ])
  }
}
