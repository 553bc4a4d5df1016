// What a comparison says in words, the same in every document.

import PerformanceMetrics

extension Comparison {
  /// What is compared: all of it, or the part that was asked for.
  var title: String {
    "Run against baseline" + (scope == .partial ? ", a part of it" : "")
      + (selection.isEverything ? "" : ", only \(selection)")
  }

  /// Whether the whole of the baseline was asked for, so that what is missing is worth a row.
  var isComplete: Bool { scope == .complete && selection.isEverything }

  /// Whether it is good news: a selection or a part never says that all is well.
  var state: Document.State {
    switch exitCode {
    case .worse, .couldNotJudge: .failing
    case .incomplete: run.failureWords == nil ? .partial : .failing
    case .nothingWorse: isComplete ? .passing : .partial
    }
  }

  /// The requirements, each with what changed about it.
  var requirementRows: [RequirementRow] { requirements.map { RequirementRow($0) } }

  /// How many metrics have each verdict that occurs: `1 regressed, 293 unchanged`.
  ///
  /// Of a part of the baseline, what was not measured is left out: it was not asked for.
  var countsSentence: String {
    Verdict.allCases.compactMap { verdict -> String? in
      let count = metrics(verdict).count
      if count == 0, verdict != .unchanged { return nil }
      return verdict == .missing && scope == .partial ? nil : "\(count) \(verdict.rawValue)"
    }.joined(separator: ", ")
  }

  /// The metrics that a reader sees a row for, the worst first.
  var listed: [MetricComparison] {
    metrics.filter { $0.isListed && !(scope == .partial && $0.verdict == .missing) }
  }

  /// How the change edits the baseline: `Baseline edits in this change: 12, of which 1 needs a reason and has none`.
  private var baselineEditsSentence: String {
    let lack = unexplainedEdits.count
    return "Baseline edits in this change: \(baselineEdits.count)"
      + (lack == 0
        ? "" : ", of which \(lack) \(lack == 1 ? "needs" : "need") a reason and \(lack == 1 ? "has" : "have") none")
  }

  /// How the change edits the baseline itself; `nil` when it does not.
  var editsSection: DocumentSection? {
    guard !baselineEdits.isEmpty else { return nil }
    let unexplained = Set(unexplainedEdits)
    let table = DocumentTable(
      "", [.text("edit"), .text("of"), .text("before → after"), .text("reason")],
      baselineEdits.map { edit in
        [
          DocumentCell(edit.kind.title), .metric(edit.subject), DocumentCell(edit.words),
          unexplained.contains(edit)
            ? DocumentCell("none", .bad) : DocumentCell(edit.kind.needsReason ? "given" : ""),
        ]
      })
    // Those that need a reason come first.
    let shown = 10
    let open = DocumentTable("", table.columns, Array(table.rows.prefix(shown)))
    let rest = DocumentTable("", table.columns, Array(table.rows.dropFirst(shown)))
    return DocumentSection(
      baselineEditsSentence,
      [.table(open)] + (rest.rows.isEmpty ? [] : [.folded("\(rest.rows.count) more edits", [.table(rest)])]))
  }

  /// Whether the reasons of earlier updates are shown: behind many changes they are only in the way.
  private var showsReasons: Bool { !baselineEdits.isEmpty || listed.count <= Self.fewRows }

  /// Why the baseline was updated, the latest three reasons.
  var reasonsSection: DocumentSection? {
    DocumentSection(
      "Updated on purpose", showsReasons && !reasons.isEmpty ? [.list(reasons.prefix(3).map(\.sentence))] : [])
  }

  /// What few readers ask for: reasons behind many changes, and what the run's machine spent.
  var foldedSection: DocumentSection? {
    var blocks: [DocumentBlock] = []
    if !showsReasons, !reasons.isEmpty {
      blocks.append(
        .folded("Why the baseline was updated, the latest reasons", [.list(reasons.prefix(3).map(\.sentence))]))
    }
    if !hostMetrics.isEmpty {
      blocks.append(
        .folded(
          "\(HostTables.title): \(count(hostMetrics.count, "metric"))",
          HostTables.tables("", hostMetrics).map { .table($0) }))
    }
    return DocumentSection(nil, blocks)
  }

  /// What the run's machine spent, which no baseline judges.
  var hostSection: DocumentSection? {
    DocumentSection(HostTables.title, HostTables.tables("", hostMetrics).map { .table($0) })
  }

  /// What a reader must know about the numbers of the run's file.
  var notesSection: DocumentSection? { DocumentSection("Notes", notes.isEmpty ? [] : [.list(notes)]) }
}

extension BaselineUpdateReason {
  /// Date, commit and reason, and the first of the edits: `2025-06-01 · 57babb0c1d2e: “a larger batch”, for a: 1 s → 2 s`.
  var sentence: String {
    let source = [String(source.when.prefix(10)), source.commit.map { String($0.prefix(12)) }].compactMap(\.self)
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

extension RequirementComparison {
  /// What to know about the requirement beside whether it is met; `nil` when there is nothing.
  var remark: String? {
    switch (declaration, baseline, run) {
    case (.changed, let baseline?, let run?):
      "target changed: the run declares \(run.bound(besides: baseline)), the baseline \(baseline.bound(besides: run))"
    case (.missing, _, _): "missing: in the baseline, but the run no longer declares it"
    case (.added, _, _): "added: not in the baseline yet"
    default: nil
    }
  }
}
