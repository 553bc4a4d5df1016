// Two builds compared, as a document: what changed first, then every piece of work with all that it costs.

import PerformanceMetrics

extension Document {
  /// A comparison of two builds; `base` and `tree` say what they are, `conditions` how they were compared.
  ///
  /// `closer` is the command that looks closer at some costs, in more pairs.
  package init(
    builds comparison: BuildComparison, base: String, tree: String, conditions: String,
    growth: [AllocationGrowth] = [],
    closer: (_ pattern: String) -> String
  ) {
    self.init(
      "Costs of two builds" + (comparison.selection.isEverything ? "" : ", only \(comparison.selection)"),
      state: comparison.state, verdict: comparison.verdictSentence, next: comparison.next(closer),
      [
        DocumentSection(nil, [.paragraph("base: \(base)"), .paragraph("tree: \(tree)"), .paragraph(conditions)]),
        comparison.failedTestsSection, comparison.requirementsSection, comparison.changesSection,
        DocumentSection("Where calls allocate more", growth.compactMap(\.table).map { .table($0) }),
        comparison.workSection,
        DocumentSection("Notes", comparison.notes.isEmpty ? [] : [.list(comparison.notes)]),
      ])
  }
}

extension BuildComparison {
  fileprivate var state: Document.State {
    switch exitCode {
    case .worse, .couldNotJudge: .failing
    case .incomplete: failedTests.isEmpty ? .partial : .failing
    case .nothingWorse: selection.isEverything ? .passing : .partial
    }
  }

  /// The verdict in words, with the exit code.
  package var verdictSentence: String {
    func words(_ number: Int, _ noun: String, _ what: String) -> String? {
      number == 0 ? nil : "\(count(number, noun)) \(what)"
    }
    let failures = words(failedTests.count, "test", "failed")
    let unmet = words(requirements.count { $0.status == .unmet }, "requirement", "not met")
    let unmeasured = words(requirements.count { $0.status == .notMeasured }, "requirement", "not measured")
    func reasons(_ reasons: String?...) -> String { reasons.compactMap(\.self).joined(separator: ", ") }
    switch exitCode {
    case .worse:
      return "Does not pass (exit 2): \(reasons(failures, words(costs(.regressed).count, "cost", "regressed"), unmet))."
    case .incomplete:
      let nothing = costs.isEmpty ? "the tree measured no costs" : nil
      return "\(failures == nil ? "Incomplete" : "Does not pass") (exit 3): "
        + reasons(
          tree.tests == nil ? RunInformation.unknownTests : failures, nothing,
          words(costs(.missing).count, "cost", "missing"), words(costs(.incomparable).count, "cost", "incomparable"),
          unmeasured) + "."
    case .nothingWorse, .couldNotJudge:
      let compared = costs.count { $0.verdict != nil && $0.verdict != .added }
      let news = reasons(
        words(costs(.improved).count, "cost", "improved"), words(costs(.drifted).count, "cost", "drifted"),
        words(costs(.added).count, "cost", "added"))
      return "Passes (exit 0): no cost of \(compared) compared is proven to be worse\(news.isEmpty ? "" : "; \(news)")."
    }
  }

  /// What to do next: to look closer at the worst cost.
  fileprivate func next(_ closer: (String) -> String) -> NextStep? {
    guard failedTests.isEmpty else { return NextStep("repair what failed, then compare again") }
    guard let worst = costs.first(where: { $0.verdict.map { [.regressed, .drifted].contains($0) } == true }) else {
      return nil
    }
    return NextStep("look closer at the worst, in more pairs", command: closer(worst.id))
  }

  fileprivate var failedTestsSection: DocumentSection? {
    DocumentSection(
      "Failed tests", detail: "\(failedTests.count)",
      failedTests.isEmpty ? [] : [.list(failedTests.prefix(10).map(\.sentence))])
  }

  fileprivate var requirementsSection: DocumentSection? {
    let rows = requirements.map { RequirementRow($0) }
    return DocumentSection(
      "Requirements over costs", detail: requirements.countWords,
      rows.isEmpty ? [] : [.table(RequirementRow.table("", rows, withMetrics: true))])
  }

  /// The costs that are not as they were, the worst first.
  fileprivate var changesSection: DocumentSection? {
    let rows = costs.filter { $0.verdict.map { $0 != .unchanged && $0 != .added } ?? false || !$0.remarks.isEmpty }
    let counts = Verdict.allCases.compactMap { verdict -> String? in
      let number = costs(verdict).count
      return number == 0 ? nil : "\(number) \(verdict.rawValue)"
    }.joined(separator: ", ")
    return DocumentSection(
      "Costs", detail: counts.isEmpty ? "none" : counts,
      rows.isEmpty ? [.paragraph("No cost is proven to be another one.")] : [.table(CostComparison.table(rows))])
  }

  /// Every piece of work, with all that it costs.
  fileprivate var workSection: DocumentSection? {
    let work = Dictionary(grouping: costs, by: \.measurement)
    let kinds = MetricLabel.Cost.allCases.filter { kind in costs.contains { $0.cost == kind } }
    // The order of the costs: what holds the worst comes first.
    var names: [String] = []
    for cost in costs where !names.contains(cost.measurement) { names.append(cost.measurement) }
    let table = DocumentTable(
      "Equal numbers stand alone; of times, the median ratio of \(pairCount) pairs with its 95 % interval",
      [.text("a call of")] + kinds.map { .number($0.title) },
      names.map { name in
        [DocumentCell(name, .strong)]
          + kinds.map { kind in work[name]?.first { $0.cost == kind }?.shortCell ?? DocumentCell("–", .faint) }
      })
    return DocumentSection("Every piece of work", names.isEmpty ? [] : [.table(table)])
  }
}
