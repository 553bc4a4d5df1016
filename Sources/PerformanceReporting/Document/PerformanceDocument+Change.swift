// What changed: against the baseline, over the last runs, on purpose. And what the numbers were made with.

import PerformanceMetrics

extension PerformanceDocument {
  /// The run against the accepted numbers, the worst first.
  var comparisonSection: DocumentSection? {
    guard let comparison else { return nil }
    let rows = comparison.metrics.filter(\.isListed).map { row -> [DocumentCell] in
      let remarks = [row.attribution?.sentence(row.unit), row.toleranceRemark].compactMap(\.self) + row.differences
      let verdict = DocumentCell(row.verdict.rawValue, row.isToleranceChanged ? .bad : row.kind)
      guard let baseline = row.baseline, let run = row.run, let change = row.change else {
        return [
          verdict, .metric(row.id, remarks: remarks), .quantity(row.baseline?.value, row.unit),
          .quantity(row.run?.value, row.unit), "", "",
        ]
      }
      let (old, new) = Quantity.pair(baseline.value, run.value, run.unit)
      return [
        verdict, .metric(row.id, remarks: remarks), DocumentCell(old), DocumentCell(new, .strong),
        DocumentCell(change.text(baseline)), DocumentCell(Quantity.tolerance(baseline.tolerance, baseline.unit)),
      ]
    }
    var blocks: [DocumentBlock] = [.paragraph("\(comparison.title). Metrics: \(comparison.countsSentence).")]
    if !rows.isEmpty {
      blocks.append(
        .table(
          DocumentTable(
            "Metrics that moved, the worst first; a latency says which span moved it",
            [
              .text("verdict"), .text("metric"), .number("baseline"), .number("run"), .number("change"),
              .number("tolerance"),
            ], rows)))
    }
    if !comparison.baselineEdits.isEmpty {
      let unexplained = Set(comparison.unexplainedEdits)
      blocks.append(
        .table(
          DocumentTable(
            comparison.baselineEditsSentence, [.text("edit"), .text("of"), .text("before → after"), .text("reason")],
            comparison.baselineEdits.map { edit in
              [
                DocumentCell(edit.kind.title), .metric(edit.subject), DocumentCell(edit.words),
                unexplained.contains(edit)
                  ? DocumentCell("none", .bad) : DocumentCell(edit.kind.needsReason ? "given" : ""),
              ]
            })))
    }
    if !comparison.notes.isEmpty { blocks.append(.list(comparison.notes)) }
    return DocumentSection("Against the baseline", blocks)
  }

  /// How the metrics moved over the last runs.
  var trendSection: DocumentSection? {
    guard let trend, let first = trend.runs.first, let last = trend.runs.last else { return nil }
    func source(_ run: Trend.Run) -> String { "\(run.commit.prefix(12)) (\(run.when.prefix(10)))" }
    let moved = trend.metrics.filter { !$0.steps.isEmpty }
    var blocks: [DocumentBlock] = [
      .paragraph(
        "The last \(trend.runs.count) of \(trend.historyCount) runs, from \(source(first)) to \(source(last)): "
          + "\(moved.count) metrics moved, \(trend.metrics.count - moved.count) did not"
          + (trend.lacking.isEmpty ? "." : ", \(trend.lacking.count) of the baseline were never measured there.")),
      .charts(prefix: "trend-"),
    ]
    if !moved.isEmpty {
      let rows = moved.map { row -> [DocumentCell] in
        let step = row.steps.last
        let room = row.headrooms.min { ($0.forecast?.runs ?? .max) < ($1.forecast?.runs ?? .max) }
        return [
          .metric(row.id), DocumentCell(Sparkline.text(row.values, columns: 20)),
          .quantity(row.latest, row.metric.unit, .strong), DocumentCell(row.total.text(row.metric)),
          DocumentCell("\(row.steps.count)"),
          DocumentCell(step.map { "\($0.commit.prefix(12)): \($0.change.text(row.metric))" } ?? ""),
          DocumentCell(room.map { Self.words($0, row.metric.unit) } ?? ""),
        ]
      }
      blocks.append(
        .table(
          DocumentTable(
            "Metrics that moved; what runs out of room first comes first",
            [
              .text("metric"), .text("values"), .number("now"), .number("change"), .number("steps"),
              .text("latest step"), .text("room left"),
            ], rows, isLong: rows.count > 20)))
    }
    return DocumentSection("Trend", blocks)
  }

  private static func words(_ room: HeadroomForecast, _ unit: MetricUnit) -> String {
    let left = room.left < 0 ? "past it" : Quantity.text(room.left, unit)
    let pace = room.forecast.map { forecast in
      forecast.runs == 0 ? "" : ", used up in \(forecast.runs) runs" + (forecast.day.map { " (\($0))" } ?? "")
    }
    return "\(room.of): \(left)\(pace ?? "")"
  }

  /// Why worse numbers than before are the accepted ones.
  var reasonsSection: DocumentSection? {
    guard let baseline, !baseline.reasons.isEmpty else { return nil }
    return DocumentSection(
      "Accepted on purpose",
      baseline.reasons.flatMap { reason -> [DocumentBlock] in
        [
          .paragraph("\(reason.source.sentence): “\(reason.text)”"),
          .table(
            DocumentTable(
              reason.edits.count == 1 ? "1 edit" : "\(reason.edits.count) edits",
              [.text("edit"), .text("of"), .text("before → after")],
              reason.edits.map { [DocumentCell($0.kind.title), .metric($0.subject), DocumentCell($0.words)] },
              isLong: reason.edits.count > 5)),
        ]
      })
  }

  /// Where and with what the numbers were made.
  var configuration: DocumentSection? {
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
      for (source, count) in baseline.sources { add("baseline", "\(source.sentence): \(count) metrics") }
    }
    if let envelope { add("envelope", envelope.source?.sentence) }
    guard !rows.isEmpty else { return nil }
    let warnings = run?.run.warnings ?? []
    return DocumentSection(
      "Configuration",
      [.table(DocumentTable("What the numbers were made with", [.text("what"), .text("value")], rows))]
        + (warnings.isEmpty ? [] : [.heading("Warnings"), .list(warnings)]))
  }
}

extension BaselineSource {
  /// When, and of which commit: `2025-06-01, commit 57babb0c1d2e, debug`.
  var sentence: String {
    [
      String(when.prefix(10)), commit.map { "commit \($0.prefix(12))" }, configuration.rawValue,
      uncommittedChanges == true ? "with uncommitted changes" : nil,
    ].compactMap(\.self).joined(separator: ", ")
  }
}
