// Valid requests to the REST interface, and how one is mutated: in its body, or in its method, path and query.

import SheetsAPI
import SheetsSim
import TextFormats

package struct RequestDrawing {
  package let id: SpreadsheetID

  private static let words = [
    "ROWS", "COLUMNS", "rows", "RAW", "USER_ENTERED", "FORMULA", "FORMATTED_VALUE", "UNFORMATTED_VALUE", "OVERWRITE",
    "INSERT_ROWS", "true", "false", "", "*", "a(b", "sheets.properties", "sheets(properties(title)),spreadsheetId",
    "a/b", "1",
    "-1", "\u{0}", "é", "SERIAL_NUMBER", "FORMATTED_STRING", "Data!A1", ")", ",,", "sheets.data.rowData.values",
  ]

  /// A request with a mutation in its body: what it means, or its bytes.
  func withMutatedBody(_ generator: inout SplitMix64) -> RESTRequest {
    var (request, body) = sound(&generator)
    guard var body else { return withMutatedPath(&generator) }
    for _ in 0..<generator.below(3) { body = JSONMutation.mutated(body, &generator) }
    request.body = body.bytes
    if generator.below(8) == 0 { request.body = JSONMutation.mutated(request.body, &generator) }
    return request
  }

  /// A request with a mutation in its method, its path or its query.
  func withMutatedPath(_ generator: inout SplitMix64) -> RESTRequest {
    var (request, body) = sound(&generator)
    request.body = body?.bytes ?? []
    switch generator.below(6) {
    case 0: request.method = generator.pick(["GET", "POST", "PUT", "PATCH", "DELETE", "get", "", "HEAD"])
    case 1:
      let names = [
        "majorDimension", "valueRenderOption", "valueInputOption", "fields", "ranges", "includeGridData",
        "insertDataOption", "includeValuesInResponse", "responseValueRenderOption", "dateTimeRenderOption", "q", "x",
      ]
      let parameter = RESTRequest.Parameter(generator.pick(names), generator.pick(Self.words))
      let added = RESTRequest(method: "", path: "", parameters: [parameter]).query
      request.query = [request.query, added].filter { !$0.isEmpty }.joined(separator: "&")
    case 2: request.query = Self.mutated(request.query, &generator)
    default: for _ in 0...generator.below(2) { request.path = Self.mutated(request.path, &generator) }
    }
    return request
  }

  /// A text with a character or a piece of a path changed.
  private static func mutated(_ text: String, _ generator: inout SplitMix64) -> String {
    var characters = Array(text)
    let index = generator.below(characters.count + 1)
    switch generator.below(5) {
    case 0 where index < characters.count: characters.remove(at: index)
    case 1 where index < characters.count: characters.removeSubrange(index...)
    case 2: characters += Array(generator.pick(["/", ":", ":append", ":clear", "/sheets/0:copyTo", "/values", "%"]))
    default:
      let pieces = [
        "%", "%0", "%00", "%FF", "%2F", "%3A", "/", "//", ":", "?", "#", "&", "=", "+", ";", "..", "\u{0}", "é", " ",
        "!", "'",
      ]
      characters.insert(contentsOf: generator.pick(pieces), at: index)
    }
    return String(characters)
  }

  /// A request as a client would make it, its body apart.
  private func sound(_ generator: inout SplitMix64) -> (RESTRequest, body: JSON?) {
    let path = "/v4/spreadsheets/\(id)"
    let range = NotationDrawing.likely(&generator)
    let encoded = PercentEncoding.encoded(range)
    let values = generator.pick(RequestTemplates.values)
    let input = generator.pick(["RAW", "USER_ENTERED"])
    func post(_ path: String, _ body: JSON?, query: String = "") -> (RESTRequest, JSON?) {
      (RESTRequest(method: "POST", path: path, query: query), body)
    }
    func get(_ path: String, query: String = "") -> (RESTRequest, JSON?) {
      (RESTRequest(method: "GET", path: path, query: query), nil)
    }
    switch generator.below(20) {
    case 0..<9:
      let changes = (0...generator.below(3)).map { _ in generator.pick(RequestTemplates.changes) }
      return post(path + ":batchUpdate", ["requests": .array(changes), "includeSpreadsheetInResponse": true])
    case 9:
      var (request, _) = get(path + "/values/" + encoded, query: "valueInputOption=\(input)")
      request.method = "PUT"
      return (request, ["range": .string(range), "majorDimension": "ROWS", "values": values])
    case 10, 11:
      return post(path + "/values/\(encoded):append", ["values": values], query: "valueInputOption=\(input)")
    case 12, 13:
      return post(
        path + "/values:batchUpdate",
        ["valueInputOption": .string(input), "data": [["range": .string(range), "values": values]]])
    case 14: return post(path + "/values:batchClear", ["ranges": [.string(range), "Data!B2"]])
    case 15: return post(path + "/values/\(encoded):clear", nil)
    case 16:
      return get(path + "/values/\(encoded)", query: "majorDimension=COLUMNS&valueRenderOption=FORMATTED_VALUE")
    case 17: return get(path + "/values:batchGet", query: "ranges=\(encoded)&ranges=Data!A1")
    case 18: return get(path, query: "includeGridData=true&ranges=\(encoded)&fields=sheets.properties,sheets.data")
    default:
      return generator.pick([
        post("/v4/spreadsheets", ["properties": ["title": "New"], "sheets": [["properties": ["title": "Tab"]]]]),
        post(path + "/sheets/0:copyTo", ["destinationSpreadsheetId": .string(id.rawValue)]),
        post("/drive/v3/files", ["name": "New", "mimeType": "application/vnd.google-apps.spreadsheet"]),
        post("/drive/v3/files/\(id)/copy", ["name": "Copy"]),
        post("/drive/v3/files/\(id)/permissions", ["role": "reader", "type": "user", "emailAddress": "a@b.test"]),
        get("/drive/v3/files", query: "q=mimeType%3D%22application/vnd.google-apps.spreadsheet%22"),
        get("/drive/v3/files/\(id)", query: "fields=id,name"),
      ])
    }
  }
}
