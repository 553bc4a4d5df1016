// Changes of the list of sheets: add, duplicate, delete.

import SheetsAPI
import TextFormats

/// Adds a sheet, choosing its id and title if they are missing.
struct AddSheet: SheetChange {
  let request: BatchRequest.AddSheet
  var isHidden = false
  /// The wanted properties as JSON; `nil` if all have a type in SheetsAPI.
  var properties: JSON?

  init(_ request: BatchRequest.AddSheet) { self.request = request }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["properties"]
    let type = try wanted["sheetType"].string() ?? "GRID"
    guard type == "GRID" else { throw .notSimulated("sheets of the type \(type)") }
    let grid = wanted["gridProperties"]
    request = BatchRequest.AddSheet(
      sheetID: try wanted["sheetId"].integer(), title: try wanted["title"].string(),
      index: try wanted["index"].integer(), rowCount: try grid["rowCount"].integer() ?? 1000,
      columnCount: try grid["columnCount"].integer() ?? 26)
    isHidden = try wanted["hidden"].boolean() ?? false
    properties = wanted.json ?? [:]
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = request.index ?? workbook.sheets.count
    var sheet = Sheet(
      SheetProperties(
        sheetID: request.sheetID ?? workbook.newSheetID(), title: request.title ?? workbook.newTitle(),
        hidden: isHidden, rowCount: request.rowCount, columnCount: request.columnCount))
    // The message is assumed.
    guard sheet.id >= 0 else { throw .invalid("A sheet id must not be negative: \(sheet.id)") }
    if let properties { sheet.setFurtherProperties(properties) }
    try workbook.insert(sheet, at: index)
    guard properties != nil else { return .addSheet(workbook.properties(at: index)) }
    return .other(kind: "addSheet", ["properties": workbook.propertiesJSON(at: index)])
  }
}

struct DuplicateSheet: SheetChange {
  let sheetID: Int
  let title: String?
  let index: Int
  let newID: Int?

  init(_ body: JSONField) throws(ErrorEnvelope) {
    sheetID = try body["sourceSheetId"].integer() ?? 0
    title = try body["newSheetName"].string()
    index = try body["insertSheetIndex"].integer() ?? 0
    newID = try body["newSheetId"].integer()
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let source = workbook.sheets[try workbook.sheetIndex(withID: sheetID)]
    let copy = source.copy(
      id: newID ?? workbook.newSheetID(), title: title ?? workbook.copyTitle(of: source.title))
    try workbook.insert(copy, at: index)
    return .other(kind: "duplicateSheet", ["properties": workbook.propertiesJSON(at: index)])
  }
}

/// Deletes a sheet and its named ranges, unless it is the last visible one; the message is that of the editor.
struct DeleteSheet: SheetChange {
  let sheetID: Int

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.sheetIndex(withID: sheetID)
    guard workbook.isAnyVisible(besides: index) else {
      throw .invalid("You can't remove all the visible sheets in a document.")
    }
    workbook.namedRanges.removeAll { $0.range.sheetID == sheetID }
    let title = workbook.sheets.remove(at: index).title
    workbook.changeFormulas { formula, _ in FormulaReferences.withoutSheet(formula, named: title) }
    return .none
  }
}

extension DeleteSheet {
  init(_ body: JSONField) throws(ErrorEnvelope) { sheetID = try body["sheetId"].integer() ?? 0 }
}
