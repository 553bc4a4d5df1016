// How a promise reads in every table: id, status, where, target, measured, headroom.

/// The cells of a promise, shared by the table of a run and the table of a comparison.
enum RequirementRows {
  static var table: TextTable { TextTable([.left, .left, .left, .left, .right, .left], flexible: 2) }

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
    let requirement = result.requirement
    guard let actual = result.actual, requirement.relation != .equalTo, requirement.target > 0 else { return "" }
    let isFloor = requirement.relation == .atLeast
    let left = isFloor ? Int128(actual) - Int128(requirement.target) : Int128(requirement.target) - Int128(actual)
    // Rounded down, so that a promise never seems to have more room than it has.
    let permille = Int64(clamping: left.magnitude * 1_000 / UInt128(requirement.target))
    let percent = Quantity.percentChange(permille: permille).dropFirst()
    return left >= 0 ? "\(percent) left" : "\(percent) \(isFloor ? "short" : "over")"
  }
}
