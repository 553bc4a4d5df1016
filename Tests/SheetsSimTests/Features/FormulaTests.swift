// Formulas: their results and errors, and how they follow the cells that they refer to.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Formulas` {
  /// The cells A1 to A3 are 1, 2 and `x`; A4 is empty, A5 true.
  private static func scene() -> RESTScene {
    let scene = RESTScene(sheets: ["Sheet1", "Other one"])
    _ = scene.enter([["1"], ["2"], ["x"], [nil], ["TRUE"]])
    _ = scene.enter([["40"]], at: "'Other one'!A1")
    return scene
  }

  private static let results: [(formula: String, value: CellValue)] = [
    ("=1+2*3", 7), ("=(1+2)*3", 9), ("=2^3^1", 8), ("=-2^2", 4), ("=50%", 0.5), ("=7/2", 3.5),
    ("=1=1", true), ("=1<>1", false), ("=\"a\"<\"B\"", true), ("=\"n: \"&A2", "n: 2"), ("=A4", 0), ("=A4&\"\"", ""),
    ("=SUM(A1:A5)", 3), ("=SUM(A1,\"2\",TRUE)", 4), ("=AVERAGE(A1:A3)", 1.5), ("=COUNT(A1:A5)", 2),
    ("=COUNTA(A1:A5)", 4), ("=MIN(A1:A3)", 1), ("=MAX(A1:A3)", 2), ("=PRODUCT(A1:A2,5)", 10),
    ("=IF(A1>1,\"more\",\"less\")", "less"), ("=IF(A2>1,\"more\")", "more"), ("=AND(A5,A1=1)", true),
    ("=OR(A1=2,A2=1)", false), ("=NOT(A5)", false), ("=ABS(-3)", 3), ("=LEN(\"four\")", 4), ("=UPPER(A3)", "X"),
    ("=LOWER(\"ABC\")", "abc"), ("=CONCATENATE(A1,\"-\",A3)", "1-x"), ("=ROW()", 1), ("=COLUMN()", 3),
    ("='Other one'!A1+A2", 42), ("=SUM(A:A)", 3), ("=HYPERLINK(\"https://example.com\",\"here\")", "here"),
    ("=1/0", "#DIV/0!"), ("=A3+1", "#VALUE!"), ("=1+", "#ERROR!"), ("=C1", "#REF!"), ("=AVERAGE(A4)", "#DIV/0!"),
    ("=NoName", "#NAME?"), ("=2^0.5", "#NUM!"), ("=#REF!+1", "#REF!"), ("=SUM(D1)", "#DIV/0!"),
  ]

  @Test(arguments: results)
  func `result in a value or an error`(formula: String, value: CellValue) {
    let scene = Self.scene()
    _ = scene.enter([[.string(formula), "=1/0"]], at: "C1")
    #expect(scene.values("C1", .unformattedValue) == [[value.json]])
    #expect(scene.values("C1", .formula) == [[.string(formula)]])
  }

  @Test func `are reevaluated if their references change`() {
    let scene = Self.scene()
    _ = scene.enter([["=B2*2", "=A1+A2"], [nil, "=B1"]], at: "C1")
    _ = scene.enter([["=A1+A2"], ["=B1"]], at: "B1")
    #expect(scene.values("C1", .unformattedValue) == [[6]])
    _ = scene.enter([["10"]])
    #expect(scene.values("B1:C1", .unformattedValue) == [[12, 24]])
  }

  /// The formula is in E5 while rows and columns of its sheet are inserted and deleted; source: "Add or move rows & columns".
  private static let moves: [(String, String, Dimension, Range<Int>, String)] = [
    ("=A3", "insertDimension", .rows, 1..<3, "=A5"), ("=A1", "insertDimension", .rows, 1..<3, "=A1"),
    ("=$A$3", "insertDimension", .rows, 0..<1, "=$A$4"),
    ("=SUM(A1:A4)", "insertDimension", .rows, 1..<2, "=SUM(A1:A5)"),
    ("=SUM(A1:A4)", "insertDimension", .rows, 4..<5, "=SUM(A1:A4)"),
    ("=SUM(A:C)", "insertDimension", .rows, 0..<1, "=SUM(A:C)"),
    ("=SUM(A:C)", "insertDimension", .columns, 1..<2, "=SUM(A:D)"),
    ("=SUM(2:3)", "insertDimension", .rows, 0..<2, "=SUM(4:5)"),
    ("=B1&\"B1\"", "insertDimension", .columns, 0..<1, "=C1&\"B1\""),
    ("='Other one'!A3", "insertDimension", .rows, 0..<1, "='Other one'!A3"),
    ("=Sheet1!A3", "insertDimension", .rows, 0..<1, "=Sheet1!A4"), ("=A3", "deleteDimension", .rows, 0..<1, "=A2"),
    ("=A3", "deleteDimension", .rows, 2..<3, "=#REF!"), ("=SUM(A1:A4)", "deleteDimension", .rows, 1..<3, "=SUM(A1:A2)"),
    ("=SUM(A2:A3)", "deleteDimension", .rows, 1..<3, "=SUM(#REF!)"),
    ("=SUM(B:B)", "deleteDimension", .columns, 0..<1, "=SUM(A:A)"),
    ("=MAX(A1,LOG10)", "insertDimension", .rows, 0..<1, "=MAX(A2,LOG11)"),
  ]

  @Test(arguments: moves)
  func `follow cells that move`(
    formula: String, kind: String, dimension: Dimension, range: Range<Int>, expected: String
  ) {
    let scene = RESTScene(sheets: ["Sheet1", "Other one"])
    _ = scene.enter([[.string(formula)]], at: "E5")
    let change: JSON = [
      kind == "insertDimension" ? "insertDimension" : "deleteDimension": ["range": RESTScene.span(dimension, range)]
    ]
    #expect(scene.batch([change]).status == 200)
    let all = scene.values("A1:Z20", .formula).array ?? []
    #expect(all.compactMap { $0.array?.last } == [.string(expected)])
  }

  @Test func `follow cells that an append pushes down`() {
    let scene = RESTScene()
    _ = scene.enter([["a"], [nil], ["=A9"]])
    let parameters: [RESTRequest.Parameter] = [
      .init("valueInputOption", "RAW"), .init("insertDataOption", "INSERT_ROWS"),
    ]
    _ = scene.send("POST", "/values/A1:append", parameters, ["values": [["b"], ["c"]]])
    #expect(scene.values("A1:A9", .formula) == [["a"], ["b"], ["c"], [], ["=A11"]])
  }

  @Test func `follow a renamed sheet, and lose a deleted one`() {
    let scene = RESTScene(sheets: ["Sheet1", "Other one"])
    _ = scene.enter([["='Other one'!A1", "=Sheet1!C1"]])
    let rename: JSON = ["updateSheetProperties": ["properties": ["sheetId": 1, "title": "Next"], "fields": "title"]]
    _ = scene.batch([rename])
    #expect(scene.values("A1:B1", .formula) == [["=Next!A1", "=Sheet1!C1"]])
    _ = scene.batch([["deleteSheet": ["sheetId": 1]]])
    #expect(scene.values("A1:B1", .formula) == [["=#REF!", "=Sheet1!C1"]])
    #expect(scene.values("A1") == [["#REF!"]])
  }

  /// The formula is copied from B2 to C4.
  @Test(arguments: [
    ("=A1", "=B3"), ("=$A1", "=$A3"), ("=A$1", "=B$1"), ("=$A$1", "=$A$1"), ("=SUM(A1:B2)", "=SUM(B3:C4)"),
    ("=SUM(A:A)", "=SUM(B:B)"), ("=SUM($1:1)", "=SUM($1:3)"), ("=Sheet1!A1", "=Sheet1!B3"),
    ("=LEN(\"A1\")", "=LEN(\"A1\")"),
  ])
  func `when copied move references without a dollar sign`(formula: String, expected: String) {
    let scene = RESTScene()
    _ = scene.enter([[.string(formula)]], at: "B2")
    let copy: JSON = [
      "copyPaste": ["source": RESTScene.range(1..<2, 1..<2), "destination": RESTScene.range(3..<4, 2..<3)]
    ]
    #expect(scene.batch([copy]).status == 200)
    #expect(scene.values("C4", .formula) == [[.string(expected)]])
    #expect(scene.values("B2", .formula) == [[.string(formula)]])
  }

  @Test func `when copied off the grid lose their reference`() {
    let scene = RESTScene()
    _ = scene.enter([["=A1"]], at: "B2")
    _ = scene.batch([
      ["copyPaste": ["source": RESTScene.range(1..<2, 1..<2), "destination": RESTScene.range(0..<1, 1..<2)]]
    ])
    #expect(scene.values("B1", .formula) == [["=#REF!"]])
  }
}
