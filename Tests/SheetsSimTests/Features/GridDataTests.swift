// spreadsheets.get: the selection of sheets, cells and members by ranges and by a field mask.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Grid data` {
  private static func scene() -> RESTScene {
    let scene = RESTScene(sheets: ["One", "Two"], rows: 4, columns: 3)
    _ = scene.enter([["a", nil, "c"], [], ["d"]])
    return scene
  }

  @Test func `is returned if the parameter or the mask asks for it`() {
    let scene = Self.scene()
    func hasData(_ parameters: [RESTRequest.Parameter]) -> Bool {
      scene.send("GET", "", parameters).json["sheets"]?.array?.first?["data"] != nil
    }
    #expect(!hasData([]))
    #expect(!hasData([.init("includeGridData", "false")]))
    #expect(hasData([.init("includeGridData", "true")]))
    #expect(hasData([.init("fields", "sheets.data.rowData")]))
    #expect(hasData([.init("fields", "*")]))
    #expect(!hasData([.init("fields", "sheets.properties"), .init("includeGridData", "true")]))
  }

  @Test func `omits empty cells and rows only at the ends`() {
    let shown = Self.scene().get("sheets.data.rowData.values.formattedValue")
    let rows: JSON = [
      ["values": [["formattedValue": "a"], [:], ["formattedValue": "c"]]], [:], ["values": [["formattedValue": "d"]]],
    ]
    #expect(shown == ["sheets": [["data": [["rowData": rows]]], ["data": [[:]]]]])
  }

  @Test func `has separate data for each requested range`() {
    let shown = Self.scene().get(
      "sheets(properties.title,data(startRow,startColumn,rowData.values.formattedValue))", ranges: ["C1:C2", "A3"])
    let data: JSON = [
      ["startColumn": 2, "rowData": [["values": [["formattedValue": "c"]]]]],
      ["startRow": 2, "rowData": [["values": [["formattedValue": "d"]]]]],
    ]
    #expect(shown == ["sheets": [["properties": ["title": "One"], "data": data]]])
  }

  @Test func `includes the sizes of rows and columns`() {
    let shown = Self.scene().get("sheets.data(rowMetadata,columnMetadata)", ranges: ["Two!A1:B1"])
    let data: JSON = ["rowMetadata": [["pixelSize": 21]], "columnMetadata": [["pixelSize": 100], ["pixelSize": 100]]]
    #expect(shown == ["sheets": [["data": [data]]]])
  }

  private static let masks: [(mask: String, shown: String)] = [
    ("properties.title", #"{"properties": {"title": "Scene"}}"#),
    ("properties(title,locale)", #"{"properties": {"title": "Scene", "locale": "en_US"}}"#),
    (
      "sheets/properties/title",
      #"{"sheets": [{"properties": {"title": "One"}}, {"properties": {"title": "Two"}}]}"#
    ),
    (
      "sheets.properties(sheetId, title),properties.timeZone",
      #"""
      {"properties": {"timeZone": "Etc/GMT"},
       "sheets": [{"properties": {"sheetId": 0, "title": "One"}}, {"properties": {"sheetId": 1, "title": "Two"}}]}
      """#
    ),
    (
      "sheets.properties.gridProperties.rowCount",
      #"""
      {"sheets": [{"properties": {"gridProperties": {"rowCount": 4}}}, {"properties": {"gridProperties": {"rowCount": 4}}}]}
      """#
    ),
    ("sheets.merges", #"{"sheets": [{}, {}]}"#), ("namedRanges", "{}"),
  ]

  /// Source: "Field masks", Google Sheets API guide.
  @Test(arguments: masks)
  func `has the members that the mask selects`(mask: String, shown: String) throws {
    let answer = Self.scene().get(mask)
    let expected = try JSON(parsing: Array(shown.utf8))
    #expect(JSONDifference.first(expected, answer, at: "$") == nil, "\(answer.text)")
  }

  @Test(arguments: ["sheets(properties", "sheets,,properties", ")", "sheets.", "a b"])
  func `refuses an invalid mask`(mask: String) {
    let answer = Self.scene().send("GET", "", [.init("fields", mask)])
    #expect(answer.status == 400)
    #expect(answer.message == "Invalid field selection")
  }

  @Test func `refuses an unknown range`() {
    let answer = Self.scene().send("GET", "", [.init("ranges", "Three!A1")])
    #expect(answer.message == "Unable to parse range: Three!A1")
  }

  @Test func `is returned after a write if requested`() {
    let scene = Self.scene()
    let parameters: [RESTRequest.Parameter] = [
      .init("valueInputOption", "USER_ENTERED"), .init("includeValuesInResponse", "true"),
      .init("responseValueRenderOption", "UNFORMATTED_VALUE"),
    ]
    let answer = scene.send("PUT", "/values/A1:B1", parameters, ["values": [["=1+1", "50%"]]])
    #expect(
      answer.json["updatedData"] == [
        "range": "One!A1:B1", "majorDimension": "ROWS", "values": [[2, .number(0.5)]],
      ])
  }

  @Test func `has the properties of the sheets of a created spreadsheet`() {
    let server = SimulatedBackend(seed: 1)
    func create(_ sheet: JSON) -> RESTAnswer {
      let request = RESTRequest(method: "POST", path: "/v4/spreadsheets", parameters: [], body: ["sheets": [sheet]])
      return server.immediateAnswer(to: request, as: Replay.caller)
    }
    let frozen = create(["properties": ["title": "Top", "gridProperties": ["frozenRowCount": 1]]])
    let grid = frozen.json["sheets"]?.array?.first?.at(["properties", "gridProperties"])
    #expect(grid == ["rowCount": 1000, "columnCount": 26, "frozenRowCount": 1])
    #expect(create(["data": [[:]]]).message == "Not simulated: spreadsheets.create with sheets.data")
  }
}
