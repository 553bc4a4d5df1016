// How the metrics moved over the last runs: what runs out of headroom first comes first.

import PerformanceMetrics

extension Document {
  /// A trend: each metric that moved with its sparkline, its headroom and its latest steps.
  ///
  /// Metrics that did not move are counted, unless the reader asked for them by name.
  ///
  /// `history` is the name by which a reader knows the history's file. `addCommand` is the command that adds a run to
  /// an empty history.
  package init(trend: Trend, history: String, addCommand: String) {
    guard let span = trend.spanSentence else {
      self.init("\(history) holds no runs yet", next: NextStep("add one", command: addCommand), [])
      return
    }
    let rows = trend.selection.isEverything ? trend.moved : trend.metrics
    let shown = 20
    let rest = rows.count - shown
    self.init(
      "Trend over the last \(trend.runs.count) of \(trend.historyCount) runs that changed a number",
      [
        DocumentSection(nil, [.paragraph("\(history), \(span)"), .paragraph(trend.order.explanation)]),
        DocumentSection(
          trend.countSentence,
          (rows.isEmpty ? [] : [.table(trend.table("", Array(rows.prefix(shown)), stepCount: 3))])
            + (rest > 0 ? [.paragraph("\(rest) more: choose some with --metric, or all with --format json")] : [])
            + (rows.isEmpty ? [.paragraph("Every metric is as it was.")] : [])),
      ] + trend.hostSections)
  }
}

extension Trend {
  /// What calls cost each machine, a section a machine; unless the reader asked for some by name, what moved.
  fileprivate var hostSections: [DocumentSection] {
    let rows = selection.isEverything ? hosts.filter { $0.total.absolute != 0 } : hosts
    let machines = Dictionary(grouping: rows, by: \.machine).sorted { $0.key < $1.key }
    let shown = 20
    return machines.map { machine, rows in
      DocumentSection(
        "Costs on \(machine)", detail: "\(rows.count)\(selection.isEverything ? " moved" : ""), not judged",
        [
          .table(
            DocumentTable(
              "", [.text(""), .text(""), .number("now"), .number("change")],
              rows.prefix(shown).map { row in
                [
                  .metric(row.id), DocumentCell(Sparkline.text(row.values, columns: 20)),
                  .quantity(row.latest, row.unit, .strong),
                  DocumentCell(row.total.permille.map { Quantity.percentChange(permille: $0) } ?? "from 0"),
                ]
              }))
        ] + (rows.count > shown ? [.paragraph("\(rows.count - shown) more: choose some with --metric")] : []))
    }
  }

  /// The metrics that moved, those with a forecast first.
  var moved: [MetricTrend] {
    let rows = metrics.filter { !$0.steps.isEmpty }
    return rows.filter { $0.forecast != nil } + rows.filter { $0.forecast == nil }
  }

  /// From which run to which; `nil` without runs.
  var spanSentence: String? {
    guard let first = runs.first, let last = runs.last else { return nil }
    return "from \(Self.source(first.commit, first.when)) to \(Self.source(last.commit, last.when))"
  }

  /// How many metrics moved.
  var countSentence: String {
    "Metrics: \(moved.count) moved, \(metrics.count - moved.count) did not"
      + (lacking.isEmpty ? "" : ", \(lacking.count) of the baseline were never measured here")
  }

  /// Some metrics with their latest steps below them.
  func table(_ caption: String, _ rows: [MetricTrend], stepCount: Int) -> DocumentTable {
    DocumentTable(
      caption, [.text(""), .text(""), .number("now"), .number("change"), .text("headroom left, at this drift for")],
      rows.map { row in
        let steps = row.steps.suffix(stepCount)
        let more = row.steps.count > steps.count ? ["\(row.steps.count) steps in all"] : []
        // A step says it already, unless the number behind the value is what changed, or nothing did.
        let isStep = steps.last?.commit == row.since.commit
        let since = isStep ? [] : ["\(Quantity.text(row.latest, row.metric.unit)) since \(row.since.text)"]
        return [
          .metric(row.id),
          DocumentCell(
            Sparkline.text(row.values, columns: 20),
            remarks: steps.map { ($0.commit == row.since.commit ? "since " : "") + text($0, row.metric) } + more + since
          ),
          .quantity(row.latest, row.metric.unit, .strong), DocumentCell(row.total.text(row.metric)),
          row.headroomCell,
        ]
      })
  }

  private func text(_ step: MetricTrend.Step, _ metric: Metric) -> String {
    let (before, after) =
      step.fractions.map { Quantity.pair($0[0], $0[1], metric.unit) }
      ?? Quantity.pair(step.before, step.after, metric.unit)
    return "\(Self.source(step.commit, step.when)): \(before) → \(after) (\(step.change.text(metric)))"
  }

  fileprivate static func source(_ commit: String, _ when: String) -> String {
    "\(commit.prefix(12)) (\(when.prefix(10)))"
  }
}

extension MetricTrend.Since {
  /// The commit and the day; of the oldest run that measured the metric, the value may be older.
  var text: String { Trend.source(commit, when) + (isOldest ? " or earlier" : "") }
}

extension HistoryOrder {
  /// What the order of the runs is.
  var sentence: String {
    if byTime == 0 { return "in the order of their commits" }
    if byAncestry == 0 { return "in the order of time" }
    return "in the order of their commits, but \(count(byTime, "run")) by time"
  }

  /// The same, with why git was no help.
  var explanation: String {
    sentence.capitalizedFirst
      + (byTime == 0 ? "" : ", as git does not know \(byTime == 1 ? "its commit" : "their commits") here")
  }
}

extension MetricTrend {
  /// Whether the last value is the baseline's own: the way there was taken on purpose, and nothing follows from it.
  var isAtBaseline: Bool { latest == metric.value }

  /// When the headroom that is used up first is used up; `nil` where nothing drifts, or where a drift was on purpose.
  var forecast: HeadroomForecast.Forecast? { isAtBaseline ? nil : nearest?.forecast }

  /// The headroom that is used up first or, without a drift, the tolerance's.
  var nearest: HeadroomForecast? { headrooms.min { ($0.forecast?.runs ?? .max) < ($1.forecast?.runs ?? .max) } }

  /// What is left, and for how long.
  var headroomSentence: String {
    guard let nearest else { return "" }
    let left = nearest.left < 0 ? "past it" : Quantity.text(nearest.left, metric.unit)
    guard let forecast, forecast.runs > 0 else { return "\(nearest.of): \(left)" }
    return "\(nearest.of): \(left), \(count(Int(clamping: forecast.runs), "run"))"
      + (forecast.day.map { " (\($0))" } ?? "")
  }

  fileprivate var headroomCell: DocumentCell {
    let isPast = (nearest?.left ?? 0) < 0
    return DocumentCell(headroomSentence, isPast ? .bad : forecast == nil ? .plain : .attention)
  }
}
