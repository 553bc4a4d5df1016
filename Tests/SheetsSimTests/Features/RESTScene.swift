// An account with one spreadsheet that a test speaks to in Google's JSON.

import SheetsAPI
import SheetsSim

/// A spreadsheet behind the REST face.
struct RESTScene {
  let face: RESTFace
  let id: String
  let caller: Identity

  /// Makes a spreadsheet whose sheets have the ids 0, 1 and so on.
  init(sheets: [String] = ["Sheet1"], rows: Int = 1000, columns: Int = 26, quota: QuotaLimits? = nil) {
    face = RESTFace(seed: 1, quota: quota)
    caller = Replay.caller
    let properties = sheets.enumerated().map { index, title -> JSON in
      let grid: JSON = ["rowCount": JSON(rows), "columnCount": JSON(columns)]
      return ["properties": ["sheetId": JSON(index), "title": .string(title), "gridProperties": grid]]
    }
    let body: JSON = ["properties": ["title": "Scene"], "sheets": .array(properties)]
    let answer = face.answer(
      RESTRequest(method: "POST", path: "/v4/spreadsheets", parameters: [], body: body), as: caller)
    id = (try? JSON(parsing: answer.body))?["spreadsheetId"]?.string ?? ""
  }

  func send(
    _ method: String, _ tail: String, _ parameters: [RESTRequest.Parameter] = [], _ body: JSON? = nil
  ) -> RESTAnswer {
    let request = RESTRequest(method: method, path: "/v4/spreadsheets/\(id)\(tail)", parameters: parameters, body: body)
    return face.answer(request, as: caller)
  }

  func post(_ tail: String, _ body: JSON) -> RESTAnswer { send("POST", tail, [], body) }

  /// Sends a spreadsheets.batchUpdate.
  func batch(_ requests: [JSON]) -> RESTAnswer { post(":batchUpdate", ["requests": .array(requests)]) }
}

extension RESTAnswer {
  /// The body as JSON; null when it is none.
  var json: JSON { (try? JSON(parsing: body)) ?? .null }
  /// The sentence of an error.
  var message: String? { json.at(["error", "message"])?.string }
}
