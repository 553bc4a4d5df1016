// A call of Sheets v4 in JSON, parsed once: what to do, and what the answer tells.

import SheetsAPI
import TextFormats

/// A call of Sheets v4 in JSON.
package struct RESTCall: Sendable {
  /// What the answer has beside the plain reply.
  enum Addition: Sendable {
    case none
    /// The cells that a write of values changed.
    case writtenValues(ValueRenderOption)
    /// The spreadsheet after a batch.
    case spreadsheet(includesCells: Bool)
  }

  enum Work: Sendable {
    case request(SheetsRequest, Addition)
    /// spreadsheets.create, with the properties that have no type in SheetsAPI.
    case create(SpreadsheetsCreate, JSONField)
    /// spreadsheets.get, with its cells.
    case get(SpreadsheetsGet, ranges: [String], includesCells: Bool)
    /// sheets.copyTo.
    case copySheet(sheetID: Int, source: SpreadsheetID, destination: SpreadsheetID)
  }

  let work: Work
  /// The fields of the answer; all if `nil`.
  let mask: FieldMask?

  /// The request with a type in SheetsAPI, if there is one.
  var request: SheetsRequest? {
    switch work {
    case .request(let request, _): request
    case .create(let call, _): call.request
    case .get(let call, _, _): call.request
    case .copySheet: nil
    }
  }

  var spreadsheetID: SpreadsheetID? {
    if case .copySheet(_, let source, _) = work { source } else { request?.spreadsheetID }
  }

  /// Parses a call.
  ///
  /// - Throws: 400 if the body or a parameter is invalid, 404 for an unknown method, 501 for one that is not simulated.
  init(_ rest: ParsedRESTRequest) throws(ErrorEnvelope) {
    if let name = Self.unmodeled(rest.method, rest.tail ?? "") { throw .notSimulated(name) }
    let mask = try rest.query.mask()
    self.mask = mask
    if let sheetID = try Self.copiedSheet(rest.method, rest.tail ?? "") {
      let destination = SpreadsheetID(try rest.body["destinationSpreadsheetId"].string() ?? "")
      work = .copySheet(sheetID: sheetID, source: rest.spreadsheetID, destination: destination)
      return
    }
    guard let request = try SheetsRequest(rest) else { throw .methodNotFound }
    let (body, query) = (rest.body, rest.query)
    switch request {
    case .spreadsheetsCreate(let call): work = .create(call, try Self.creation(body))
    case .spreadsheetsGet(let call):
      // With a mask, the answer has cells if the mask selects them, whatever includeGridData says.
      let cells = mask?.touches(["sheets", "data"]) ?? query.truth("includeGridData")
      work = .get(call, ranges: query.all("ranges"), includesCells: cells)
    case .valuesUpdate, .valuesAppend:
      let option = query.field("responseValueRenderOption")
      work = .request(request, try Self.values(query.truth("includeValuesInResponse"), option))
    case .valuesBatchUpdate:
      let isWanted = try body["includeValuesInResponse"].boolean() ?? false
      work = .request(request, try Self.values(isWanted, body["responseValueRenderOption"]))
    case .spreadsheetsBatchUpdate:
      let includesCells = try body["responseIncludeGridData"].boolean() ?? false
      let isWanted = try body["includeSpreadsheetInResponse"].boolean() ?? false
      work = .request(request, isWanted ? .spreadsheet(includesCells: includesCells) : .none)
    default: work = .request(request, .none)
    }
  }

  private static func values(_ isWanted: Bool, _ option: JSONField) throws(ErrorEnvelope) -> Addition {
    let option: ValueRenderOption? = try option.word("ValueRenderOption")
    return isWanted ? .writtenValues(option ?? .formattedValue) : .none
  }

  /// Checks the body of spreadsheets.create, and returns it.
  private static func creation(_ body: JSONField) throws(ErrorEnvelope) -> JSONField {
    for member in body.json?.object?.members ?? [] where member.name != "properties" && member.name != "sheets" {
      throw .notSimulated("spreadsheets.create with \(member.name)")
    }
    for sheet in body.json?["sheets"]?.array ?? [] {
      for member in sheet.object?.members ?? [] where member.name != "properties" {
        throw .notSimulated("spreadsheets.create with sheets.\(member.name)")
      }
    }
    for name in ["locale", "timeZone", "autoRecalc"] { _ = try body["properties"][name].string() }
    return body
  }

  private static func copiedSheet(_ method: String, _ tail: String) throws(ErrorEnvelope) -> Int? {
    guard method == "POST", tail.hasPrefix("/sheets/"), tail.hasSuffix(":copyTo") else { return nil }
    let text = tail.dropFirst("/sheets/".count).dropLast(":copyTo".count)
    guard let id = Int(text) else { throw .invalidField("sheet_id", type: "TYPE_INT32", .string(String(text))) }
    return id
  }

  /// The name of a method that is not modeled.
  ///
  /// Source: "Method: …" pages of the Google Sheets API reference.
  private static func unmodeled(_ method: String, _ tail: String) -> String? {
    switch (method, tail) {
    case ("POST", ":getByDataFilter"): "spreadsheets.getByDataFilter"
    case ("POST", "/values:batchGetByDataFilter"): "values.batchGetByDataFilter"
    case ("POST", "/values:batchUpdateByDataFilter"): "values.batchUpdateByDataFilter"
    case ("POST", "/values:batchClearByDataFilter"): "values.batchClearByDataFilter"
    case (_, let tail) where tail.hasPrefix("/developerMetadata"): "developerMetadata"
    default: nil
    }
  }
}
