// A requirement at a glance: its tightest row, actual against target, and what is left.

import PerformanceMetrics

/// One requirement id with its tightest row.
package struct RequirementTile: Sendable, Hashable {
  /// The id, as in `PERF-01`.
  package let id: String
  /// How the id stands: not met where one of its rows is not.
  package let status: RequirementStatus
  /// Where the tightest row is measured, in words.
  package let row: String
  /// What was measured there.
  package let actual: String
  /// The relation and the target: `< 1 s`.
  package let bound: String
  /// How much of the bound is used, in thousandths, at most 1,000; `nil` where a part of it says nothing.
  package let used: Int?
  /// What is left: `38.8 % left`.
  package let headroom: String
  /// How many rows the id has and how many of them are met: `4 of 4 met`.
  package let rows: String

  /// One tile for each id, in the order of the ids.
  static func all(_ results: [RequirementResult]) -> [RequirementTile] {
    Dictionary(grouping: results, by: \.requirement.id).sorted { $0.key < $1.key }.compactMap { id, rows in
      rows.tightest.map { RequirementTile(id, tightest: $0, of: rows) }
    }
  }

  private init(_ id: String, tightest: RequirementResult, of results: [RequirementResult]) {
    let requirement = tightest.requirement
    let measured = results.filter { $0.status != .notMeasured }
    let met = measured.count { $0.status == .met }
    let open = results.count - measured.count
    self.id = id
    status = tightest.status
    row = tightest.row
    (actual, bound) = (tightest.texts.actual, "\(requirement.relation.sign) \(tightest.texts.target)")
    used = tightest.usedPermille
    headroom = tightest.headroomText
    rows =
      measured.isEmpty || results.count == 1
      ? tightest.status.rawValue : "\(met) of \(measured.count) met" + (open == 0 ? "" : ", \(open) unmeasured")
  }

  /// What the status is for a reader.
  var kind: DocumentCell.Kind {
    switch status {
    case .met: .good
    case .unmet: .bad
    case .notMeasured: .attention
    }
  }

  /// The tiles as a table with bars of text, for a format without tiles.
  static func table(_ tiles: [RequirementTile]) -> DocumentTable {
    DocumentTable(
      "",
      [
        .text("id"), .text("rows"), .text("tightest row"), .number("actual"), .text("target"), .text("used"),
        .text("headroom"),
      ],
      tiles.map { tile in
        [
          DocumentCell(tile.id, .strong), DocumentCell(tile.rows, tile.kind), DocumentCell(tile.row),
          DocumentCell(tile.actual, .strong), DocumentCell(tile.bound), DocumentCell(tile.bar),
          DocumentCell(tile.headroom, .faint),
        ]
      })
  }

  /// How much of the bound is used, in eight characters.
  var bar: String {
    guard let used else { return "" }
    let full = min((used * 8 + 500) / 1_000, 8)
    return String(repeating: "█", count: full) + String(repeating: "░", count: 8 - full)
  }
}

extension [RequirementResult] {
  /// The row to look at first: one that is not met before one that is, one that was measured before one that was not,
  /// then the one with the least headroom.
  ///
  /// An exact target has no headroom: it comes before a bound only where it is not met.
  var tightest: RequirementResult? {
    enumerated().min { one, other in
      (one.element.rank, one.element.headroomPermille ?? 1_000, one.offset)
        < (other.element.rank, other.element.headroomPermille ?? 1_000, other.offset)
    }?.element
  }

  /// How many are met, of those that were measured: `6 of 6 measured met; 28 not measured`.
  var countWords: String {
    let measured = filter { $0.status != .notMeasured }
    let met = measured.count { $0.status == .met }
    guard measured.count < count else { return "\(met) of \(count) met" }
    guard !measured.isEmpty else { return "none of \(count) measured" }
    return "\(met) of \(measured.count) measured met; \(count - measured.count) not measured"
  }
}

extension RequirementResult {
  fileprivate var rank: Int {
    switch status {
    case .unmet: 0
    case .met: 1
    case .notMeasured: 2
    }
  }

  /// The headroom in thousandths of the target, rounded down; `nil` where a part of the target says nothing.
  var headroomPermille: Int64? { headroom?.permille }

  /// How far the number is from its target, as a part of the target: `38.8 % left`, `12.0 % over`; empty without one.
  var headroomText: String {
    guard let headroomPermille, let exact else { return "" }
    let isFloor = requirement.relation == .atLeast
    if status == .unmet, exact.compared(with: requirement.exactTarget) == 0 { return "at the target" }
    let percent = Quantity.percentChange(permille: Int64(clamping: headroomPermille.magnitude)).drop {
      "+±".contains($0)
    }
    return headroomPermille >= 0 ? "\(percent) left" : "\(percent) \(isFloor ? "short" : "over")"
  }

  /// How much of the bound is used, in thousandths, at most 1,000; of a lower bound the part that it is of the number.
  var usedPermille: Int? {
    guard let actual, headroomPermille != nil else { return nil }
    let (part, whole) =
      requirement.relation == .atLeast
      ? (Int128(requirement.target), Int128(max(actual, 1))) : (Int128(actual), Int128(requirement.target))
    return Int(min(part * 1_000 / whole, 1_000))
  }

  /// Whether the bound is over a continuous measure; a count often sits at its bound by design.
  var isContinuous: Bool {
    switch requirement.unit {
    case .nanoseconds, .bytes, .permille, .callsPerSecond: true
    case .calls, .operations, .rows, .chunks, .count: false
    }
  }
}
