// How a promise reads in every table: id, status, where, target, measured, headroom.

import PerformanceMetrics

/// The cells of a promise, shared by the table of a run and the table of a comparison.
enum RequirementRows {
  static var table: TextTable { TextTable([.left, .left, .left, .left, .right, .left], flexible: 2) }

  /// Rows that promise the same, told as one: the tightest of them, and how many there are.
  struct Group {
    var tightest: RequirementResult
    var count: Int
  }

  /// One group for each kept promise (id, relation and target) that has more than two rows, and one for each other row.
  ///
  /// What is unmet or not measured always has a row of its own.
  static func groups(_ results: [RequirementResult]) -> [Group] {
    func promise(_ result: RequirementResult) -> Requirement {
      let one = result.requirement
      return Requirement(id: one.id, row: "", metric: "", relation: one.relation, target: one.target, unit: one.unit)
    }
    let kept = Dictionary(grouping: results.filter { $0.status == .met }, by: promise)
    var told: Set<Requirement> = []
    return results.compactMap { result in
      guard result.status == .met, let alike = kept[promise(result)], alike.count > 2 else {
        return Group(tightest: result, count: 1)
      }
      guard told.insert(promise(result)).inserted else { return nil }
      let tightest = alike.min { ($0.headroom?.left ?? 0) < ($1.headroom?.left ?? 0) } ?? result
      return Group(tightest: tightest, count: alike.count)
    }
  }

  /// The heading of a list of promises.
  static func heading(_ results: [RequirementResult]) -> String {
    let met = results.count { $0.status == .met }
    let isGrouped = groups(results).contains { $0.count > 1 }
    return "Requirements: \(met) of \(results.count) met"
      + (isGrouped ? "; of rows that promise the same, the tightest is shown" : "")
  }

  static func cells(_ group: Group) -> [TextTable.Cell] {
    var cells = cells(group.tightest)
    if group.count > 1 { cells[1] = .init("\(group.count) met", .good) }
    return cells
  }

  static func cells(_ result: RequirementResult) -> [TextTable.Cell] {
    let requirement = result.requirement
    let colour: TextStyle.Colour =
      switch result.status {
      case .met: .good
      case .unmet: .bad
      case .notMeasured: .attention
      }
    let (actual, target) = result.texts
    return [
      .init(requirement.id), .init(result.status.rawValue, colour), .init(requirement.row),
      .init("\(requirement.relation.sign) \(target)"), .init(actual, .strong), .init(headroom(result), .faint),
    ]
  }

  /// How far the number is from its target, as a part of the target: `38.8 % left`, `12.0 % over`.
  static func headroom(_ result: RequirementResult) -> String {
    guard let permille = result.headroom?.permille else { return "" }
    let percent = Quantity.percentChange(permille: Int64(clamping: permille.magnitude)).dropFirst()
    return permille >= 0
      ? "\(percent) left" : "\(percent) \(result.requirement.relation == .atLeast ? "short" : "over")"
  }
}
