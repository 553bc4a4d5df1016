// Converts requests to and from REST requests.

import TextFormats

extension SheetsRequest {
  private static let root = "/v4/spreadsheets"

  /// The request as an HTTP request of the REST interface.
  public var rest: RESTRequest {
    switch self {
    case .spreadsheetsCreate(let call):
      var body: JSON = ["properties": ["title": .string(call.title)]]
      if !call.sheets.isEmpty { body["sheets"] = .array(call.sheets.map { ["properties": $0.json] }) }
      return RESTRequest(method: "POST", path: Self.root, parameters: [], body: body)
    case .spreadsheetsGet(let call):
      return RESTRequest(method: "GET", path: Self.path(call.spreadsheetID), parameters: [])
    case .spreadsheetsBatchUpdate(let call):
      return RESTRequest(
        method: "POST", path: Self.path(call.spreadsheetID, ":batchUpdate"), parameters: [],
        body: .members([
          "requests": .array(call.requests.map(\.json)),
          "includeSpreadsheetInResponse": call.includesSpreadsheet ? true : nil,
        ]))
    case .valuesGet(let call):
      return RESTRequest(
        method: "GET", path: Self.path(call.spreadsheetID, range: call.range),
        parameters: Self.rendering(call.majorDimension, call.valueRenderOption, call.dateTimeRenderOption))
    case .valuesBatchGet(let call):
      return RESTRequest(
        method: "GET", path: Self.path(call.spreadsheetID, "/values:batchGet"),
        parameters: call.ranges.map { .init("ranges", $0) }
          + Self.rendering(call.majorDimension, call.valueRenderOption, call.dateTimeRenderOption))
    case .valuesUpdate(let call):
      return RESTRequest(
        method: "PUT", path: Self.path(call.spreadsheetID, range: call.data.range),
        parameters: [.init("valueInputOption", call.valueInputOption.rawValue)], body: call.data.json)
    case .valuesBatchUpdate(let call):
      return RESTRequest(
        method: "POST", path: Self.path(call.spreadsheetID, "/values:batchUpdate"), parameters: [],
        body: [
          "valueInputOption": .string(call.valueInputOption.rawValue), "data": .array(call.data.map(\.json)),
        ])
    case .valuesAppend(let call):
      return RESTRequest(
        method: "POST", path: Self.path(call.spreadsheetID, range: call.data.range) + ":append",
        parameters: [
          .init("valueInputOption", call.valueInputOption.rawValue),
          .init("insertDataOption", call.insertDataOption.rawValue),
        ], body: call.data.json)
    case .valuesClear(let call):
      return RESTRequest(
        method: "POST", path: Self.path(call.spreadsheetID, range: call.range) + ":clear", parameters: [])
    case .valuesBatchClear(let call):
      return RESTRequest(
        method: "POST", path: Self.path(call.spreadsheetID, "/values:batchClear"), parameters: [],
        body: ["ranges": .array(call.ranges.map { .string($0) })])
    }
  }

  private static func path(_ id: SpreadsheetID, _ rest: String = "") -> String {
    "\(root)/\(PercentEncoding.encoded(id.rawValue))\(rest)"
  }

  private static func path(_ id: SpreadsheetID, range: String) -> String {
    path(id, "/values/\(PercentEncoding.encoded(range))")
  }

  private static func rendering(
    _ dimension: Dimension, _ value: ValueRenderOption, _ date: DateTimeRenderOption
  ) -> [RESTRequest.Parameter] {
    [
      .init("majorDimension", dimension.rawValue), .init("valueRenderOption", value.rawValue),
      .init("dateTimeRenderOption", date.rawValue),
    ]
  }

  /// Parses a REST request; `nil` if its method and path belong to no case.
  ///
  /// - Throws: 400 if the body or a parameter is invalid.
  public init?(_ rest: RESTRequest) throws(ErrorEnvelope) {
    guard let (id, tail) = Self.target(rest.path) else { return nil }
    let query = RESTQuery(rest.parameters)
    switch (rest.method, tail) {
    case ("POST", nil):
      let body = try Self.body(rest)
      let created = try Spreadsheet(body)
      self = .spreadsheetsCreate(
        .init(title: created.title.isEmpty ? "Untitled spreadsheet" : created.title, sheets: created.sheets))
    case ("GET", ""): self = .spreadsheetsGet(.init(spreadsheetID: id))
    case ("POST", ":batchUpdate"):
      let body = try Self.body(rest)
      var requests: [BatchRequest] = []
      for request in try body["requests"].elements(type: "type.googleapis.com/google.apps.sheets.v4.Request") {
        requests.append(try BatchRequest(request))
      }
      let includesSpreadsheet = try body["includeSpreadsheetInResponse"].boolean() ?? false
      self = .spreadsheetsBatchUpdate(
        .init(spreadsheetID: id, requests: requests, includesSpreadsheet: includesSpreadsheet))
    case ("GET", "/values:batchGet"):
      self = .valuesBatchGet(
        .init(
          spreadsheetID: id, ranges: query.all("ranges"), majorDimension: try query.majorDimension(),
          valueRenderOption: try query.valueRenderOption(), dateTimeRenderOption: try query.dateTimeRenderOption()))
    case ("POST", "/values:batchUpdate"):
      let body = try Self.body(rest)
      var data: [ValueRange] = []
      for range in try body["data"].elements(type: "type.googleapis.com/google.apps.sheets.v4.ValueRange") {
        data.append(try ValueRange(range))
      }
      self = .valuesBatchUpdate(
        .init(spreadsheetID: id, data: data, valueInputOption: try Self.inputOption(body["valueInputOption"])))
    case ("POST", "/values:batchClear"):
      var ranges: [String] = []
      for range in try Self.body(rest)["ranges"].elements(type: "TYPE_STRING") {
        ranges.append(try range.string() ?? "")
      }
      self = .valuesBatchClear(.init(spreadsheetID: id, ranges: ranges))
    case (let method, let tail?) where tail.hasPrefix("/values/"):
      guard let request = try Self.values(method, id, String(tail.dropFirst("/values/".utf8.count)), rest, query) else {
        return nil
      }
      self = request
    default: return nil
    }
  }

  private static func values(
    _ method: String, _ id: SpreadsheetID, _ encoded: String, _ rest: RESTRequest, _ query: RESTQuery
  ) throws(ErrorEnvelope) -> SheetsRequest? {
    func range(dropping suffix: String = "") -> String {
      PercentEncoding.decoded(encoded.dropLast(suffix.count))
    }
    if method == "GET" {
      return .valuesGet(
        .init(
          spreadsheetID: id, range: range(), majorDimension: try query.majorDimension(),
          valueRenderOption: try query.valueRenderOption(), dateTimeRenderOption: try query.dateTimeRenderOption()))
    }
    if method == "POST", encoded.hasSuffix(":clear") {
      return .valuesClear(.init(spreadsheetID: id, range: range(dropping: ":clear")))
    }
    let isAppend = method == "POST" && encoded.hasSuffix(":append")
    guard isAppend || method == "PUT" else { return nil }
    let range = range(dropping: isAppend ? ":append" : "")
    var data = try ValueRange(JSONField(try body(rest).json, "data"), range: range)
    guard data.range == range else {
      throw ErrorEnvelope(
        .invalidArgument, "Requested range [\(range)] does not match the range of the body [\(data.range)].")
    }
    data.range = range
    let option = try inputOption(query.field("valueInputOption"))
    guard isAppend else {
      return .valuesUpdate(.init(spreadsheetID: id, data: data, valueInputOption: option))
    }
    let insert: InsertDataOption? = try query.field("insertDataOption").word("InsertDataOption")
    return .valuesAppend(
      .init(spreadsheetID: id, data: data, valueInputOption: option, insertDataOption: insert ?? .overwrite))
  }

  /// The spreadsheet id of a path and the rest behind it; no rest for the path of the collection.
  package static func target(_ path: String) -> (id: SpreadsheetID, rest: String?)? {
    if path == root { return (SpreadsheetID(""), nil) }
    guard path.hasPrefix(root + "/") else { return nil }
    let rest = path.dropFirst(root.utf8.count + 1)
    let end = rest.firstIndex { $0 == "/" || $0 == ":" } ?? rest.endIndex
    guard end > rest.startIndex else { return nil }
    return (SpreadsheetID(PercentEncoding.decoded(rest[..<end])), String(rest[end...]))
  }

  package static func body(_ rest: RESTRequest) throws(ErrorEnvelope) -> JSONField {
    if rest.body.isEmpty { return JSONField(.object(JSONObject()), "") }
    do {
      let json = try JSON(parsing: rest.body)
      guard json.object != nil else {
        throw ErrorEnvelope(.invalidArgument, "Invalid JSON payload received. The body is not an object.")
      }
      return JSONField(json, "")
    } catch let error as JSONSyntaxError {
      throw .noJSON(error)
    } catch let error as ErrorEnvelope {
      throw error
    } catch {
      throw ErrorEnvelope(.invalidArgument, "Invalid JSON payload received.")
    }
  }

  private static func inputOption(_ field: JSONField) throws(ErrorEnvelope) -> ValueInputOption {
    guard let option: ValueInputOption = try field.word("ValueInputOption") else {
      throw ErrorEnvelope(
        .invalidArgument, "'valueInputOption' is required but not specified")
    }
    return option
  }
}

/// The query parameters of a request, by name.
package struct RESTQuery {
  private let parameters: [RESTRequest.Parameter]

  package init(_ parameters: [RESTRequest.Parameter]) { self.parameters = parameters }

  package func all(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

  package func field(_ name: String) -> JSONField {
    JSONField(all(name).last.flatMap { $0.isEmpty ? nil : .string($0) }, name)
  }

  /// Whether the parameter is `true`, in upper or lower case.
  package func truth(_ name: String) -> Bool { all(name).last?.lowercased() == "true" }

  func majorDimension() throws(ErrorEnvelope) -> Dimension {
    try field("majorDimension").word("Dimension") ?? .rows
  }

  func valueRenderOption() throws(ErrorEnvelope) -> ValueRenderOption {
    try field("valueRenderOption").word("ValueRenderOption") ?? .formattedValue
  }

  func dateTimeRenderOption() throws(ErrorEnvelope) -> DateTimeRenderOption {
    try field("dateTimeRenderOption").word("DateTimeRenderOption") ?? .serialNumber
  }
}
