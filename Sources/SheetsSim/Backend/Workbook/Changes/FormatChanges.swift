// Changes of what cells show and accept: borders, validation, merges.

import SheetsAPI
import TextFormats

/// Sets borders, which are stored in the format of each cell.
///
/// That a side between two cells is stored with both is assumed.
struct UpdateBorders: RangeChange {
  let range: GridRange?
  /// The borders by name, such as `top` and `innerVertical`.
  let borders: JSONField

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try body.range()
    borders = body
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    guard area.cellCount <= 1_000_000 else { throw .notSimulated("borders of a million cells") }
    for position in area.positions {
      let sides: [(String, Bool, String)] = [
        ("top", position.row == area.rows.lowerBound, "innerHorizontal"),
        ("bottom", position.row == area.rows.upperBound - 1, "innerHorizontal"),
        ("left", position.column == area.columns.lowerBound, "innerVertical"),
        ("right", position.column == area.columns.upperBound - 1, "innerVertical"),
      ]
      for (side, isOutline, inner) in sides {
        guard let border = borders[isOutline ? side : inner].json else { continue }
        var format = sheet.details[position].format ?? [:]
        format.set(["borders", side], to: StoredFormat.border(border))
        format["borders"] = format["borders"]?.unlessEmpty
        sheet.details[position].format = format.unlessEmpty
      }
    }
  }
}

struct SetDataValidation: RangeChange {
  let range: GridRange?
  let rule: JSON?

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try body.range()
    rule = body["rule"].json
    if let rule, rule.at(["condition", "type"])?.string == nil {
      throw .invalid("A validation rule needs a condition.")
    }
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    guard area.cellCount <= 1_000_000 else { throw .notSimulated("validation of a million cells") }
    for position in area.positions { sheet.details[position].validation = rule }
  }
}

/// Merges cells as a whole, by rows or by columns.
struct MergeCells: RangeChange {
  enum MergeType: String {
    case all = "MERGE_ALL"
    case columns = "MERGE_COLUMNS"
    case rows = "MERGE_ROWS"
  }

  let range: GridRange?
  let type: MergeType

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try body.range()
    type = try body["mergeType"].word("MergeType") ?? .all
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    let parts =
      switch type {
      case .all: [area]
      case .columns: area.columns.map { GridArea(rows: area.rows, columns: $0..<$0 + 1) }
      case .rows: area.rows.map { GridArea(rows: $0..<$0 + 1, columns: area.columns) }
      }
    try sheet.merge(parts, in: area)
  }
}

struct UnmergeCells: RangeChange {
  let range: GridRange?

  init(_ body: JSONField) throws(ErrorEnvelope) { range = try body.range() }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    try sheet.unmerge(area)
  }
}
