// The ledger on each error, with the request that leads to it.

import SheetsAPI
import SheetsSim
import TextFormats

/// The ledger's row on an error.
package struct ErrorRow: Sendable, CustomStringConvertible {
  package var status: Int
  /// The sentence, `…` for what differs from request to request.
  package var sentence: String
  package var fidelity: Fidelity
  /// The request in the scene of the kinds of change: its method and the path after the spreadsheet.
  package var request: String
  package var query: String
  package var body: String

  package var description: String { "\(status) \(sentence)" }

  init(
    _ status: Int, _ sentence: String, _ fidelity: Fidelity, _ request: String, query: String = "", body: String = ""
  ) {
    (self.status, self.sentence, self.fidelity) = (status, sentence, fidelity)
    (self.request, self.query, self.body) = (request, query, body)
  }

  /// The error of one change in a batch.
  init(_ sentence: String, _ fidelity: Fidelity, kind: String, _ body: String) {
    self.init(
      400, "Invalid requests[…].\(kind): \(sentence)", fidelity, "POST :batchUpdate",
      body: #"{"requests": [{"\#(kind)": \#(body)}]}"#)
  }

  package func answer(in scene: RESTScene, as caller: Identity? = nil) -> RESTAnswer {
    let parts = request.split(separator: " ", maxSplits: 1).map(String.init)
    let tail = parts.count > 1 ? parts[1] : ""
    let path = tail.hasPrefix("/v4") || tail.hasPrefix("/drive") ? tail : "/v4/spreadsheets/\(scene.id)\(tail)"
    return scene.server.immediateAnswer(
      to: RESTRequest(method: parts[0], path: path, query: query, body: Array(body.utf8)), as: caller ?? scene.caller)
  }

  /// Whether a sentence is this one.
  package func matches(_ text: String) -> Bool {
    let parts = sentence.split(separator: "…", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: part) else { return false }
      rest = rest[place.upperBound...]
    }
    return parts.count == 1 ? rest.isEmpty : rest.hasSuffix(last)
  }

  private static let raw = "valueInputOption=RAW"
  private static let far = #"{"sheetId": 0, "startRowIndex": 5000, "endRowIndex": 5001}"#
  private static let cell = #""rows": [{"values": [{"userEnteredValue": {"numberValue": 1}}]}]"#

  package static let all: [ErrorRow] = [
    ErrorRow(404, "Requested entity was not found.", .recorded, "GET /v4/spreadsheets/none"),
    ErrorRow(404, "Method not found.", .assumed, "GET /v4/other"),
    ErrorRow(404, "File not found: ….", .documented, "GET /drive/v3/files/none"),
    ErrorRow(400, "Unable to parse range: …", .documented, "GET /values/NoSuchTab!A1"),
    ErrorRow(
      400, "Invalid data[…]: Unable to parse range: …", .recorded, "POST /values:batchUpdate",
      body: #"{"valueInputOption": "RAW", "data": [{"range": "NoSuchTab!A1", "values": [["x"]]}]}"#),
    ErrorRow(
      400, "Range (…) exceeds grid limits. Max rows: …, max columns: …", .documented, "GET /values/A5000"),
    ErrorRow(
      400, "Requested writing within range […], but tried writing to row […]", .documented, "PUT /values/A1:B1",
      query: raw, body: #"{"values": [["x"], ["y"]]}"#),
    ErrorRow(
      400, "Requested writing within range […], but tried writing to column […]", .documented, "PUT /values/A1:A2",
      query: raw, body: #"{"values": [["x", "y"]]}"#),
    ErrorRow(
      400, "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), …", .recorded,
      "PUT /values/A1", query: raw, body: #"{"values": "A1:D4"}"#),
    ErrorRow(
      400, "Invalid value at '…' (TYPE_INT32), …", .documented, "POST :batchUpdate",
      body: #"{"requests": [{"deleteSheet": {"sheetId": "x"}}]}"#),
    ErrorRow(
      400, "Invalid values[…][…]: list_value…", .documented, "PUT /values/A1", query: raw,
      body: #"{"values": [[["x"]]]}"#),
    ErrorRow(
      400, "'valueInputOption' is required but not specified", .documented, "PUT /values/A1",
      body: #"{"values": [["x"]]}"#),
    ErrorRow(
      400, "Requested range […] does not match the range of the body […].", .assumed, "PUT /values/A1", query: raw,
      body: #"{"range": "A2", "values": [["x"]]}"#),
    ErrorRow(400, "Invalid JSON payload received. …", .documented, "POST :batchUpdate", body: "{"),
    ErrorRow(
      400, "Invalid JSON payload received. Unknown name \"…\" at '…': Cannot find field.", .documented,
      "POST :batchUpdate", body: #"{"requests": [{"addSheet": {}, "makeTea": {}}]}"#),
    ErrorRow(400, "Invalid field selection", .assumed, "GET ", query: "fields=a,,b"),
    ErrorRow(
      400, "Must specify at least one request.", .documented, "POST :batchUpdate", body: #"{"requests": []}"#),
    ErrorRow(
      "No grid with id: …", .recorded, kind: "updateCells",
      #"""
      {"start": {"sheetId": 999999}, "fields": "userEnteredValue", \#(cell)}
      """#),
    ErrorRow(
      "A sheet with the name \"…\" already exists. Please enter another name.", .documented,
      kind: "addSheet", #"{"properties": {"title": "Second"}}"#),
    ErrorRow("A sheet with id: … already exists.", .assumed, kind: "addSheet", #"{"properties": {"sheetId": 1}}"#),
    ErrorRow(
      "You can't freeze all visible rows on the sheet.", .assumed, kind: "updateSheetProperties",
      #"""
      {"properties": {"sheetId": 0, "gridProperties": {"frozenRowCount": 1000}},
       "fields": "gridProperties.frozenRowCount"}
      """#),
    ErrorRow(
      "You can't delete all the rows on the sheet.", .assumed, kind: "deleteDimension",
      #"{"range": {"sheetId": 0, "dimension": "ROWS"}}"#),
    ErrorRow(
      "Cannot delete a row that doesn't exist. Tried to delete row index … but there are only … rows.", .documented,
      kind: "deleteDimension", #"{"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 5000, "endIndex": 5001}}"#),
    ErrorRow(
      "range.startIndex[…] is after the last row of the sheet.", .documented, kind: "insertDimension",
      #"{"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 5000, "endIndex": 5001}}"#),
    ErrorRow(
      "inheritFromBefore cannot be true if inserting at the beginning of the sheet.", .assumed,
      kind: "insertDimension",
      #"{"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}, "inheritFromBefore": true}"#),
    ErrorRow(
      "GridCoordinate.rowIndex[…] is after last row in grid[…]", .documented, kind: "updateCells",
      #"""
      {"start": {"sheetId": 0, "rowIndex": 5000}, "fields": "userEnteredValue", \#(cell)}
      """#),
    ErrorRow(
      "Attempting to write column: …, beyond the last requested column of: …", .documented,
      kind: "updateCells",
      #"""
      {"start": {"sheetId": 0, "columnIndex": 25}, "fields": "userEnteredValue",
       "rows": [{"values": [{}, {"userEnteredValue": {"numberValue": 1}}]}]}
      """#),
    ErrorRow(
      "Range (…) exceeds grid limits. Max rows: …, max columns: …", .documented, kind: "repeatCell",
      #"{"range": \#(far), "cell": {}, "fields": "note"}"#),
    ErrorRow(
      "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)", .documented,
      kind: "repeatCell", #"{"range": {"sheetId": 0}, "cell": {}}"#),
    ErrorRow(
      "A named range with id: … already exists.", .assumed, kind: "addNamedRange",
      #"{"namedRange": {"namedRangeId": "n1", "name": "Other", "range": {"sheetId": 0}}}"#),
    ErrorRow(
      "A named range with the name \"…\" already exists.", .assumed, kind: "addNamedRange",
      #"{"namedRange": {"name": "One", "range": {"sheetId": 0}}}"#),
    ErrorRow(
      "The name of a named range is not valid: …", .assumed, kind: "addNamedRange",
      #"{"namedRange": {"name": "A1", "range": {"sheetId": 0}}}"#),
    ErrorRow("No named range with id: …", .assumed, kind: "deleteNamedRange", #"{"namedRangeId": "none"}"#),
    ErrorRow("No protected range with id: …", .assumed, kind: "deleteProtectedRange", #"{"protectedRangeId": 9}"#),
    ErrorRow(
      "No dimension group over the range.", .assumed, kind: "deleteDimensionGroup",
      #"{"range": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}"#),
    ErrorRow(
      "sortSpecs.dimensionIndex[…] is outside of the range.", .assumed, kind: "sortRange",
      #"{"range": {"sheetId": 0, "endColumnIndex": 1}, "sortSpecs": [{"dimensionIndex": 5}]}"#),
    ErrorRow(
      400, "The data you entered in cell … violates the data validation rules set on this cell.…", .assumed,
      "PUT /values/A9", query: raw, body: #"{"values": [["x"]]}"#),
    ErrorRow("Sheet index … is out of bounds.", .assumed, kind: "addSheet", #"{"properties": {"index": 9}}"#),
    ErrorRow(501, "Not simulated: …", .notSimulated, "POST :batchUpdate", body: #"{"requests": [{"addChart": {}}]}"#),
  ]

  /// The sentence for a caller whom nobody shared the spreadsheet with.
  package static let stranger = ErrorRow(403, "The caller does not have permission", .documented, "GET")

  /// All of them, with those that take more than a request of the scene's own caller.
  package static let known = all + [quota, stranger]

  /// The sentence of a call over the quota; what leads to it takes more than one request.
  package static let quota = ErrorRow(
    429,
    "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service "
      + "'sheets.googleapis.com' for consumer 'project_number:…'.", .recorded, "POST :batchUpdate",
    body: #"{"requests": [{"deleteNamedRange": {"namedRangeId": "none"}}]}"#)
}
