// Converts spreadsheets, sheets and named ranges to and from JSON, as far as this library has types for them.

import TextFormats

extension Spreadsheet {
  /// The spreadsheet as JSON, as spreadsheets.get returns it.
  public var json: JSON {
    .members([
      "spreadsheetId": .string(spreadsheetID.rawValue), "properties": ["title": .string(title)],
      "sheets": .array(sheets.map { ["properties": $0.json] }),
      "namedRanges": namedRanges.isEmpty ? nil : .array(namedRanges.map(\.json)),
      "spreadsheetUrl": .string("https://docs.google.com/spreadsheets/d/\(spreadsheetID)/edit"),
    ])
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    var sheets: [SheetProperties] = []
    for sheet in try field["sheets"].elements(type: "type.googleapis.com/google.apps.sheets.v4.Sheet") {
      sheets.append(try SheetProperties(sheet["properties"]))
    }
    var ranges: [NamedRange] = []
    for range in try field["namedRanges"].elements(type: "type.googleapis.com/google.apps.sheets.v4.NamedRange") {
      ranges.append(try NamedRange(range))
    }
    self.init(
      spreadsheetID: SpreadsheetID(try field["spreadsheetId"].string() ?? ""),
      title: try field["properties"]["title"].string() ?? "", sheets: sheets, namedRanges: ranges)
  }
}

extension SheetProperties {
  /// The properties as JSON: `SheetProperties` of the API.
  public var json: JSON {
    .members([
      "sheetId": JSON(sheetID), "title": .string(title), "index": JSON(index), "sheetType": "GRID",
      "gridProperties": ["rowCount": JSON(rowCount), "columnCount": JSON(columnCount)], "hidden": hidden ? true : nil,
    ])
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    let grid = field["gridProperties"]
    self.init(
      sheetID: try field["sheetId"].integer() ?? 0, title: try field["title"].string() ?? "",
      index: try field["index"].integer() ?? 0, hidden: try field["hidden"].boolean() ?? false,
      rowCount: try grid["rowCount"].integer() ?? 1000, columnCount: try grid["columnCount"].integer() ?? 26)
  }
}

extension NamedRange {
  /// The named range as JSON: `NamedRange` of the API.
  public var json: JSON {
    ["namedRangeId": .string(namedRangeID), "name": .string(name), "range": range.json]
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    self.init(
      namedRangeID: try field["namedRangeId"].string() ?? "", name: try field["name"].string() ?? "",
      range: try GridRange(field["range"]))
  }
}
