// The request findReplace: finds and replaces text in cells.

import SheetsAPI
import TextFormats

extension Workbook {
  mutating func findReplace(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let find = try body["find"].string() ?? ""
    let replacement = try body["replacement"].string() ?? ""
    guard !find.isEmpty else { throw .invalid("The text to find must not be empty.") }
    let isExpression = try body["searchByRegex"].boolean() ?? false
    if isExpression || body["includeFormulas"].json == true {
      throw .notSimulated("findReplace with expressions or in formulas")
    }
    let matchCase = try body["matchCase"].boolean() ?? false
    let whole = try body["matchEntireCell"].boolean() ?? false
    var areas: [(Int, GridArea)] = []
    if body["range"].exists {
      areas = [try gridArea(body["range"])]
    } else {
      let isEverywhere = try body["allSheets"].boolean() ?? false
      let chosen = isEverywhere ? nil : try sheetIndex(withID: try body["sheetId"].integer() ?? 0)
      for index in sheets.indices where chosen == nil || chosen == index {
        areas.append((index, try sheets[index].clipped(CellArea())))
      }
    }
    var counts = (values: 0, rows: 0, sheets: 0, occurrences: 0)
    for (index, area) in areas {
      var rows: Set<Int> = []
      for cell in block(ofSheet: index, area).cells where cell.detail.formula == nil {
        guard let value = cell.value,
          case .string(let text) = value.rendered(.formattedValue, format: cell.detail.numberFormat)
        else { continue }
        let (changed, count) = text.replacing(find, by: replacement, matchCase: matchCase, whole: whole)
        if count == 0 { continue }
        set(try Self.entered(.string(changed), option: .userEntered), at: cell.position, ofSheet: index)
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
}

extension String {
  fileprivate func replacing(_ find: String, by replacement: String, matchCase: Bool, whole: Bool) -> (String, Int) {
    let (text, wanted) = (Array(self), Array(find))
    func same(_ left: Character, _ right: Character) -> Bool {
      matchCase ? left == right : left.lowercased() == right.lowercased()
    }
    if whole {
      return text.count == wanted.count && zip(text, wanted).allSatisfy(same) ? (replacement, 1) : (self, 0)
    }
    var result = ""
    var count = 0
    var index = 0
    while index < text.count {
      if index + wanted.count <= text.count, zip(text[index..<index + wanted.count], wanted).allSatisfy(same) {
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
