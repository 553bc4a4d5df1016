// An account with one spreadsheet, for tests in Google's JSON.

import SheetsAPI
import SheetsSim
import TextFormats

/// A spreadsheet behind the REST server.
struct RESTScene {
  let server: RESTServer
  let id: String
  let caller: Identity

  /// Creates a spreadsheet whose sheets have the ids 0, 1 and so on.
  init(sheets: [String] = ["Sheet1"], rows: Int = 1000, columns: Int = 26, quota: QuotaLimits? = nil) {
    server = RESTServer(seed: 1, quota: quota)
    caller = Replay.caller
    let properties = sheets.enumerated().map { index, title -> JSON in
      let grid: JSON = ["rowCount": JSON(rows), "columnCount": JSON(columns)]
      return ["properties": ["sheetId": JSON(index), "title": .string(title), "gridProperties": grid]]
    }
    let body: JSON = ["properties": ["title": "Scene"], "sheets": .array(properties)]
    let answer = server.answer(
      RESTRequest(method: "POST", path: "/v4/spreadsheets", parameters: [], body: body), as: caller)
    id = (try? JSON(parsing: answer.body))?["spreadsheetId"]?.string ?? ""
  }

  func send(
    _ method: String, _ tail: String, _ parameters: [RESTRequest.Parameter] = [], _ body: JSON? = nil
  ) -> RESTAnswer {
    let request = RESTRequest(method: method, path: "/v4/spreadsheets/\(id)\(tail)", parameters: parameters, body: body)
    return server.answer(request, as: caller)
  }

  func post(_ tail: String, _ body: JSON) -> RESTAnswer { send("POST", tail, [], body) }

  /// Sends a spreadsheets.batchUpdate.
  func batch(_ requests: [JSON]) -> RESTAnswer { post(":batchUpdate", ["requests": .array(requests)]) }
}

extension RESTAnswer {
  /// The body as JSON; null if it is not JSON.
  var json: JSON { (try? JSON(parsing: body)) ?? .null }
  /// The message of an error.
  var message: String? { json.at(["error", "message"])?.string }
}

extension RESTScene {
  /// Writes values starting at a cell.
  func enter(_ rows: [[CellValue]], at range: String = "A1", _ option: ValueInputOption = .userEntered) -> RESTAnswer {
    send(
      "PUT", "/values/\(range)", [.init("valueInputOption", option.rawValue)],
      ["values": .array(rows.map { .array($0.map(\.json)) })])
  }

  /// The values of a range.
  func values(_ range: String, _ option: ValueRenderOption = .formattedValue) -> JSON {
    send("GET", "/values/\(range)", [.init("valueRenderOption", option.rawValue)]).json["values"] ?? .null
  }

  /// The answer to a spreadsheets.get with this mask.
  func get(_ fields: String, ranges: [String] = []) -> JSON {
    send("GET", "", ranges.map { .init("ranges", $0) } + [.init("fields", fields)]).json
  }

  /// The cells of a range from the grid data, with selected members.
  func cells(_ range: String, _ fields: String) -> [[JSON]] {
    let answer = get("sheets.data.rowData.values(\(fields))", ranges: [range])
    let rows = answer["sheets"]?.array?.first?["data"]?.array?.first?["rowData"]?.array ?? []
    return rows.map { $0["values"]?.array ?? [] }
  }

  /// A range of the sheet 0 as JSON, by half-open bounds.
  static func range(_ rows: Range<Int>, _ columns: Range<Int>) -> JSON {
    [
      "sheetId": 0, "startRowIndex": JSON(rows.lowerBound), "endRowIndex": JSON(rows.upperBound),
      "startColumnIndex": JSON(columns.lowerBound), "endColumnIndex": JSON(columns.upperBound),
    ]
  }

  /// Rows or columns of the sheet 0 as JSON.
  static func span(_ dimension: Dimension, _ range: Range<Int>) -> JSON {
    [
      "sheetId": 0, "dimension": .string(dimension.rawValue), "startIndex": JSON(range.lowerBound),
      "endIndex": JSON(range.upperBound),
    ]
  }
}
