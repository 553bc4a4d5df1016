// Changes that enter text as a user does: paste delimited text, find and replace.

import SheetsAPI
import TextFormats

/// Enters delimited text starting at a cell, as if a user pasted it.
struct PasteData: SheetChange {
  let start: GridCoordinate
  let values: [[CellValue]]

  init(_ body: JSONField) throws(ErrorEnvelope) {
    start = try GridCoordinate(body["coordinate"])
    guard try body["html"].boolean() != true else { throw .notSimulated("pasteData of HTML") }
    let delimiter = try body["delimiter"].string() ?? "\t"
    guard let separator = delimiter.first, delimiter.count == 1, start.rowIndex >= 0, start.columnIndex >= 0 else {
      throw .invalid("The delimiter must be one character, the coordinate not negative.")
    }
    values = DelimitedText.rows(try body["data"].string() ?? "", separator: separator).map { $0.map { .string($0) } }
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.sheetIndex(withID: start.sheetID)
    let write = try ValuesWrite(
      sheet: index, corner: CellPosition(row: start.rowIndex, column: start.columnIndex), rows: values,
      option: .userEntered, locale: workbook.foreignLocale)
    try workbook.sheets[index].checkValidation(write)
    try workbook.growGrid(
      ofSheet: index, rowCount: start.rowIndex + values.count,
      columnCount: start.columnIndex + (values.map(\.count).max() ?? 0))
    workbook.sheets[index].write(write)
    return .none
  }
}

/// Finds and replaces text in cells.
struct FindReplace: SheetChange {
  enum Target {
    case range(GridRange)
    case sheet(Int)
    case everywhere
  }

  let find: String
  let replacement: String
  let matchesCase: Bool
  let matchesWholeCell: Bool
  let target: Target

  init(_ body: JSONField) throws(ErrorEnvelope) {
    find = try body["find"].string() ?? ""
    replacement = try body["replacement"].string() ?? ""
    guard !find.isEmpty else { throw .invalid("The text to find must not be empty.") }
    if try body["searchByRegex"].boolean() == true || body["includeFormulas"].json == true {
      throw .notSimulated("findReplace with expressions or in formulas")
    }
    matchesCase = try body["matchCase"].boolean() ?? false
    matchesWholeCell = try body["matchEntireCell"].boolean() ?? false
    if let range = try body.range() {
      target = .range(range)
    } else {
      let isEverywhere = try body["allSheets"].boolean() ?? false
      target = isEverywhere ? .everywhere : .sheet(try body["sheetId"].integer() ?? 0)
    }
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    var counts = (values: 0, rows: 0, sheets: 0, occurrences: 0)
    for (index, area) in try areas(in: workbook) {
      var rows: Set<Int> = []
      for cell in workbook.sheets[index].block(area) where cell.detail.formula == nil {
        guard case .string(let text)? = cell.value?.rendered(.formattedValue, format: cell.detail.numberFormat) else {
          continue
        }
        let (changed, count) = replaced(text)
        if count == 0 { continue }
        workbook.sheets[index].enter(try EnteredText(entering: .string(changed)), at: cell.position)
        rows.insert(cell.position.row)
        counts.values += 1
        counts.occurrences += count
      }
      counts.rows += rows.count
      counts.sheets += rows.isEmpty ? 0 : 1
    }
    func unlessZero(_ count: Int) -> JSON? { count == 0 ? nil : JSON(count) }
    return .other(
      kind: "findReplace",
      .members([
        "valuesChanged": unlessZero(counts.values), "rowsChanged": unlessZero(counts.rows),
        "sheetsChanged": unlessZero(counts.sheets), "occurrencesChanged": unlessZero(counts.occurrences),
      ]))
  }

  private func areas(in workbook: Workbook) throws(ErrorEnvelope) -> [(sheet: Int, area: GridArea)] {
    switch target {
    case .range(let range): return [try workbook.resolve(range)]
    case .sheet(let id): return [try workbook.resolve(GridRange(sheetID: id))]
    case .everywhere:
      var areas: [(Int, GridArea)] = []
      for sheet in workbook.sheets { areas.append(try workbook.resolve(GridRange(sheetID: sheet.id))) }
      return areas
    }
  }

  /// The text after the replacement, and the number of occurrences.
  private func replaced(_ text: String) -> (String, Int) {
    let (text, wanted) = (Array(text), Array(find))
    func matches(at index: Int) -> Bool {
      guard index + wanted.count <= text.count else { return false }
      return zip(text[index..<index + wanted.count], wanted).allSatisfy { left, right in
        matchesCase ? left == right : left.lowercased() == right.lowercased()
      }
    }
    if matchesWholeCell, text.count != wanted.count { return (String(text), 0) }
    var result = ""
    var count = 0
    var index = 0
    while index < text.count {
      if matches(at: index) {
        result += replacement
        count += 1
        index += wanted.count
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return (result, count)
  }
}
