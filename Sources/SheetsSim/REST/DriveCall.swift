// The Drive v3 calls that clients of Sheets make: create, list, get, copy, rename, share, delete.

import SheetsAPI
import TextFormats

/// A call of Drive v3 in JSON, parsed once.
package struct DriveCall: Sendable {
  let method: String
  /// The parts of the path after `files`, such as the id of a file.
  let path: [String]
  let query: RESTQuery
  let body: JSONField

  /// Parses a call; `nil` if the path is none of Drive.
  ///
  /// - Throws: 400 if the body is invalid, 404 for an unknown method, 501 for one that is not simulated.
  init?(_ request: RESTRequest) throws(ErrorEnvelope) {
    guard request.path.hasPrefix("/drive/") || request.path.hasPrefix("/upload/") else { return nil }
    guard request.path.hasPrefix("/drive/v3/") else {
      throw .notSimulated("the Drive call \(request.method) \(request.path.prefix(50))")
    }
    let parts = request.path.dropFirst("/drive/v3/".count).split(separator: "/").map { PercentEncoding.decoded($0) }
    guard parts.first == "files", parts.count <= 4 else { throw .methodNotFound }
    method = request.method
    path = Array(parts.dropFirst())
    query = RESTQuery(request.parameters)
    body = try request.parsedBody()
  }

  /// The fields of an answer with one file that has no mask.
  ///
  /// Source: "Return specific fields", Google Drive API guide; recorded.
  private static let plainFields = "kind,id,name,mimeType"

  /// The answer with the fields that its mask selects.
  func answer(_ json: JSON, _ plain: String = plainFields) throws(ErrorEnvelope) -> RESTAnswer {
    let mask = try query.mask() ?? FieldMask(plain)
    return RESTAnswer(mask?.applied(to: json) ?? json)
  }
}

extension Account {
  private static let spreadsheetType = "application/vnd.google-apps.spreadsheet"

  private static let insufficientPermissions = ErrorEnvelope(
    .permissionDenied, "The user does not have sufficient permissions for this file.")

  mutating func apply(_ call: DriveCall, _ delivery: Delivery, at now: Int64) throws(ErrorEnvelope) -> RESTAnswer {
    guard let id = call.path.first else {
      switch call.method {
      case "POST":
        let type = try call.body["mimeType"].string() ?? "application/octet-stream"
        guard type == Self.spreadsheetType else { throw .notSimulated("files of the type \(type)") }
        let title = try call.body["name"].string() ?? "Untitled"
        let number = try create(title: title, sheets: [], owner: delivery.caller, at: now)
        return try call.answer(resource(number))
      case "GET":
        let found = try list(try call.query.field("q").string() ?? "", delivery)
        return try call.answer(found, "kind,files(kind,id,name,mimeType)")
      default: throw .methodNotFound
      }
    }
    guard let number = number(of: SpreadsheetID(id)),
      let role = files[number]?.role(of: delivery.caller, numbered: delivery.who)
    else { throw ErrorEnvelope(.notFound, "File not found: \(id).") }
    let part = call.path.count > 1 ? call.path[1] : ""
    let needsWriter = call.method == "PATCH" || part == "permissions" && call.method != "GET"
    if needsWriter, role == .reader { throw Self.insufficientPermissions }
    switch (call.method, part, call.path.count) {
    case ("GET", "", 1): return try call.answer(resource(number))
    case ("PATCH", "", 1):
      if let name = try call.body["name"].string() { files[number]?.workbook.title = name }
      files[number]?.modifiedAt = now
      return try call.answer(resource(number))
    case ("DELETE", "", 1):
      guard role == .owner else { throw Self.insufficientPermissions }
      files[number] = nil
      return RESTAnswer(status: 204, body: [])
    case ("POST", "copy", 2):
      let copy = try copy(number, name: try call.body["name"].string(), delivery, at: now)
      return try call.answer(resource(copy))
    // Comments are not modeled; files have none.
    case ("GET", "comments", 2): return try call.answer(["kind": "drive#commentList", "comments": []], "*")
    case ("GET", "permissions", 2):
      let all = JSON.array(files[number]?.permissions.map(\.json) ?? [])
      return try call.answer(
        ["kind": "drive#permissionList", "permissions": all], "kind,permissions(kind,id,type,role)")
    case ("POST", "permissions", 2):
      let permission = try permission(call.body)
      files[number]?.permit(permission)
      return try call.answer(permission.json, "kind,id,type,role")
    case ("DELETE", "permissions", 3):
      guard files[number]?.forbid(call.path[2]) == true else {
        throw ErrorEnvelope(.notFound, "Permission not found: \(call.path[2]).")
      }
      return RESTAnswer(status: 204, body: [])
    case (_, "permissions", _): throw .notSimulated("the Drive call \(call.method) permissions")
    default:
      throw .notSimulated("the Drive call \(call.method) files/\(call.path.dropFirst().joined(separator: "/"))")
    }
  }

  private func permission(_ body: JSONField) throws(ErrorEnvelope) -> Permission {
    let kind = try body["type"].string() ?? ""
    let role = try body["role"].string() ?? ""
    guard ["user", "group", "domain", "anyone"].contains(kind) else {
      throw .invalid("The permission type field is required.")
    }
    guard ["owner", "writer", "commenter", "reader"].contains(role) else {
      throw .invalid("The permission role field is required.")
    }
    let address = try body["emailAddress"].string()
    let domain = try body["domain"].string()
    return Permission(kind: kind, name: address ?? domain, role: role, id: kind == "anyone" ? nil : presetIDs.first)
  }

  private mutating func copy(
    _ number: Int, name: String?, _ delivery: Delivery, at now: Int64
  ) throws(ErrorEnvelope) -> Int {
    guard let source = files[number]?.workbook else { throw .entityNotFound }
    let title = name ?? "Copy of \(source.title)"
    let copy = try create(title: title, sheets: [], owner: delivery.caller, at: now)
    files[copy]?.workbook.sheets = source.sheets
    files[copy]?.workbook.namedRanges = source.namedRanges
    files[copy]?.workbook.properties = source.properties
    return copy
  }

  /// The file resource of Drive, before a field mask is applied.
  private func resource(_ number: Int) -> JSON {
    guard let file = files[number] else { return [:] }
    let owner = file.owner.map { ["kind": "drive#user", "emailAddress": .string($0)] as JSON }
    return [
      "kind": "drive#file", "id": .string(file.workbook.id.rawValue), "name": .string(file.workbook.title),
      "mimeType": .string(Self.spreadsheetType), "createdTime": .string(Self.timestamp(file.createdAt)),
      "modifiedTime": .string(Self.timestamp(file.modifiedAt)),
      "webViewLink": .string("https://docs.google.com/spreadsheets/d/\(file.workbook.id)/edit"),
      "owners": .array(owner.map { [$0] } ?? []), "permissions": .array(file.permissions.map(\.json)), "trashed": false,
    ]
  }

  /// A moment in RFC 3339; the account starts on 1 January 1970.
  private static func timestamp(_ nanoseconds: Int64) -> String {
    let seconds = Double(nanoseconds / 1_000_000_000)
    let date = DatePattern.text(of: 25_569 + seconds / 86_400, "yyyy-mm-dd hh:mm:ss").replacing(" ", with: "T")
    let milliseconds = String(nanoseconds / 1_000_000 % 1000 + 1000).dropFirst()
    return "\(date).\(milliseconds)Z"
  }

  /// Lists files that match comparisons joined with `and`, the last modified first.
  ///
  /// Source: "Search for files and folders", Google Drive API guide.
  private mutating func list(_ query: String, _ delivery: Delivery) throws(ErrorEnvelope) -> JSON {
    var found = files.indices.filter { files[$0]?.role(of: delivery.caller, numbered: delivery.who) != nil }
    var rest = query[...]
    while !rest.allSatisfy({ $0 == " " }) {
      guard
        let match = rest.prefixMatch(
          of: /\s*(\w+)\s*(!=|=|contains)\s*(?:"([^"]*)"|'((?:[^'\\]|\\.)*)'|(true|false))\s*(?:and\b)?/)
      else { throw .notSimulated("the Drive query \(query)") }
      let value = String(match.3 ?? match.4 ?? match.5 ?? "").replacing("\\'", with: "'")
      let (name, operation) = (match.1, match.2)
      rest = rest[match.range.upperBound...]
      guard ["name", "mimeType", "trashed"].contains(name) else { throw .notSimulated("the Drive query \(query)") }
      found = found.filter { number in
        let title = files[number]?.workbook.title ?? ""
        let own = name == "name" ? title : name == "mimeType" ? Self.spreadsheetType : "false"
        return switch operation {
        case "=": own == value
        case "!=": own != value
        default: own.lowercased().hasPrefix(value.lowercased())
        }
      }
    }
    let sorted = found.sorted { (files[$0]?.modifiedAt ?? 0, $0) > (files[$1]?.modifiedAt ?? 0, $1) }
    return ["kind": "drive#fileList", "incompleteSearch": false, "files": .array(sorted.map { resource($0) })]
  }
}
