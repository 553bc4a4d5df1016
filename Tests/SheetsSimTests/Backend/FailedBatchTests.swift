// A call that fails leaves nothing behind: every kind of change, and every write of values, in a workbook with everything.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

/// A workbook with everything that a change may lose: values, formulas, details of cells, features of sheets, ids.
private struct FullWorkbook {
  var workbook: Workbook

  /// Creates the workbook; without formulas and merges, with which some changes are not simulated.
  init(movable: Bool = false) throws {
    workbook = try Workbook(
      id: SpreadsheetID("full"), title: "Full",
      sheets: [
        SheetProperties(sheetID: 0, title: "Sheet1", rowCount: 12, columnCount: 8),
        SheetProperties(sheetID: 1, title: "Second", rowCount: 5, columnCount: 5),
      ], ids: SplitMix64(seed: 1))
    let formula: CellValue = movable ? 4 : "=H12*2"
    let rows: [[CellValue]] = [
      [formula, "x", ""], ["b", "y", "1/2/2020"], ["a", "z", "12%"], ["", "", ""], [5, "row 5"], [6, "row 6"],
    ]
    _ = try workbook.update(ValueRange(range: "Sheet1!A1", values: rows), option: .userEntered)
    _ = try workbook.update(ValueRange(range: "Sheet1!H12", values: [[21]]), option: .raw)
    let other: CellValue = movable ? 1 : "=Sheet1!H12+One"
    _ = try workbook.update(ValueRange(range: "Second!A1", values: [[other, "second"]]), option: .userEntered)
    let validation: JSON = [
      "condition": ["type": "TEXT_CONTAINS", "values": [["userEnteredValue": "z"]]], "strict": true,
    ]
    let everything: [(RequestKind, JSON)] = [
      (.updateCells, ["range": Self.area(0..<1, 1..<2), "rows": [["values": [["note": "n"]]]], "fields": "note"]),
      (.repeatCell, ["range": Self.area(0..<3, 0..<1), "cell": Self.bold, "fields": "userEnteredFormat"]),
      (.setDataValidation, ["range": Self.area(2..<3, 1..<2), "rule": validation]),
      (.mergeCells, ["range": Self.area(8..<10, 3..<5)]),
      (.addDimensionGroup, ["range": Self.span(1..<3)]),
      (.addProtectedRange, ["protectedRange": ["protectedRangeId": 1, "range": Self.area(4..<6, 0..<2)]]),
      (.setBasicFilter, ["filter": ["range": Self.area(0..<6, 0..<2)]]),
      (.addNamedRange, ["namedRange": ["namedRangeId": "n1", "name": "One", "range": Self.area(4..<5, 0..<1)]]),
      (.addNamedRange, ["namedRange": ["namedRangeId": "n2", "name": "Two", "range": ["sheetId": 1]]]),
      (.updateDimensionProperties, ["range": Self.span(4..<5), "properties": ["pixelSize": 9], "fields": "pixelSize"]),
      (.updateSheetProperties, ["properties": ["sheetId": 0, "tabColor": ["red": 1]], "fields": "tabColor"]),
    ]
    for (kind, body) in everything where !movable || kind != .mergeCells {
      _ = try workbook.apply([.other(kind: kind.rawValue, body)])
    }
    recalculate()
  }

  /// All that can be read, the texts in store, and the ids that are drawn next.
  func state() throws -> [String] {
    var next = workbook
    let ids = try next.apply([
      .addSheet(.init(sheetID: 7, title: "Next")), .addNamedRange(.init(name: "Next", range: GridRange(sheetID: 7))),
    ])
    let all = try workbook.resource(ranges: [], includesCells: true, caller: Identity("me"))
    return [all.text, ids.map(\.json.text).joined()]
      + ["Sheet1", "Second"].map { "\(workbook.dataRowCount(ofSheet: $0) ?? -1)" }
  }

  /// Brings the results of formulas up to date, as the end of every call does.
  mutating func recalculate() {
    _ = try? workbook.apply(
      ValuesUpdate(spreadsheetID: workbook.id, data: ValueRange(range: "A4", values: [[""]])).request)
  }

  static let bold: JSON = ["userEnteredFormat": ["textFormat": ["bold": true], "backgroundColor": ["red": 1]]]
  static let corner: JSON = ["sheetId": 0, "rowIndex": 0, "columnIndex": 0]

  static func area(_ rows: Range<Int>, _ columns: Range<Int>) -> JSON { RESTScene.range(rows, columns) }
  static func span(_ lines: Range<Int>) -> JSON { RESTScene.span(.rows, lines) }
}

@Suite struct `A call that fails` {
  private static let area = FullWorkbook.area(0..<3, 0..<2)
  private static let rows: JSON = [["values": [["userEnteredValue": ["numberValue": 7]], ["note": "new"]]]]

  /// A change of each kind that alters the full workbook.
  private static func change(_ kind: RequestKind) -> JSON? {
    let corner = FullWorkbook.corner
    let lines = FullWorkbook.span(4..<6)
    return switch kind {
    case .addDimensionGroup, .deleteDimension, .insertDimension: ["range": lines]
    case .addNamedRange: ["namedRange": ["name": "Three", "range": area]]
    case .addProtectedRange: ["protectedRange": ["range": area]]
    case .addSheet: ["properties": ["title": "New", "index": 0, "gridProperties": ["frozenRowCount": 1]]]
    case .appendCells: ["sheetId": 0, "rows": rows, "fields": "*"]
    case .appendDimension: ["sheetId": 0, "dimension": "ROWS", "length": 5]
    case .autoResizeDimensions: ["dimensions": lines]
    case .clearBasicFilter: ["sheetId": 0]
    case .copyPaste: ["source": area, "destination": FullWorkbook.area(4..<7, 0..<2)]
    case .cutPaste: ["source": area, "destination": ["sheetId": 1, "rowIndex": 0, "columnIndex": 0]]
    case .deleteDimensionGroup: ["range": FullWorkbook.span(1..<3)]
    case .deleteNamedRange: ["namedRangeId": "n1"]
    case .deleteProtectedRange: ["protectedRangeId": 1]
    case .deleteSheet: ["sheetId": 0]
    case .duplicateSheet: ["sourceSheetId": 0]
    case .findReplace: ["find": "x", "replacement": "1/1/2021", "allSheets": true]
    case .mergeCells, .unmergeCells: ["range": FullWorkbook.area(0..<12, 0..<8)]
    case .moveDimension: ["source": lines, "destinationIndex": 0]
    case .pasteData: ["coordinate": corner, "data": "=1+1,50%", "delimiter": ","]
    case .repeatCell:
      ["range": FullWorkbook.area(0..<2, 0..<2), "cell": ["userEnteredValue": ["formulaValue": "=1+1"]], "fields": "*"]
    case .setBasicFilter: ["filter": ["range": area]]
    case .setDataValidation: ["range": area]
    case .sortRange: ["range": area, "sortSpecs": [["dimensionIndex": 1, "sortOrder": "DESCENDING"]]]
    case .updateBorders: ["range": area, "top": ["style": "SOLID"]]
    case .updateCells: ["range": area, "rows": rows, "fields": "*"]
    case .updateDimensionGroup:
      ["dimensionGroup": ["range": FullWorkbook.span(1..<3), "depth": 1, "collapsed": true], "fields": "collapsed"]
    case .updateDimensionProperties: ["range": lines, "properties": ["pixelSize": 30], "fields": "pixelSize"]
    case .updateNamedRange: ["namedRange": ["namedRangeId": "n1", "name": "Other"], "fields": "name"]
    case .updateProtectedRange:
      ["protectedRange": ["protectedRangeId": 1, "description": "new"], "fields": "description"]
    case .updateSheetProperties:
      [
        "properties": ["sheetId": 0, "title": "New", "index": 2, "gridProperties": ["rowCount": 2, "columnCount": 1]],
        "fields": "title,index,gridProperties",
      ]
    case .updateSpreadsheetProperties: ["properties": ["title": "New", "locale": "de_DE"], "fields": "title,locale"]
    default: nil
    }
  }

  private static let plain: [RowData] = [RowData(["plain", 1]), RowData([nil, "other"])]
  /// The changes with a type, and one of every other kind.
  private static let changes: [BatchRequest] =
    RequestKind.allCases.filter(\.isSimulated).map { .other(kind: $0.rawValue, change($0) ?? [:]) } + [
      .addSheet(.init(index: 0)), .deleteSheet(sheetID: 1),
      .updateSheetProperties(.init(sheetID: 1, title: "New", index: 0, hidden: true, rowCount: 1, columnCount: 1)),
      .appendDimension(sheetID: 0, dimension: .columns, length: 2),
      .updateCells(.init(start: GridCoordinate(sheetID: 0, rowIndex: 0, columnIndex: 0), rows: plain)),
      .appendCells(.init(sheetID: 0, rows: plain)),
      .addNamedRange(.init(name: "Three", range: GridRange(sheetID: 0))), .deleteNamedRange(namedRangeID: "n2"),
    ]

  /// Each change alone, and between writes of a value over a formula, of a format, and of rows below the last.
  @Test(arguments: changes)
  func `leaves nothing behind, whatever its batch has changed before`(change: BatchRequest) throws {
    var full = try FullWorkbook(movable: change.kind == RequestKind.moveDimension.rawValue)
    let before = try full.state()
    var changed = full
    _ = try changed.workbook.apply([change])
    #expect(try changed.state() != before || change.kind == RequestKind.autoResizeDimensions.rawValue)

    let failure = BatchRequest.deleteSheet(sheetID: 99)
    #expect(full.workbook.refusal([change, failure]) == "Invalid requests[1].deleteSheet: No grid with id: 99")
    #expect(try full.state() == before)
    let writes: [BatchRequest] = [
      .updateCells(.init(start: GridCoordinate(sheetID: 0, rowIndex: 0, columnIndex: 0), rows: Self.plain)),
      .other(
        kind: "repeatCell",
        ["range": FullWorkbook.area(0..<9, 1..<3), "cell": FullWorkbook.bold, "fields": "userEnteredFormat"]),
      .appendCells(.init(sheetID: 0, rows: Self.plain)), .appendCells(.init(sheetID: 1, rows: Self.plain)),
    ]
    #expect(full.workbook.refusal(writes + [change] + writes + [failure])?.isEmpty == false)
    #expect(try full.state() == before)
    // What is left is fit for use.
    _ = try full.workbook.apply([change])
    #expect(try full.state() == changed.state())
  }

  /// More cells than are noted one by one, across blocks, before and after a change of all cells.
  @Test(arguments: [[500], [900, 900], [1200]], [false, true])
  func `puts back long runs of cells`(counts: [Int], deletes: Bool) throws {
    let rows = (0..<1400).map { row -> [CellValue] in
      [.number(Double(row)), row % 3 == 0 ? "" : .string("text \(row)"), true]
    }
    var workbook = try Workbook.holding(rows, rowCount: 3000, columnCount: 5)
    let before = workbook.rows(ofSheet: "Sheet1")
    var requests: [BatchRequest] = counts.map { count in
      let rows = (0..<count).map { RowData([.string("new \($0)"), nil, "", 1]) }
      return .updateCells(.init(start: GridCoordinate(sheetID: 0, rowIndex: 100, columnIndex: 1), rows: rows))
    }
    let deletion = BatchRequest.other(kind: "deleteDimension", ["range": RESTScene.span(.rows, 50..<300)])
    if deletes { requests.insert(deletion, at: 1) }
    #expect(workbook.refusal(requests + [.appendCells(.init(sheetID: 0, rows: Self.plain))]) == nil)
    workbook = try Workbook.holding(rows, rowCount: 3000, columnCount: 5)
    #expect(
      workbook.refusal(requests + [.appendCells(.init(sheetID: 0, rows: Self.plain)), .deleteSheet(sheetID: 9)]) != nil)
    #expect(workbook.rows(ofSheet: "Sheet1") == before)
    #expect(workbook.spreadsheet.sheets[0].rowCount == 3000)
  }

  private static let long = CellValue.string(String(repeating: "x", count: 50_001))
  private static let failingWrites: [SheetsRequest] = {
    let id = SpreadsheetID("full")
    func range(_ range: String, _ values: [[CellValue]]) -> ValueRange { ValueRange(range: range, values: values) }
    return [
      ValuesUpdate(spreadsheetID: id, data: range("A1", [["new"], [long]])).request,
      ValuesUpdate(spreadsheetID: id, data: range("A1:B2", [["new"], ["new"], ["outside"]])).request,
      ValuesUpdate(spreadsheetID: id, data: range("B1", [["new"], ["new"], ["refused"]])).request,
      ValuesBatchUpdate(spreadsheetID: id, data: [range("A1", [["new"]]), range("None!A1", [["new"]])]).request,
      ValuesBatchUpdate(spreadsheetID: id, data: [range("A1", [["new"]]), range("B3", [["refused"]])]).request,
      ValuesAppend(spreadsheetID: id, data: range("A1", [["new"], [long]])).request,
      ValuesAppend(
        spreadsheetID: id, data: range("A1", [[CellValue](repeating: .string("new"), count: 20_000)]),
        insertDataOption: .insertRows
      ).request,
      ValuesBatchClear(spreadsheetID: id, ranges: ["A1:B3", "Z1"]).request,
    ]
  }()

  @Test(arguments: failingWrites)
  func `leaves nothing behind of values`(request: SheetsRequest) throws {
    var full = try FullWorkbook()
    let before = try full.state()
    #expect(throws: ErrorEnvelope.self) { try full.workbook.apply(request) }
    #expect(try full.state() == before)
  }

  @Test func `to copy a sheet draws no id`() throws {
    var target = try Workbook.holding(rowCount: 9_999, columnCount: 1000)
    let source = try Workbook.holding([["x"]], rowCount: 5, columnCount: 1000)
    let untouched = target
    #expect(throws: ErrorEnvelope.self) { try target.copySheet(withID: 0, from: source) }
    var (left, right) = (target, untouched)
    #expect(
      try left.apply([.addSheet(.init(rowCount: 1, columnCount: 1))])
        == right.apply([.addSheet(.init(rowCount: 1, columnCount: 1))]))
  }
}
