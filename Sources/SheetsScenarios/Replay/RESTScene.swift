// An account with one spreadsheet, asked in Google's JSON.

import SheetsAPI
import SheetsSim
import TextFormats

/// A spreadsheet of a simulated backend that is asked in JSON, at the start of its time.
package struct RESTScene {
  package let server: SimulatedBackend
  package let id: String
  package let caller: Identity

  /// Makes a spreadsheet whose sheets have the ids 0, 1 and so on.
  package init(sheets: [String] = ["Sheet1"], rows: Int = 1000, columns: Int = 26, quota: QuotaLimits = .unlimited) {
    server = SimulatedBackend(seed: 1, quota: quota)
    caller = Replay.caller
    let properties = sheets.enumerated().map { index, title -> JSON in
      let grid: JSON = ["rowCount": JSON(rows), "columnCount": JSON(columns)]
      return ["properties": ["sheetId": JSON(index), "title": .string(title), "gridProperties": grid]]
    }
    let body: JSON = ["properties": ["title": "Scene"], "sheets": .array(properties)]
    let answer = server.immediateAnswer(
      to: RESTRequest(method: "POST", path: "/v4/spreadsheets", parameters: [], body: body), as: caller)
    id = (try? JSON(parsing: answer.body))?["spreadsheetId"]?.string ?? ""
  }

  package func send(
    _ method: String, _ tail: String, _ parameters: [RESTRequest.Parameter] = [], _ body: JSON? = nil
  ) -> RESTAnswer {
    let request = RESTRequest(method: method, path: "/v4/spreadsheets/\(id)\(tail)", parameters: parameters, body: body)
    return server.immediateAnswer(to: request, as: caller)
  }

  func post(_ tail: String, _ body: JSON) -> RESTAnswer { send("POST", tail, [], body) }

  /// Sends a spreadsheets.batchUpdate with some requests.
  package func batch(_ requests: [JSON]) -> RESTAnswer { post(":batchUpdate", ["requests": .array(requests)]) }
}

extension RESTAnswer {
  /// The body as JSON; null where it is not JSON.
  package var json: JSON { (try? JSON(parsing: body)) ?? .null }
  /// The message of an error.
  package var message: String? { json.at(["error", "message"])?.string }
}

extension RESTScene {
  /// Writes values from a cell on.
  package func enter(_ rows: [[CellValue]], at range: String = "A1", _ option: ValueInputOption = .userEntered)
    -> RESTAnswer
  {
    send(
      "PUT", "/values/\(range)", [.init("valueInputOption", option.rawValue)],
      ["values": .array(rows.map { .array($0.map(\.json)) })])
  }

  /// The values of a range.
  package func values(_ range: String, _ option: ValueRenderOption = .formattedValue) -> JSON {
    send("GET", "/values/\(range)", [.init("valueRenderOption", option.rawValue)]).json["values"] ?? .null
  }

  /// What a spreadsheets.get with this mask answers.
  package func get(_ fields: String, ranges: [String] = []) -> JSON {
    send("GET", "", ranges.map { .init("ranges", $0) } + [.init("fields", fields)]).json
  }

  /// The cells of a range as the grid data has them, with these of their members.
  package func cells(_ range: String, _ fields: String) -> [[JSON]] {
    let answer = get("sheets.data.rowData.values(\(fields))", ranges: [range])
    let rows = answer["sheets"]?.array?.first?["data"]?.array?.first?["rowData"]?.array ?? []
    return rows.map { $0["values"]?.array ?? [] }
  }

  /// A range of the sheet 0 as a request names it, by half-open bounds.
  package static func range(_ rows: Range<Int>, _ columns: Range<Int>) -> JSON {
    [
      "sheetId": 0, "startRowIndex": JSON(rows.lowerBound), "endRowIndex": JSON(rows.upperBound),
      "startColumnIndex": JSON(columns.lowerBound), "endColumnIndex": JSON(columns.upperBound),
    ]
  }

  /// Rows or columns of the sheet 0 as a request names them.
  package static func span(_ dimension: Dimension, _ range: Range<Int>) -> JSON {
    [
      "sheetId": 0, "dimension": .string(dimension.rawValue), "startIndex": JSON(range.lowerBound),
      "endIndex": JSON(range.upperBound),
    ]
  }
}
