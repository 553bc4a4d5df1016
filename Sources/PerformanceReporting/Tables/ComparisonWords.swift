// What a comparison says in words, the same in every form: as a table, as Markdown.

import PerformanceMetrics

extension Comparison {
  /// What is compared: all of it, or the part that was asked for.
  var title: String {
    "Run against baseline" + (scope == .partial ? ", a part of it" : "")
      + (selection.isEverything ? "" : ", only \(selection)")
  }

  /// The reasons that are shown: the latest three.
  var latestReasons: [String] { reasons.prefix(3).map(\.sentence) }

  /// How the baseline is edited by the change itself: `12, of which 1 lacks a reason`.
  var baselineEditsSentence: String {
    let lack = unexplainedEdits.count
    return "Baseline edits in this change: \(baselineEdits.count)"
      + (lack == 0
        ? "" : ", of which \(lack) \(lack == 1 ? "needs" : "need") a reason and \(lack == 1 ? "has" : "have") none")
  }

  /// How many metrics have each verdict that occurs: `1 regressed, 293 unchanged`.
  var countsSentence: String {
    Verdict.allCases.compactMap { verdict -> String? in
      let count = metrics(verdict).count
      return count == 0 && verdict != .unchanged ? nil : "\(count) \(verdict.rawValue)"
    }.joined(separator: ", ")
  }
}

extension BaselineUpdateReason {
  /// Who is to be believed, and for what: `2025-06-01 · 57babb0c1d2e: “a larger batch”, for a: 1 s → 2 s and 3 more`.
  var sentence: String {
    let source = [String(self.source.when.prefix(10)), self.source.commit.map { String($0.prefix(12)) }].compactMap(
      \.self)
    let more = edits.count > 1 ? " and \(edits.count - 1) more" : ""
    let subjects = edits.first.map { ", for \($0.subject): \($0.words)\(more)" } ?? ""
    return "\(source.joined(separator: " · ")): “\(text)”\(subjects)"
  }
}

extension BaselineEdit.Kind {
  /// The kind in words.
  var title: String {
    switch self {
    case .worse, .redefined, .removed, .better, .added: rawValue
    case .looserTolerance: "looser tolerance"
    case .looserTarget: "looser target"
    case .requirementRemoved: "requirement removed"
    case .tighterTolerance: "tighter tolerance"
    case .tighterTarget: "tighter target"
    case .requirementAdded: "requirement added"
    }
  }
}

extension MetricComparison {
  /// Whether a reader sees a row for it; what is not listed is counted.
  var isListed: Bool { verdict != .unchanged || isToleranceChanged }

  /// The unit of the numbers shown.
  var unit: MetricUnit { run?.unit ?? baseline?.unit ?? .count }

  /// What to know about a tolerance that differs; `nil` when it does not.
  var toleranceRemark: String? {
    guard isToleranceChanged, let baseline, let run else { return nil }
    let old = Quantity.tolerance(baseline.tolerance, baseline.unit)
    let new = Quantity.tolerance(run.tolerance, run.unit)
    return "tolerance changed: the run declares \(new), accepted is \(old)"
  }
}

extension RequirementComparison {
  /// What to know about the promise beside whether it is kept; `nil` when there is nothing.
  var remark: String? {
    switch (declaration, baseline, run) {
    case (.changed, let baseline?, let run?):
      "target changed: the run declares \(run.bound), accepted is \(baseline.bound)"
    case (.missing, _, _): "missing: accepted, but the run no longer declares it"
    case (.added, _, _): "added: not in the baseline yet"
    default: nil
    }
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
