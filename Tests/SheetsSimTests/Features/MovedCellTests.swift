// Rows, columns and cells that move: inserted, deleted, grouped, sorted, copied, cut, pasted, replaced.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Cells that move` {
  private static func scene(_ rows: [[CellValue]]) -> RESTScene {
    let scene = RESTScene(rows: 10, columns: 5)
    _ = scene.enter(rows)
    return scene
  }

  private static func grid(_ scene: RESTScene) -> JSON? {
    scene.get("sheets.properties.gridProperties")["sheets"]?.array?.first?.at(["properties", "gridProperties"])
  }

  @Test func `are pushed by inserted rows and columns, and the grid grows`() {
    let scene = Self.scene([["a", "b"], ["c", "d"]])
    _ = scene.batch([
      ["insertDimension": ["range": RESTScene.span(.rows, 1..<3)]],
      ["insertDimension": ["range": RESTScene.span(.columns, 0..<1), "inheritFromBefore": false]],
    ])
    #expect(scene.values("A1:E10") == [["", "a", "b"], [], [], ["", "c", "d"]])
    #expect(Self.grid(scene) == ["rowCount": 12, "columnCount": 6])
  }

  @Test func `close the gap of deleted rows and columns, and the grid shrinks`() {
    let scene = Self.scene([["a", "b"], ["c", "d"], ["e", "f"]])
    _ = scene.batch([
      ["deleteDimension": ["range": RESTScene.span(.rows, 1..<2)]],
      ["deleteDimension": ["range": RESTScene.span(.columns, 0..<1)]],
    ])
    #expect(scene.values("A1:D9") == [["b"], ["f"]])
    #expect(Self.grid(scene) == ["rowCount": 9, "columnCount": 4])
  }

  @Test(arguments: [(0, ["c", "d", "a", "b", "e"]), (5, ["a", "b", "e", "c", "d"]), (4, ["a", "b", "c", "d", "e"])])
  func `move in whole rows in front of their destination`(destination: Int, expected: [String]) {
    let scene = Self.scene([["a"], ["b"], ["c"], ["d"], ["e"]])
    let move: JSON = ["source": RESTScene.span(.rows, 2..<4), "destinationIndex": JSON(destination)]
    let answer = scene.batch([["moveDimension": move]])
    #expect(answer.status == 200)
    #expect(scene.values("A1:A5") == .array(expected.map { [.string($0)] }))
  }

  @Test func `nest in groups by depth`() {
    let scene = Self.scene([])
    func group(_ kind: String, _ range: Range<Int>) -> JSON? {
      scene.batch([
        [kind == "add" ? "addDimensionGroup" : "deleteDimensionGroup": ["range": RESTScene.span(.rows, range)]]
      ])
      .json["replies"]?.array?.first?.object?.members.first?.value["dimensionGroups"]
    }
    func groups(_ all: [(Range<Int>, Int)]) -> JSON {
      .array(
        all.map { range, depth in
          var span = RESTScene.span(.rows, range)
          span["sheetId"] = nil
          return ["range": span, "depth": JSON(depth)]
        })
    }
    #expect(group("add", 1..<6) == groups([(1..<6, 1)]))
    #expect(group("add", 2..<4) == groups([(1..<6, 1), (2..<4, 2)]))
    #expect(group("delete", 1..<6) == groups([(2..<4, 1)]))
    #expect(group("delete", 2..<4) == nil)
  }

  @Test func `are hidden in a collapsed group`() {
    let scene = RESTScene(rows: 4, columns: 1)
    let range = RESTScene.span(.rows, 1..<3)
    func fold(_ collapsed: Bool, depth: Int = 1) -> RESTAnswer {
      let group: JSON = ["range": range, "depth": JSON(depth), "collapsed": .boolean(collapsed)]
      return scene.batch([["updateDimensionGroup": ["dimensionGroup": group, "fields": "collapsed"]]])
    }
    func hidden() -> [JSON?] {
      let sheet = scene.get("sheets.data.rowMetadata.hiddenByUser")["sheets"]?.array?.first
      return (sheet?["data"]?.array?.first?["rowMetadata"]?.array ?? []).map { $0["hiddenByUser"] }
    }
    _ = scene.batch([["addDimensionGroup": ["range": range]]])
    #expect(fold(true).status == 200)
    #expect(hidden() == [nil, true, true, nil])
    #expect(scene.get("sheets.rowGroups.collapsed")["sheets"] == [["rowGroups": [["collapsed": true]]]])
    #expect(fold(false).status == 200)
    #expect(hidden() == [nil, nil, nil, nil])
    #expect(fold(true, depth: 2).status == 400)
  }

  @Test func `are hidden, resized and shown with rows and columns`() {
    let scene = Self.scene([["a"]])
    func update(_ properties: JSON, _ fields: String) -> JSON {
      [
        "updateDimensionProperties": [
          "range": RESTScene.span(.columns, 1..<2), "properties": properties, "fields": .string(fields),
        ]
      ]
    }
    func columns() -> JSON? {
      scene.get("sheets.data.columnMetadata", ranges: ["A1:C1"])["sheets"]?.array?.first?["data"]?.array?.first?[
        "columnMetadata"]
    }
    _ = scene.batch([update(["hiddenByUser": true, "pixelSize": 40], "hiddenByUser,pixelSize")])
    #expect(columns() == [["pixelSize": 100], ["hiddenByUser": true, "pixelSize": 40], ["pixelSize": 100]])
    _ = scene.batch([update(["hiddenByUser": false], "hiddenByUser")])
    #expect(columns() == [["pixelSize": 100], ["pixelSize": 40], ["pixelSize": 100]])
  }

  @Test func `have no simulated text width`() {
    let scene = Self.scene([["a"]])
    func resize(_ columns: Range<Int>) -> RESTAnswer {
      scene.batch([["autoResizeDimensions": ["dimensions": RESTScene.span(.columns, columns)]]])
    }
    #expect(resize(0..<2).message == "Not simulated: the width that a column needs for its text")
    #expect(resize(2..<3).status == 200)
  }

  private static let sorts: [(order: String, expected: [String])] = [
    ("ASCENDING", ["1", "10", "a", "B", "TRUE", ""]), ("DESCENDING", ["TRUE", "B", "a", "10", "1", ""]),
  ]

  /// Numbers before texts before Booleans, empty cells last; source: "Sort & filter your data".
  @Test(arguments: sorts)
  func `are sorted by a column`(order: String, expected: [String]) {
    let scene = Self.scene([["B", "1"], ["10", "2"], [nil, "3"], ["TRUE", "4"], ["a", "5"], ["1", "6"]])
    let specification: JSON = ["dimensionIndex": 0, "sortOrder": .string(order)]
    let sort: JSON = ["range": RESTScene.range(0..<6, 0..<2), "sortSpecs": [specification]]
    #expect(scene.batch([["sortRange": sort]]).status == 200)
    #expect(scene.values("A1:B6").array?.compactMap { $0.array?.first?.string } == expected)
    #expect(
      scene.values("B1:B6").array?.compactMap { $0.array?.first?.string }.sorted() == ["1", "2", "3", "4", "5", "6"])
  }

  @Test func `are sorted by further columns, and stably`() {
    let scene = Self.scene([["x", "2", "first"], ["x", "1", "second"], ["x", "2", "third"]])
    let sort: JSON = [
      "range": RESTScene.range(0..<3, 0..<3), "sortSpecs": [["dimensionIndex": 0], ["dimensionIndex": 1]],
    ]
    _ = scene.batch([["sortRange": sort]])
    #expect(scene.values("C1:C3") == [["second"], ["first"], ["third"]])
  }

  private static let pastes: [(type: String, value: JSON, formula: JSON, bold: JSON?, note: JSON?)] = [
    ("PASTE_NORMAL", 4, "=B1*2", true, "n"), ("PASTE_VALUES", 2, 2, nil, nil),
    ("PASTE_FORMAT", .null, .null, true, nil),
    ("PASTE_FORMULA", 4, "=B1*2", nil, nil),
  ]

  /// B1 with `=A1*2`, bold and with a note, is copied to C1, where the formula refers to B1; source: `PasteType`.
  @Test(arguments: pastes)
  func `are copied as the paste type says`(type: String, value: JSON, formula: JSON, bold: JSON?, note: JSON?) {
    let scene = Self.scene([["1", "=A1*2"]])
    let cell: JSON = ["userEnteredFormat": ["textFormat": ["bold": true]], "note": "n"]
    _ = scene.batch([
      ["repeatCell": ["range": RESTScene.range(0..<1, 1..<2), "cell": cell, "fields": "userEnteredFormat,note"]],
      [
        "copyPaste": [
          "source": RESTScene.range(0..<1, 1..<2), "destination": RESTScene.range(0..<1, 2..<3),
          "pasteType": .string(type),
        ]
      ],
    ])
    #expect(scene.values("C1", .unformattedValue) == (value == .null ? .null : [[value]]))
    #expect(scene.values("C1", .formula) == (formula == .null ? .null : [[formula]]))
    let read = scene.cells("C1", "userEnteredFormat,note").first?.first
    #expect(read?.at(["userEnteredFormat", "textFormat", "bold"]) == bold)
    #expect(read?["note"] == note)
  }

  @Test func `fill a larger destination, transposed if requested`() {
    let scene = Self.scene([["a", "b"]])
    let source = RESTScene.range(0..<1, 0..<2)
    _ = scene.batch([
      ["copyPaste": ["source": source, "destination": RESTScene.range(1..<3, 0..<4)]],
      ["copyPaste": ["source": source, "destination": RESTScene.range(4..<5, 0..<1), "pasteOrientation": "TRANSPOSE"]],
    ])
    #expect(
      scene.values("A1:D6") == [["a", "b"], ["a", "b", "a", "b"], ["a", "b", "a", "b"], [], ["a"], ["b"]])
  }

  @Test func `are cut and pasted with the references of their formulas`() {
    let scene = Self.scene([["1", "=A1*2"]])
    func cut(_ columns: Range<Int>) -> RESTAnswer {
      let target: JSON = ["sheetId": 0, "rowIndex": 2, "columnIndex": 2]
      return scene.batch([["cutPaste": ["source": RESTScene.range(0..<1, columns), "destination": target]]])
    }
    #expect(cut(1..<2).status == 200)
    #expect(scene.values("A1:C3", .formula) == [[1], [], ["", "", "=A1*2"]])
    #expect(cut(0..<1).message == "Not simulated: cutPaste of cells that formulas refer to")
  }

  @Test func `are pasted from delimited text as entered values`() {
    let scene = Self.scene([])
    let paste: JSON = [
      "coordinate": ["sheetId": 0, "rowIndex": 1, "columnIndex": 1], "data": "1,\"a,\"\"b\"\"\"\n=1+1,50%",
      "delimiter": ",", "type": "PASTE_NORMAL",
    ]
    #expect(scene.batch([["pasteData": paste]]).status == 200)
    #expect(scene.values("B2:C3") == [["1", "a,\"b\""], ["2", "50%"]])
  }

  @Test func `have their texts found, replaced and counted`() {
    let scene = Self.scene([["Ab ab", "x"], ["ABAB", "ab"]])
    let find: JSON = ["find": "ab", "replacement": "c", "sheetId": 0]
    let reply = scene.batch([["findReplace": find]]).json["replies"]?.array?.first?["findReplace"]
    #expect(reply == ["valuesChanged": 3, "rowsChanged": 2, "sheetsChanged": 1, "occurrencesChanged": 5])
    #expect(scene.values("A1:B2") == [["c c", "x"], ["cc", "c"]])
  }
}
