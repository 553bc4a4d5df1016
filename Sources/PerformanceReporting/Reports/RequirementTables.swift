// The rows of the requirements, the same in every document.

import PerformanceMetrics

/// A requirement's result with what changed about the requirement itself.
struct RequirementRow {
  let result: RequirementResult
  /// What to know beside it; empty as a rule.
  let remarks: [String]

  init(_ result: RequirementResult) {
    self.result = result
    remarks = []
  }

  init(_ comparison: RequirementComparison) {
    result = comparison.result
    remarks = [comparison.remark].compactMap(\.self)
  }

  var cells: [DocumentCell] {
    let requirement = result.requirement
    let (actual, target) = result.texts
    let kind: DocumentCell.Kind =
      switch result.status {
      case .met: .good
      case .unmet: .bad
      case .notMeasured: .attention
      }
    return [
      DocumentCell(requirement.id, .strong), DocumentCell(result.status.rawValue, kind),
      DocumentCell(result.row, remarks: remarks + [result.measured?.maximumRemark].compactMap(\.self)),
      DocumentCell("\(requirement.relation.sign) \(target)"),
      DocumentCell(actual, .strong), DocumentCell(result.headroomText, .faint),
    ]
  }

  /// The table of some rows, with the metric of each where there is space for it.
  static func table(_ caption: String, _ rows: [RequirementRow], withMetrics: Bool = false) -> DocumentTable {
    DocumentTable(
      caption,
      [
        .text("requirement"), .text("status"), .text("where"), .number("target"), .number("actual"),
        .number("headroom"),
      ] + (withMetrics ? [.text("metric")] : []),
      rows.map { $0.cells + (withMetrics ? [.metric($0.result.requirement.metric)] : []) })
  }
}

extension [RequirementRow] {
  /// The section of the requirements: one tile an id, then what is not met and what changed, then every row, folded.
  ///
  /// `isComplete` says whether every row should have been measured; otherwise those that were not are only counted.
  func section(
    isComplete: Bool, withEveryRow: Bool, words: [String: String] = [:]
  ) -> DocumentSection? {
    guard !isEmpty else { return nil }
    let results = map(\.result)
    let shown = results.filter { isComplete || $0.status != .notMeasured }
    let tiles = RequirementTile.all(shown)
    // The tile shows the first of them already.
    let unmet = Dictionary(grouping: results.filter { $0.status == .unmet }, by: \.requirement.id)
    let notable = filter { row in
      !row.remarks.isEmpty || (row.result.status == .unmet && (unmet[row.result.requirement.id]?.count ?? 0) > 1)
    }
    var blocks: [DocumentBlock] = tiles.isEmpty ? [] : [.tiles(tiles)]
    if !notable.isEmpty {
      blocks.append(RequirementRow.table("Not met or changed", notable).block(openRows: 5))
    }
    let every = filter { isComplete || $0.result.status != .notMeasured }
    if withEveryRow, every.count > tiles.count {
      blocks.append(
        .folded(
          "All \(every.count) rows of the requirements", [.table(RequirementRow.table("", every, withMetrics: true))]))
    }
    // Where a newcomer meets them first.
    if !words.isEmpty { blocks.append(.list(words.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })) }
    return DocumentSection("Requirements", detail: results.countWords, blocks)
  }
}
