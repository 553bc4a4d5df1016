// A REST request taken apart, so that its parameters and its body are parsed once, whoever looks at them.

import TextFormats

/// A request to the Sheets part of the REST interface: its target, its parameters and its body.
package struct ParsedRESTRequest {
  private static let root = SheetsRequest.root

  /// The HTTP method in capitals.
  package let method: String
  /// The id in the path; empty for the path of the collection.
  package let spreadsheetID: SpreadsheetID
  /// What follows the id in the path; `nil` for the path of the collection.
  package let tail: String?
  package let query: RESTQuery
  package let body: JSONField

  /// Takes a request apart; `nil` if its path is none of Sheets.
  ///
  /// - Throws: 400 if the body is not a JSON object.
  package init?(_ request: RESTRequest) throws(ErrorEnvelope) {
    guard let (id, tail) = Self.target(request.path) else { return nil }
    method = request.method
    spreadsheetID = id
    self.tail = tail
    query = RESTQuery(request.parameters)
    body = try request.parsedBody()
  }

  private static func target(_ path: String) -> (id: SpreadsheetID, tail: String?)? {
    if path == root { return (SpreadsheetID(""), nil) }
    guard path.hasPrefix(root), path.utf8.dropFirst(root.utf8.count).first == UInt8(ascii: "/") else { return nil }
    let rest = path.utf8.dropFirst(root.utf8.count + 1)
    let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") } ?? rest.endIndex
    guard end > rest.startIndex else { return nil }
    return (SpreadsheetID(PercentEncoding.decoded(path[rest.startIndex..<end])), String(path[end...]))
  }
}

extension RESTRequest {
  /// The body; an empty object if there is none, or the method has none.
  ///
  /// - Throws: 400 if the body is not a JSON object.
  package func parsedBody() throws(ErrorEnvelope) -> JSONField {
    if body.isEmpty || method == "GET" || method == "DELETE" { return JSONField(.object(JSONObject()), "") }
    let json: JSON
    do throws(JSONSyntaxError) {
      json = try JSON(parsing: body)
    } catch {
      throw .noJSON(error)
    }
    guard json.object != nil else {
      throw ErrorEnvelope(.invalidArgument, "Invalid JSON payload received. The body is not an object.")
    }
    return JSONField(json, "")
  }
}

/// The query parameters of a request, by name; of one that is repeated, the last counts.
package struct RESTQuery {
  private let parameters: [RESTRequest.Parameter]

  package init(_ parameters: [RESTRequest.Parameter]) { self.parameters = parameters }

  package func all(_ name: String) -> [String] { parameters.filter { $0.name == name }.map(\.value) }

  package func field(_ name: String) -> JSONField {
    let value = parameters.last { $0.name == name }?.value ?? ""
    return JSONField(value.isEmpty ? nil : .string(value), name)
  }

  /// Whether the parameter is `true`, in upper or lower case.
  package func truth(_ name: String) -> Bool { parameters.last { $0.name == name }?.value.lowercased() == "true" }

  /// The mask of the answer's fields; `nil` if there is none.
  ///
  /// - Throws: 400 if it cannot be parsed.
  package func mask() throws(ErrorEnvelope) -> FieldMask? {
    guard let text = try field("fields").string() else { return nil }
    guard let mask = FieldMask(text) else { throw ErrorEnvelope(.invalidArgument, "Invalid field selection") }
    return mask
  }

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
