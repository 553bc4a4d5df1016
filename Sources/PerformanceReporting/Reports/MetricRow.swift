// How a compared metric reads, the same in every table.

import PerformanceMetrics

extension MetricComparison {
  /// Whether a reader sees a row for it; what is not listed is counted.
  var isListed: Bool { verdict != .unchanged || isToleranceChanged }

  /// The unit of the numbers shown.
  var unit: MetricUnit { run?.unit ?? baseline?.unit ?? .count }

  /// What to know about a tolerance that differs; `nil` when it does not.
  var toleranceRemark: String? {
    guard isToleranceChanged, let baseline, let run else { return nil }
    let (old, new) = Quantity.pair(baseline.tolerance, run.tolerance, run.unit)
    return "tolerance changed: the run declares \(new), the baseline \(old)"
  }

  /// That a baseline left as it is hides the loss of a gain; `nil` where it does not.
  var gainRemark: String? {
    isImprovedPastTolerance ? "improved past tolerance: a later loss passes until the baseline is updated" : nil
  }

  /// What to know beside the numbers, a line each.
  var remarks: [String] {
    [attribution?.sentence(unit), gainRemark, toleranceRemark, (run ?? baseline)?.maximumRemark].compactMap(\.self)
      + differences
  }

  /// What the verdict is for a reader.
  var kind: DocumentCell.Kind {
    if isToleranceChanged { return .bad }
    return switch verdict {
    case .regressed, .missing, .incomparable: .bad
    case .drifted, .added: .attention
    case .improved: .good
    case .unchanged: .plain
    }
  }

  /// The row of the metric: verdict, id, baseline, run, change, tolerance.
  var cells: [DocumentCell] {
    let name = DocumentCell.metric(id, remarks: remarks)
    let verdict = DocumentCell(verdict.rawValue, kind)
    guard let baseline, let run, let change else {
      return [verdict, name] + [baseline, run].map { $0.map { .quantity($0) } ?? "–" } + ["", ""]
    }
    let (old, new) = Quantity.pair(baseline, run)
    return [
      verdict, name, DocumentCell(old), DocumentCell(new, .strong), DocumentCell(change.text(baseline)),
      DocumentCell(Quantity.tolerance(baseline.tolerance, baseline.unit), .faint),
    ]
  }

  /// The table of some metrics.
  static func table(_ caption: String, _ rows: [MetricComparison]) -> DocumentTable {
    DocumentTable(
      caption,
      [
        .text("verdict"), .text("metric"), .number("baseline"), .number("run"), .number("change"), .text("tolerance"),
      ], rows.map(\.cells))
  }
}

extension Attribution {
  /// Which spans changed: `paced +180 ms, queued +20 ms`, or of all operations together; unchanged ones are left out.
  func sentence(_ unit: MetricUnit) -> String {
    let changed = parts.filter { $0.change != 0 }.map { "\($0.name) \(Quantity.change($0.change, unit))" }
    let list = changed.isEmpty ? "no span changed" : changed.joined(separator: ", ")
    guard whole == .total, let baselineCount, let runCount else { return list }
    let operations = Quantity.text(runCount, .operations)
    let before = baselineCount == runCount ? "" : " (\(Quantity.grouped(baselineCount)) before)"
    return "in all \(operations)\(before) together: \(list)"
  }
}
