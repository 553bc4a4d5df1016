// Changes of the properties of a sheet and of the file.

import SheetsAPI
import TextFormats

/// Changes the properties of a sheet that the mask selects; missing ones return to their defaults.
struct UpdateSheetProperties: SheetChange {
  var request: BatchRequest.UpdateSheetProperties
  /// The paths without a type in SheetsAPI, and the values they get.
  private var further: [(path: [String], value: JSON?)] = []

  init(_ request: BatchRequest.UpdateSheetProperties) { self.request = request }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["properties"]
    let grid = wanted["gridProperties"]
    let mask = try FieldMask(of: body)
    request = BatchRequest.UpdateSheetProperties(sheetID: try wanted["sheetId"].integer() ?? 0)
    let names = ["title", "index", "hidden", "tabColor", "tabColorStyle", "rightToLeft", "gridProperties"]
    let present = names.filter { wanted[$0].exists }
    for path in mask.paths.contains(["*"]) ? present.map({ [$0] }) : mask.paths {
      switch path {
      case ["title"]: request.title = try wanted["title"].string() ?? ""
      case ["index"]: request.index = try wanted["index"].integer() ?? 0
      case ["hidden"]: request.hidden = try wanted["hidden"].boolean() ?? false
      case ["gridProperties", "rowCount"]: request.rowCount = try grid["rowCount"].integer() ?? 0
      case ["gridProperties", "columnCount"]: request.columnCount = try grid["columnCount"].integer() ?? 0
      case ["gridProperties"]:
        request.rowCount = try grid["rowCount"].integer() ?? request.rowCount
        request.columnCount = try grid["columnCount"].integer() ?? request.columnCount
        further.append((path, grid.json))
      case ["sheetId"], ["sheetType"]: break
      case _ where !names.contains(path[0]):
        throw .notSimulated("the sheet property \(path.joined(separator: "."))")
      default: further.append((path, wanted.json?.at(path)))
      }
    }
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.sheetIndex(withID: request.sheetID)
    for (path, value) in further {
      if path == ["gridProperties"] {
        workbook.sheets[index].furtherProperties["gridProperties"] = nil
        workbook.sheets[index].setFurtherGridProperties(value)
      } else {
        workbook.sheets[index].setFurtherProperty(path, to: value)
      }
    }
    if let title = request.title, title != workbook.sheets[index].title {
      try workbook.checkTitle(title)
      let old = workbook.sheets[index].title
      workbook.sheets[index].properties.title = title
      workbook.changeFormulas { formula, _ in FormulaReferences.renamed(formula, from: old, to: title) }
    }
    if let hidden = request.hidden {
      // The message is assumed, based on that for deleting.
      guard !hidden || workbook.isAnyVisible(besides: index) else {
        throw .invalid("You can't hide all the sheets in a document.")
      }
      workbook.sheets[index].properties.hidden = hidden
    }
    var grid = workbook.sheets[index].properties
    grid.rowCount = request.rowCount ?? grid.rowCount
    grid.columnCount = request.columnCount ?? grid.columnCount
    try workbook.checkGrid(grid, insteadOf: workbook.sheets[index].properties.cellCount)
    workbook.sheets[index].resize(rowCount: grid.rowCount, columnCount: grid.columnCount)
    try workbook.sheets[index].checkFrozen()
    if let newIndex = request.index {
      try workbook.checkIndex(newIndex)
      workbook.moveSheet(at: index, to: newIndex)
    }
    return .none
  }
}

struct UpdateSpreadsheetProperties: SheetChange {
  let paths: [[String]]
  let properties: JSON?

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let names = ["title", "locale", "timeZone", "autoRecalc", "iterativeCalculationSettings"]
    paths = try FieldMask(of: body).paths(amongst: names) { "the property \($0)" }
    properties = body["properties"].json
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    for path in paths {
      let value = properties?.at(path)
      if path == ["title"] {
        guard let title = value?.string, !title.isEmpty else { throw .invalid("The title must not be empty.") }
        workbook.title = title
      } else {
        workbook.properties.set(path[...], to: value)
      }
    }
    return .none
  }
}
