// Formats of cells: masks, stored colors and borders, effective formats.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Formats of cells` {
  private static func repeated(_ format: JSON, _ fields: String, _ rows: Range<Int> = 0..<1) -> JSON {
    [
      "repeatCell": [
        "range": RESTScene.range(rows, 0..<1), "cell": ["userEnteredFormat": format], "fields": .string(fields),
      ]
    ]
  }

  private static func format(_ scene: RESTScene, _ range: String = "A1") -> JSON? {
    scene.cells(range, "userEnteredFormat").first?.first?["userEnteredFormat"]
  }

  @Test func `change only where the mask selects`() {
    let scene = RESTScene()
    let bold: JSON = ["textFormat": ["bold": true, "fontSize": 12], "horizontalAlignment": "CENTER"]
    _ = scene.batch([Self.repeated(bold, "userEnteredFormat(textFormat,horizontalAlignment)", 0..<3)])
    #expect(Self.format(scene, "A3") == bold)
    _ = scene.batch([Self.repeated(["textFormat": ["italic": true]], "userEnteredFormat.textFormat.italic")])
    #expect(Self.format(scene)?["textFormat"] == ["bold": true, "fontSize": 12, "italic": true])
    _ = scene.batch([Self.repeated([:], "userEnteredFormat.textFormat.bold")])
    #expect(Self.format(scene)?.at(["textFormat", "bold"]) == nil)
    _ = scene.batch([Self.repeated([:], "userEnteredFormat")])
    #expect(Self.format(scene) == nil)
  }

  private static let colors: [(written: String, read: String)] = [
    (#"{"backgroundColor": {"red": 1}}"#, #"{"red": 1}"#),
    (#"{"backgroundColorStyle": {"rgbColor": {"red": 1}}}"#, #"{"red": 1}"#),
    (#"{"backgroundColor": {"red": 1}, "backgroundColorStyle": {"rgbColor": {"blue": 1}}}"#, #"{"blue": 1}"#),
    (#"{"backgroundColor": {"red": 0.5, "green": 0}}"#, #"{"red": 0.49803922}"#),
    (#"{"backgroundColor": {}}"#, "{}"),
  ]

  /// Colors are stored in eight bits: one half is 127 of 255.
  @Test(arguments: colors)
  func `return a color in both notations`(written: String, read: String) throws {
    let (written, expected) = (try JSON(parsing: Array(written.utf8)), try JSON(parsing: Array(read.utf8)))
    let scene = RESTScene()
    _ = scene.batch([Self.repeated(written, "userEnteredFormat")])
    #expect(Self.format(scene) == ["backgroundColor": expected, "backgroundColorStyle": ["rgbColor": expected]])
  }

  /// Source: `Border`, where the style sets the width.
  @Test(arguments: [("SOLID", 1), ("DOTTED", 1), ("DASHED", 1), ("SOLID_MEDIUM", 2), ("SOLID_THICK", 3), ("DOUBLE", 3)])
  func `give a border the width of its style and the default color black`(style: String, width: Int) {
    let scene = RESTScene()
    _ = scene.batch([
      Self.repeated(["borders": ["top": ["style": .string(style), "width": 9]]], "userEnteredFormat.borders")
    ])
    #expect(
      Self.format(scene)?["borders"] == [
        "top": ["style": .string(style), "width": JSON(width), "color": [:], "colorStyle": ["rgbColor": [:]]]
      ])
  }

  @Test func `have borders for the outline and the inside of a range`() {
    let scene = RESTScene()
    func update(_ sides: [String], _ style: String) -> JSON {
      var body: JSON = ["range": RESTScene.range(0..<2, 0..<2)]
      for side in sides { body[side] = ["style": .string(style)] }
      return ["updateBorders": body]
    }
    func sides() -> [[String]] {
      scene.cells("A1:B2", "userEnteredFormat.borders").joined().map { cell in
        (cell.at(["userEnteredFormat", "borders"])?.object?.members ?? []).map(\.name).sorted()
      }
    }
    _ = scene.batch([update(["top", "left", "innerVertical"], "SOLID")])
    #expect(sides() == [["left", "right", "top"], ["left", "top"], ["left", "right"], ["left"]])
    _ = scene.batch([update(["innerVertical"], "NONE")])
    #expect(sides() == [["left", "top"], ["top"], ["left"]])
  }

  private static let alignments: [(text: String, alignment: String)] = [
    ("1", "RIGHT"), ("text", "LEFT"), ("TRUE", "CENTER"), ("2020-01-01", "RIGHT"),
  ]

  @Test(arguments: alignments)
  func `are the default in effect, aligned by the value`(text: String, alignment: String) {
    let scene = RESTScene()
    _ = scene.enter([[.string(text)]])
    let format = scene.cells("A1", "effectiveFormat").first?.first?["effectiveFormat"]
    #expect(format?["horizontalAlignment"] == .string(alignment))
    #expect(format?.at(["textFormat", "fontFamily"]) == "Arial")
    #expect(format?["hyperlinkDisplayType"] == "PLAIN_TEXT")
    #expect(format?["backgroundColor"] == ["red": 1, "green": 1, "blue": 1])
  }

  @Test func `in effect prefer the cell format and style links`() throws {
    let scene = RESTScene()
    _ = scene.enter([["=HYPERLINK(\"https://example.com\",\"here\")"], ["x"]])
    _ = scene.batch([Self.repeated(["horizontalAlignment": "CENTER"], "userEnteredFormat", 1..<2)])
    let cells = scene.cells("A1:A2", "hyperlink,effectiveFormat")
    let link = try #require(cells.first?.first)
    let plain = try #require(cells.last?.first)
    #expect(link["hyperlink"] == "https://example.com")
    #expect(link.at(["effectiveFormat", "hyperlinkDisplayType"]) == "LINKED")
    #expect(link.at(["effectiveFormat", "textFormat", "underline"]) == true)
    #expect(plain.at(["effectiveFormat", "horizontalAlignment"]) == "CENTER")
  }

  @Test func `are refused by name if a mask selects one that is not modeled`() {
    let scene = RESTScene()
    _ = scene.enter([["old"]])
    func write(_ cell: JSON) -> RESTAnswer {
      let rows: JSON = [["values": [cell]]]
      return scene.batch([["updateCells": ["range": RESTScene.range(0..<1, 0..<1), "rows": rows, "fields": "*"]]])
    }
    #expect(write(["note": "n"]).status == 200)
    #expect(scene.values("A1") == .null)
    #expect(scene.cells("A1", "note") == [[["note": "n"]]])
    #expect(write(["textFormatRuns": [[:]]]).message == "Not simulated: the field textFormatRuns of a cell")
  }

  @Test func `are read with the entered, effective and formatted value`() {
    let scene = RESTScene()
    _ = scene.enter([["=1+1", "12%", nil, "x"], ["=1/0"]])
    let fields = "userEnteredValue,effectiveValue,formattedValue"
    #expect(
      scene.cells("A1:E2", fields) == [
        [
          [
            "userEnteredValue": ["formulaValue": "=1+1"], "effectiveValue": ["numberValue": 2], "formattedValue": "2",
          ],
          [
            "userEnteredValue": ["numberValue": .number(0.12)], "effectiveValue": ["numberValue": .number(0.12)],
            "formattedValue": "12%",
          ],
          [:],
          [
            "userEnteredValue": ["stringValue": "x"], "effectiveValue": ["stringValue": "x"], "formattedValue": "x",
          ],
        ],
        [
          [
            "userEnteredValue": ["formulaValue": "=1/0"],
            "effectiveValue": ["errorValue": ["type": "DIVIDE_BY_ZERO"]], "formattedValue": "#DIV/0!",
          ]
        ],
      ])
  }
}
