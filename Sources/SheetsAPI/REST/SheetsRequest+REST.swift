// Converts requests to and from REST requests.

import TextFormats

extension SheetsRequest {
  static let root = "/v4/spreadsheets"

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
    guard let parsed = try ParsedRESTRequest(rest) else { return nil }
    try self.init(parsed)
  }

  package init?(_ rest: ParsedRESTRequest) throws(ErrorEnvelope) {
    let (id, body, query) = (rest.spreadsheetID, rest.body, rest.query)
    switch (rest.method, rest.tail) {
    case ("POST", nil):
      let created = try Spreadsheet(body)
      self = .spreadsheetsCreate(
        .init(title: created.title.isEmpty ? "Untitled spreadsheet" : created.title, sheets: created.sheets))
    case ("GET", ""): self = .spreadsheetsGet(.init(spreadsheetID: id))
    case ("POST", ":batchUpdate"):
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
      var data: [ValueRange] = []
      for range in try body["data"].elements(type: "type.googleapis.com/google.apps.sheets.v4.ValueRange") {
        data.append(try ValueRange(range))
      }
      self = .valuesBatchUpdate(
        .init(spreadsheetID: id, data: data, valueInputOption: try Self.inputOption(body["valueInputOption"])))
    case ("POST", "/values:batchClear"):
      var ranges: [String] = []
      for range in try body["ranges"].elements(type: "TYPE_STRING") {
        ranges.append(try range.string() ?? "")
      }
      self = .valuesBatchClear(.init(spreadsheetID: id, ranges: ranges))
    case (let method, let tail?) where tail.hasPrefix("/values/"):
      let range = String(tail.dropFirst("/values/".utf8.count))
      guard let request = try Self.values(method, range, rest) else { return nil }
      self = request
    default: return nil
    }
  }

  private static func values(
    _ method: String, _ encoded: String, _ rest: ParsedRESTRequest
  ) throws(ErrorEnvelope) -> SheetsRequest? {
    let (id, query) = (rest.spreadsheetID, rest.query)
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
    var data = try ValueRange(JSONField(rest.body.json, "data"), range: range)
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

  private static func inputOption(_ field: JSONField) throws(ErrorEnvelope) -> ValueInputOption {
    guard let option: ValueInputOption = try field.word("ValueInputOption") else {
      throw ErrorEnvelope(
        .invalidArgument, "'valueInputOption' is required but not specified")
    }
    return option
  }
}
