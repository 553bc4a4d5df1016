// The ledger on each kind of change of spreadsheets.batchUpdate, with a request that shows whether it is modeled.

import SheetsAPI
import SheetsSim

/// The ledger's row on a kind of change.
package struct RequestKindRow: Sendable {
  package var fidelity: Fidelity
  package var says: String
  /// A body that is fine in the scene that the samples share; empty for what is not simulated.
  package var sample: String

  private static func not(_ says: String) -> RequestKindRow { RequestKindRow(.notSimulated, says, "{}") }

  private init(_ fidelity: Fidelity, _ says: String, _ sample: String) {
    (self.fidelity, self.says, self.sample) = (fidelity, says, sample)
  }

  private static let rows = #"{"sheetId": 0, "dimension": "ROWS", "startIndex": 4, "endIndex": 6}"#
  private static let area =
    #"{"sheetId": 0, "startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 2}"#

  /// The scene: values in A1:B3, a named range `n1`, a protected range 1, a group of the rows 2 and 3, a box to tick in A9, a second sheet.
  package static func scene() -> RESTScene {
    let scene = RESTScene(sheets: ["Sheet1", "Second"])
    _ = scene.enter([["3", "x"], ["1", "y"], ["2", "z"]])
    _ = scene.batch([
      ["addNamedRange": ["namedRange": ["namedRangeId": "n1", "name": "One", "range": RESTScene.range(0..<1, 0..<1)]]],
      ["addProtectedRange": ["protectedRange": ["protectedRangeId": 1, "range": RESTScene.range(0..<1, 0..<1)]]],
      ["addDimensionGroup": ["range": RESTScene.span(.rows, 1..<3)]],
      [
        "setDataValidation": [
          "range": RESTScene.range(8..<9, 0..<1), "rule": ["condition": ["type": "BOOLEAN"], "strict": true],
        ]
      ],
    ])
    return scene
  }

  /// Exhaustive, so that a kind cannot be forgotten.
  package static subscript(kind: RequestKind) -> RequestKindRow {
    switch kind {
    case .addSheet:
      RequestKindRow(.recorded, "a grid with any properties of a sheet; no other types of sheets", #"{}"#)
    case .deleteSheet: RequestKindRow(.recorded, "its named ranges go with it", #"{"sheetId": 1}"#)
    case .duplicateSheet:
      RequestKindRow(
        .documented, "a copy with all that the sheet has", #"{"sourceSheetId": 0, "newSheetName": "Copy"}"#)
    case .updateSheetProperties:
      RequestKindRow(
        .recorded, "title, index, hidden, size, frozen rows and columns, gridlines, color of the tab, direction",
        #"{"properties": {"sheetId": 0, "title": "New"}, "fields": "title"}"#)
    case .updateSpreadsheetProperties:
      RequestKindRow(
        .recorded, "title, locale, time zone, recalculation; values are read and shown in en_US alone",
        #"{"properties": {"title": "New"}, "fields": "title"}"#)
    case .appendDimension:
      RequestKindRow(.documented, "rows or columns at the end", #"{"sheetId": 0, "dimension": "ROWS", "length": 5}"#)
    case .insertDimension:
      RequestKindRow(.recorded, "formulas, names and features move along", #"{"range": \#(rows)}"#)
    case .deleteDimension:
      RequestKindRow(.recorded, "formulas, names and features move along", #"{"range": \#(rows)}"#)
    case .moveDimension:
      RequestKindRow(
        .documented, "not in sheets with merges or spreadsheets with formulas",
        #"{"source": \#(rows), "destinationIndex": 0}"#)
    case .updateDimensionProperties:
      RequestKindRow(
        .recorded, "size and hiding; no developer metadata",
        #"{"range": \#(rows), "properties": {"pixelSize": 30}, "fields": "pixelSize"}"#)
    case .autoResizeDimensions:
      RequestKindRow(
        .assumed, "rows and empty columns keep their size; the width of a text is not simulated",
        #"{"dimensions": \#(rows)}"#)
    case .addDimensionGroup:
      RequestKindRow(.recorded, "nested up to 8 deep; not groups that overlap in part", #"{"range": \#(rows)}"#)
    case .deleteDimensionGroup:
      RequestKindRow(
        .recorded, "a group over exactly the range",
        #"{"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}}"#)
    case .updateDimensionGroup:
      RequestKindRow(
        .documented, "folds and unfolds a group, whose lines are hidden and shown",
        #"""
        {"dimensionGroup": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}, "depth": 1,
                            "collapsed": true}, "fields": "collapsed"}
        """#)
    case .updateCells:
      RequestKindRow(
        .documented, "values, formulas, formats, notes and validation, from a start or over a range",
        #"""
        {"start": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}, "fields": "userEnteredValue",
         "rows": [{"values": [{"userEnteredValue": {"numberValue": 1}}]}]}
        """#)
    case .appendCells:
      RequestKindRow(
        .documented, "after the last row that holds data; a full grid grows",
        #"""
        {"sheetId": 0, "fields": "userEnteredValue",
         "rows": [{"values": [{"userEnteredValue": {"stringValue": "x"}}]}]}
        """#)
    case .repeatCell:
      RequestKindRow(
        .documented, "values, formats, notes and validation; a formula is repeated as it is",
        #"{"range": \#(area), "cell": {"note": "n"}, "fields": "note"}"#)
    case .updateBorders:
      RequestKindRow(.documented, "outline and inner lines", #"{"range": \#(area), "top": {"style": "SOLID"}}"#)
    case .mergeCells:
      RequestKindRow(
        .recorded, "as a whole, by rows or by columns; the first value stays",
        #"{"range": \#(area), "mergeType": "MERGE_ALL"}"#)
    case .unmergeCells: RequestKindRow(.documented, "all merges inside the range", #"{"range": \#(area)}"#)
    case .setDataValidation:
      RequestKindRow(
        .documented,
        "strict rules of numbers, texts, lists and truth values refuse writes; others then refuse with 501",
        #"{"range": \#(area), "rule": {"condition": {"type": "NUMBER_GREATER"}}}"#)
    case .addProtectedRange:
      RequestKindRow(
        .recorded, "kept and read back; writes of others than the editors are not simulated",
        #"{"protectedRange": {"range": \#(area)}}"#)
    case .updateProtectedRange:
      RequestKindRow(
        .documented, "range, description, warning, editors",
        #"{"protectedRange": {"protectedRangeId": 1, "description": "d"}, "fields": "description"}"#)
    case .deleteProtectedRange: RequestKindRow(.recorded, "by its id", #"{"protectedRangeId": 1}"#)
    case .setBasicFilter:
      RequestKindRow(
        .recorded, "its range; criteria and sorting are not simulated", #"{"filter": {"range": \#(area)}}"#)
    case .clearBasicFilter: RequestKindRow(.recorded, "one a sheet", #"{"sheetId": 0}"#)
    case .sortRange:
      RequestKindRow(
        .recorded, "numbers, texts, truth values, empty cells last; not over merges",
        #"{"range": \#(area), "sortSpecs": [{"dimensionIndex": 0}]}"#)
    case .copyPaste:
      RequestKindRow(
        .recorded, "every type of paste, turned or not; not of merges",
        #"{"source": \#(area), "destination": \#(area)}"#)
    case .cutPaste:
      RequestKindRow(
        .recorded, "not of merges, nor of cells that formulas refer to",
        #"{"source": \#(area), "destination": {"sheetId": 0, "rowIndex": 5, "columnIndex": 5}}"#)
    case .pasteData:
      RequestKindRow(
        .documented, "delimited text with quotes; no HTML",
        #"{"coordinate": {"sheetId": 0, "rowIndex": 0, "columnIndex": 0}, "data": "a,b", "delimiter": ","}"#)
    case .findReplace:
      RequestKindRow(
        .documented, "texts, with or without regard to case; no expressions, not in formulas",
        #"{"find": "x", "replacement": "X", "sheetId": 0}"#)
    case .addNamedRange:
      RequestKindRow(
        .recorded, "an id or a name that exists is refused", #"{"namedRange": {"name": "Two", "range": \#(area)}}"#)
    case .updateNamedRange:
      RequestKindRow(
        .documented, "name and range",
        #"{"namedRange": {"namedRangeId": "n1", "name": "Other"}, "fields": "name"}"#)
    case .deleteNamedRange: RequestKindRow(.recorded, "by its id", #"{"namedRangeId": "n1"}"#)
    case .addBanding, .updateBanding, .deleteBanding: not("bands of color")
    case .addChart, .updateChartSpec: not("charts")
    case .deleteEmbeddedObject, .updateEmbeddedObjectBorder, .updateEmbeddedObjectPosition: not("charts and images")
    case .addConditionalFormatRule, .updateConditionalFormatRule, .deleteConditionalFormatRule:
      not("conditional formats")
    case .addDataSource, .updateDataSource, .deleteDataSource, .refreshDataSource, .cancelDataSourceRefresh:
      not("data sources")
    case .addFilterView, .duplicateFilterView, .updateFilterView, .deleteFilterView: not("views of a filter")
    case .addSlicer, .updateSlicerSpec: not("slicers")
    case .addTable, .updateTable, .deleteTable: not("tables with types of columns")
    case .autoFill: not("continuing a series")
    case .createDeveloperMetadata, .updateDeveloperMetadata, .deleteDeveloperMetadata: not("developer metadata")
    case .deleteDuplicates: not("removing rows that repeat")
    case .insertRange, .deleteRange: not("moving a part of rows or columns")
    case .randomizeRange: not("rows in an order of chance")
    case .textToColumns: not("splitting texts")
    case .trimWhitespace: not("spaces at the ends of texts")
    }
  }
}
