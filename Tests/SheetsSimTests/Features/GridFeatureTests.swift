// Merges, filters, protected ranges, validation and notes: what is stored, read back and refused.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Features of a grid` {
  private static func merge(_ rows: Range<Int>, _ columns: Range<Int>, _ type: String = "MERGE_ALL") -> JSON {
    ["mergeCells": ["range": RESTScene.range(rows, columns), "mergeType": .string(type)]]
  }

  private static func area(_ rows: Range<Int>, _ columns: Range<Int>) -> JSON {
    [
      "startRowIndex": JSON(rows.lowerBound), "endRowIndex": JSON(rows.upperBound),
      "startColumnIndex": JSON(columns.lowerBound), "endColumnIndex": JSON(columns.upperBound),
    ]
  }

  private static func sheet(_ scene: RESTScene, _ member: String) -> JSON? {
    scene.get("sheets.\(member)")["sheets"]?.array?.first?[member]
  }

  private static let mergeTypes: [(String, [JSON])] = [
    ("MERGE_ALL", [area(0..<2, 0..<3)]), ("MERGE_ROWS", [area(0..<1, 0..<3), area(1..<2, 0..<3)]),
    ("MERGE_COLUMNS", [area(0..<2, 0..<1), area(0..<2, 1..<2), area(0..<2, 2..<3)]),
  ]

  /// Source: `MergeType`, Google Sheets API reference.
  @Test(arguments: mergeTypes)
  func `merge cells as a whole, by rows or by columns`(type: String, expected: [JSON]) {
    let scene = RESTScene()
    #expect(scene.batch([Self.merge(0..<2, 0..<3, type)]).status == 200)
    #expect(Self.sheet(scene, "merges") == .array(expected))
  }

  @Test func `keep the first value of merged cells in the corner`() {
    let scene = RESTScene()
    _ = scene.enter([[nil, "b"], ["c", "d"]])
    _ = scene.batch([Self.merge(0..<2, 0..<2)])
    #expect(scene.values("A1:B2") == [["b"]])
  }

  @Test func `refuse a partial overlap of merges`() {
    let scene = RESTScene()
    _ = scene.batch([Self.merge(0..<2, 0..<2)])
    let cut = scene.batch([Self.merge(1..<3, 0..<2)])
    #expect(
      cut.message
        == "Invalid requests[0].mergeCells: You must select all cells in a merged range to merge or unmerge them.")
    _ = scene.batch([Self.merge(0..<3, 0..<3)])
    #expect(Self.sheet(scene, "merges") == [Self.area(0..<3, 0..<3)])
    _ = scene.batch([["unmergeCells": ["range": RESTScene.range(0..<5, 0..<5)]]])
    #expect(Self.sheet(scene, "merges") == nil)
  }

  @Test func `move with their rows`() {
    let scene = RESTScene()
    _ = scene.batch([
      Self.merge(2..<4, 0..<2),
      ["setBasicFilter": ["filter": ["range": RESTScene.range(1..<5, 0..<2)]]],
      ["addProtectedRange": ["protectedRange": ["protectedRangeId": 7, "range": RESTScene.range(3..<4, 0..<1)]]],
      ["addNamedRange": ["namedRange": ["name": "Kept", "range": RESTScene.range(2..<3, 0..<1)]]],
      ["insertDimension": ["range": RESTScene.span(.rows, 0..<2)]],
      ["deleteDimension": ["range": RESTScene.span(.rows, 6..<7)]],
    ])
    #expect(Self.sheet(scene, "merges") == [Self.area(4..<6, 0..<2)])
    #expect(Self.sheet(scene, "basicFilter")?["range"] == Self.area(3..<6, 0..<2))
    #expect(Self.sheet(scene, "protectedRanges")?.array?.first?["range"] == Self.area(5..<6, 0..<1))
    #expect(scene.get("namedRanges.range")["namedRanges"] == [["range": Self.area(4..<5, 0..<1)]])
  }

  @Test func `include protected ranges: added, changed and deleted`() {
    let scene = RESTScene()
    let range = RESTScene.range(0..<1, 0..<1)
    let added = scene.batch([["addProtectedRange": ["protectedRange": ["range": range, "description": "one"]]]])
    let made = added.json["replies"]?.array?.first?.at(["addProtectedRange", "protectedRange"])
    let id = made?["protectedRangeId"]?.integer ?? 0
    #expect(id > 0)
    #expect(made?["requestingUserCanEdit"] == true)
    _ = scene.batch([
      [
        "updateProtectedRange": [
          "protectedRange": ["protectedRangeId": JSON(id), "description": "two", "warningOnly": true],
          "fields": "description",
        ]
      ]
    ])
    let read = Self.sheet(scene, "protectedRanges")?.array?.first
    #expect(read?["description"] == "two")
    #expect(read?["warningOnly"] == nil)
    #expect(read?.at(["editors", "users"]) == [.string(scene.caller.name)])
    #expect(scene.batch([["deleteProtectedRange": ["protectedRangeId": JSON(id)]]]).status == 200)
    let again = scene.batch([["deleteProtectedRange": ["protectedRangeId": JSON(id)]]])
    #expect(again.message == "Invalid requests[0].deleteProtectedRange: No protected range with id: \(id)")
  }

  @Test func `do not simulate writes by others to protected ranges`() {
    let scene = RESTScene()
    let friend = Identity("friend@example.com")
    let share = RESTRequest(
      method: "POST", path: "/drive/v3/files/\(scene.id)/permissions", parameters: [],
      body: ["type": "user", "role": "writer", "emailAddress": .string(friend.name)])
    #expect(scene.server.immediateAnswer(to: share, as: scene.caller).status == 200)
    let write = RESTRequest(
      method: "PUT", path: "/v4/spreadsheets/\(scene.id)/values/A1",
      parameters: [.init("valueInputOption", "RAW")], body: ["values": [["x"]]])
    #expect(scene.server.immediateAnswer(to: write, as: friend).status == 200)
    _ = scene.batch([["addProtectedRange": ["protectedRange": ["range": RESTScene.range(0..<1, 0..<1)]]]])
    #expect(scene.server.immediateAnswer(to: write, as: friend).status == 501)
    #expect(scene.server.immediateAnswer(to: write, as: scene.caller).status == 200)
  }

  @Test func `include the basic filter: set, replaced and cleared`() {
    let scene = RESTScene(rows: 10, columns: 4)
    _ = scene.batch([["setBasicFilter": ["filter": ["range": RESTScene.range(0..<3, 0..<2)]]]])
    _ = scene.batch([["setBasicFilter": ["filter": ["range": ["sheetId": 0]]]]])
    #expect(Self.sheet(scene, "basicFilter") == ["range": Self.area(0..<10, 0..<4)])
    let criteria: JSON = ["0": ["hiddenValues": ["x"]]]
    let hiding = scene.batch([["setBasicFilter": ["filter": ["range": ["sheetId": 0], "criteria": criteria]]]])
    #expect(hiding.message == "Not simulated: the criteria of a filter, which hide or sort rows")
    _ = scene.batch([["clearBasicFilter": ["sheetId": 0]]])
    #expect(Self.sheet(scene, "basicFilter") == nil)
  }

  @Test func `include validation: set over a range and removed`() {
    let scene = RESTScene()
    let rule: JSON = [
      "condition": ["type": "NUMBER_GREATER", "values": [["userEnteredValue": "5"]]], "inputMessage": "over 5",
      "strict": true,
    ]
    func set(_ rule: JSON?, _ rows: Range<Int>) -> RESTAnswer {
      scene.batch([["setDataValidation": .members(["range": RESTScene.range(rows, 0..<1), "rule": rule])]])
    }
    #expect(set(rule, 0..<2).status == 200)
    #expect(scene.cells("A1:B3", "dataValidation") == [[["dataValidation": rule]], [["dataValidation": rule]]])
    #expect(set(nil, 1..<2).status == 200)
    #expect(scene.cells("A1:B3", "dataValidation") == [[["dataValidation": rule]]])
    #expect(set(["strict": true], 0..<1).status == 400)
  }

  private static let conditions: [(type: String, values: [String], accepted: [String], refused: [String])] = [
    ("NUMBER_GREATER", ["10"], ["11", "10.5"], ["10", "x", "TRUE"]),
    ("NUMBER_LESS_THAN_EQ", ["1,000"], ["1000"], ["1001"]),
    ("NUMBER_BETWEEN", ["1", "3"], ["1", "2", "3"], ["0", "4"]), ("NUMBER_NOT_EQ", ["5"], ["4"], ["5"]),
    ("ONE_OF_LIST", ["red", "2"], ["red", "2"], ["blue", "Red"]), ("BOOLEAN", [], ["TRUE", "false"], ["yes", "1"]),
    ("TEXT_CONTAINS", ["ab"], ["cabs", "AB"], ["a b"]), ("TEXT_EQ", ["x"], ["x"], ["xy"]),
  ]

  /// Source: `ConditionType`, Google Sheets API reference.
  @Test(arguments: conditions)
  func `refuse values that violate a strict rule`(
    type: String, values: [String], accepted: [String], refused: [String]
  ) {
    let scene = RESTScene()
    func set(strict: Bool) {
      let condition: JSON = [
        "type": .string(type), "values": .array(values.map { ["userEnteredValue": .string($0)] }),
      ]
      let rule: JSON = ["condition": condition, "strict": .boolean(strict)]
      _ = scene.batch([["setDataValidation": ["range": RESTScene.range(0..<1, 0..<1), "rule": rule]]])
    }
    set(strict: true)
    for text in accepted { #expect(scene.enter([[.string(text)]]).status == 200, "\(text)") }
    let kept = scene.values("A1")
    for text in refused {
      let answer = scene.enter([[.string(text)]])
      #expect(answer.status == 400, "\(text)")
      #expect(
        answer.message?.hasPrefix(
          "The data you entered in cell A1 violates the data validation rules set on this cell.")
          == true)
    }
    #expect(scene.values("A1") == kept)
    #expect(scene.enter([[""]]).status == 200)
    set(strict: false)
    for text in refused { #expect(scene.enter([[.string(text)]]).status == 200, "\(text)") }
  }

  @Test func `apply a strict rule to every kind of write`() {
    let scene = RESTScene()
    func set(_ type: String) {
      let rule: JSON = ["condition": ["type": .string(type), "values": [["userEnteredValue": "5"]]], "strict": true]
      _ = scene.batch([["setDataValidation": ["range": RESTScene.range(0..<2, 0..<1), "rule": rule]]])
    }
    let cells: JSON = [["values": [["userEnteredValue": ["numberValue": 1]]]]]
    let start: JSON = ["sheetId": 0, "rowIndex": 0, "columnIndex": 0]
    func writes() -> [Int] {
      [
        scene.enter([[1]], .raw),
        scene.send("POST", "/values/A1:append", [.init("valueInputOption", "RAW")], ["values": [[1]]]),
        scene.batch([["updateCells": ["start": start, "rows": cells, "fields": "userEnteredValue"]]]),
        scene.batch([["updateCells": ["start": start, "rows": cells, "fields": "userEnteredValue,note"]]]),
        scene.batch([["appendCells": ["sheetId": 0, "rows": cells, "fields": "userEnteredValue"]]]),
        scene.batch([["pasteData": ["coordinate": start, "data": "1", "delimiter": ","]]]),
      ].map(\.status)
    }
    set("NUMBER_GREATER")
    #expect(writes() == [400, 400, 400, 400, 400, 400])
    set("DATE_IS_VALID")
    #expect(writes() == [501, 501, 501, 501, 501, 501])
    #expect(scene.values("A1:A2") == .null)
  }

  @Test func `include notes: written, read by a mask and cleared`() {
    let scene = RESTScene()
    func write(_ notes: [String]) -> JSON {
      let rows = notes.map { ["values": [["note": .string($0)]]] as JSON }
      return ["updateCells": ["range": RESTScene.range(0..<2, 0..<1), "rows": .array(rows), "fields": "note"]]
    }
    _ = scene.enter([["kept"]])
    _ = scene.batch([write(["first", "second"])])
    #expect(scene.cells("A1:A2", "note") == [[["note": "first"]], [["note": "second"]]])
    _ = scene.batch([write(["", "second"])])
    #expect(scene.cells("A1:A2", "note") == [[[:]], [["note": "second"]]])
    #expect(scene.values("A1") == [["kept"]])
    _ = scene.batch([write(["only"])])
    #expect(scene.cells("A1:A2", "note") == [[["note": "only"]]])
  }
}
