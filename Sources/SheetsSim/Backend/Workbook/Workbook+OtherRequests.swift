// Dispatches the requests without a type in SheetsAPI by their names.

import SheetsAPI
import TextFormats

extension Workbook {
  /// Applies a request without a type in SheetsAPI.
  ///
  /// - Throws: 400 if it is invalid, 501 if it is not simulated.
  mutating func applyOther(_ kind: String, _ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    guard let kind = RequestKind(rawValue: kind) else { throw .unknownName(kind, at: "requests") }
    switch kind {
    case .addSheet: return try addSheet(body)
    case .updateSheetProperties: try updateSheetProperties(body)
    case .updateSpreadsheetProperties: try updateSpreadsheetProperties(body)
    case .duplicateSheet: return try duplicateSheet(body)
    case .insertDimension: try insertDimension(body)
    case .deleteDimension: try deleteDimension(body)
    case .moveDimension: try moveDimension(body)
    case .updateDimensionProperties: try updateDimensionProperties(body)
    case .autoResizeDimensions: try autoResizeDimensions(body)
    case .addDimensionGroup: return try addDimensionGroup(body)
    case .deleteDimensionGroup: return try deleteDimensionGroup(body)
    case .updateDimensionGroup: try updateDimensionGroup(body)
    case .mergeCells: try mergeCells(body)
    case .unmergeCells: try unmergeCells(body)
    case .repeatCell: try repeatCell(body)
    case .updateCells: try updateCells(body)
    case .appendCells: try appendCells(body)
    case .updateBorders: try updateBorders(body)
    case .setDataValidation: try setDataValidation(body)
    case .addProtectedRange: return try addProtectedRange(body)
    case .updateProtectedRange: try updateProtectedRange(body)
    case .deleteProtectedRange: try deleteProtectedRange(body)
    case .setBasicFilter: try setBasicFilter(body)
    case .clearBasicFilter:
      let index = try sheetIndex(withID: try body["sheetId"].integer() ?? 0)
      sheets[index].features.basicFilter = nil
    case .sortRange: try sortRange(body)
    case .copyPaste: try copyPaste(body)
    case .cutPaste: try cutPaste(body)
    case .pasteData: try pasteData(body)
    case .findReplace: return try findReplace(body)
    case .updateNamedRange: try updateNamedRange(body)
    case .addNamedRange, .appendDimension, .deleteNamedRange, .deleteSheet:
      // These have types in SheetsAPI.
      let typed = try BatchRequest(JSONField(.object(JSONObject([.init(kind.rawValue, body.json ?? [:])])), ""))
      var undo: [UndoStep] = []
      return try apply(typed, &undo)
    case .addBanding, .addChart, .addConditionalFormatRule, .addDataSource, .addFilterView, .addSlicer, .addTable,
      .autoFill, .cancelDataSourceRefresh, .createDeveloperMetadata, .deleteBanding, .deleteConditionalFormatRule,
      .deleteDataSource, .deleteDeveloperMetadata, .deleteDuplicates, .deleteEmbeddedObject, .deleteFilterView,
      .deleteRange, .deleteTable, .duplicateFilterView, .insertRange, .randomizeRange, .refreshDataSource,
      .textToColumns, .trimWhitespace, .updateBanding, .updateChartSpec, .updateConditionalFormatRule,
      .updateDataSource, .updateDeveloperMetadata, .updateEmbeddedObjectBorder,
      .updateEmbeddedObjectPosition, .updateFilterView, .updateSlicerSpec, .updateTable:
      throw .notSimulated(kind.rawValue)
    }
    return .none
  }

  /// The sheet and the area of a range in a request.
  ///
  /// - Throws: 400 if it does not lie on the grid.
  func gridArea(_ field: JSONField) throws(ErrorEnvelope) -> (sheet: Int, area: GridArea) {
    guard field.exists else { throw .invalid("No range specified.") }
    let range = try GridRange(field)
    let index = try sheetIndex(withID: range.sheetID)
    let area = range.area
    let bounds = [area.startRow ?? 0, area.startColumn ?? 0]
    guard bounds.allSatisfy({ $0 >= 0 }), area.endRow ?? .max > bounds[0], area.endColumn ?? .max > bounds[1] else {
      throw .invalid("Invalid range: the bounds are negative or not in order.")
    }
    return (index, try sheets[index].clipped(area))
  }

  /// The rows or columns of a request, clipped to the grid.
  func dimensionRange(
    _ field: JSONField
  ) throws(ErrorEnvelope) -> (sheet: Int, dimension: Dimension, range: Range<Int>) {
    let index = try sheetIndex(withID: try field["sheetId"].integer() ?? 0)
    guard let dimension: Dimension = try field["dimension"].word("Dimension") else {
      throw .invalid("No dimension specified.")
    }
    let grid = sheets[index].properties
    let count = dimension == .rows ? grid.rowCount : grid.columnCount
    let start = try field["startIndex"].integer() ?? 0
    let end = try field["endIndex"].integer() ?? count
    guard start >= 0, start < end else {
      throw .invalid("Invalid dimension range: startIndex[\(start)] endIndex[\(end)].")
    }
    return (index, dimension, start..<end)
  }

  mutating func updateSpreadsheetProperties(_ body: JSONField) throws(ErrorEnvelope) {
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    let names = ["title", "locale", "timeZone", "autoRecalc", "iterativeCalculationSettings"]
    for path in mask.expanded(names) {
      guard names.contains(path[0]) else { throw .notSimulated("the property \(path.joined(separator: "."))") }
      let value = body["properties"].json?.at(path)
      if path == ["title"] {
        guard let title = value?.string, !title.isEmpty else { throw .invalid("The title must not be empty.") }
        self.title = title
      } else {
        properties.set(path[...], to: value)
      }
    }
  }

  static let noFields = ErrorEnvelope.invalid(
    "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
}

extension FieldMask {
  /// The paths of a mask, with `*` and `prefix.*` expanded to these names.
  func expanded(_ names: [String]) -> [[String]] {
    paths.flatMap { $0 == ["*"] ? names.map { [$0] } : [$0] }
  }
}
