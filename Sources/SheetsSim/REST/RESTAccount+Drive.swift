// The Drive v3 calls that spreadsheet clients make: create, list, get, copy, rename, share, delete.

import SheetsAPI
import TextFormats

extension RESTAccount.File {
  static let mimeType = "application/vnd.google-apps.spreadsheet"

  func role(of identity: Identity) -> SpreadsheetRole? {
    if owner == identity { return .owner }
    let own = permissions.filter { $0["emailAddress"]?.string == identity.name || $0["type"]?.string == "anyone" }
    if own.isEmpty { return nil }
    return own.contains { $0["role"]?.string == "writer" || $0["role"]?.string == "owner" } ? .writer : .reader
  }

  /// The file resource of Drive, before a field mask is applied.
  var resource: JSON {
    [
      "kind": "drive#file", "id": .string(workbook.id.rawValue), "name": .string(workbook.title),
      "mimeType": .string(Self.mimeType), "createdTime": .string(Timestamp.text(createdAt)),
      "modifiedTime": .string(Timestamp.text(modifiedAt)),
      "webViewLink": .string("https://docs.google.com/spreadsheets/d/\(workbook.id)/edit"),
      "owners": [["kind": "drive#user", "emailAddress": .string(owner.name)]],
      "permissions": .array(permissions), "trashed": false,
    ]
  }

  /// The fields of an answer without a mask.
  ///
  /// Source: "Return specific fields", Google Drive API guide; recorded.
  static let plainFields = "kind,id,name,mimeType"
}

/// Writes a moment of the account in RFC 3339; the account starts on 1 January 1970.
private enum Timestamp {
  static func text(_ nanoseconds: Int64) -> String {
    let seconds = Double(nanoseconds / 1_000_000_000)
    let date = DatePattern.text(of: 25_569 + seconds / 86_400, "yyyy-mm-dd hh:mm:ss").replacing(" ", with: "T")
    let milliseconds = String(nanoseconds / 1_000_000 % 1000 + 1000).dropFirst()
    return "\(date).\(milliseconds)Z"
  }
}

extension RESTAccount {
  static func ownership(_ owner: Identity) -> JSON {
    [
      "kind": "drive#permission", "id": "00000000000000000001", "type": "user",
      "emailAddress": .string(owner.name), "role": "owner", "displayName": .string(owner.name), "deleted": false,
      "pendingOwner": false,
    ]
  }

  mutating func drive(_ rest: RESTRequest, as identity: Identity, at now: Int64) throws(ErrorEnvelope) -> RESTAnswer {
    let parts = rest.path.dropFirst("/drive/v3/".count).split(separator: "/").map { PercentEncoding.decoded($0) }
    let query = RESTQuery(rest.parameters)
    guard parts.first == "files", parts.count <= 4 else { throw Self.methodNotFound }
    func masked(_ json: JSON, _ plain: String) throws(ErrorEnvelope) -> RESTAnswer {
      guard let mask = FieldMask(try query.field("fields").string() ?? plain) else {
        throw .invalid("Invalid field selection")
      }
      return RESTAnswer(mask.applied(to: json))
    }
    let plain = File.plainFields
    if parts.count == 1 {
      switch rest.method {
      case "POST": return try masked(try createFile(try SheetsRequest.body(rest), identity, at: now), plain)
      case "GET":
        return try masked(try list(try query.field("q").string() ?? "", identity), "kind,files(\(plain))")
      default: throw Self.methodNotFound
      }
    }
    let fileIndex = try file(parts[1], for: identity)
    switch (rest.method, parts.count > 2 ? parts[2] : "", parts.count) {
    case ("GET", "", 2): return try masked(files[fileIndex].resource, plain)
    case ("PATCH", "", 2):
      try checkWriter(fileIndex, identity)
      if let name = try SheetsRequest.body(rest)["name"].string() { files[fileIndex].workbook.title = name }
      files[fileIndex].modifiedAt = now
      return try masked(files[fileIndex].resource, plain)
    case ("DELETE", "", 2):
      guard files[fileIndex].owner == identity else { throw Self.insufficientPermissions }
      files.remove(at: fileIndex)
      return RESTAnswer(status: 204, body: [])
    case ("POST", "copy", 3):
      let name = try SheetsRequest.body(rest)["name"].string()
      let copy = try copyFile(fileIndex, name: name, identity, at: now)
      return try masked(files[copy].resource, plain)
    // Comments are not modeled; files have none.
    case ("GET", "comments", 3): return try masked(["kind": "drive#commentList", "comments": []], "*")
    case (_, "permissions", _): return try permissions(rest, parts, fileIndex, identity, query)
    default: throw .notSimulated("the Drive call \(rest.method) files/\(parts.dropFirst(2).joined(separator: "/"))")
    }
  }

  private func file(_ id: String, for identity: Identity) throws(ErrorEnvelope) -> Int {
    do {
      return try fileIndex(of: SpreadsheetID(id), for: identity, writing: false)
    } catch {
      throw ErrorEnvelope(.notFound, "File not found: \(id).")
    }
  }

  private static let insufficientPermissions = ErrorEnvelope(
    .permissionDenied, "The user does not have sufficient permissions for this file.")

  private func checkWriter(_ fileIndex: Int, _ identity: Identity) throws(ErrorEnvelope) {
    guard let role = files[fileIndex].role(of: identity), role != .reader else { throw Self.insufficientPermissions }
  }

  private mutating func createFile(
    _ body: JSONField, _ identity: Identity, at now: Int64
  ) throws(ErrorEnvelope) -> JSON {
    let type = try body["mimeType"].string() ?? "application/octet-stream"
    guard type == File.mimeType else { throw .notSimulated("files of the type \(type)") }
    return files[try add(title: try body["name"].string() ?? "Untitled", sheets: [], owner: identity, at: now)].resource
  }

  private mutating func copyFile(
    _ fileIndex: Int, name: String?, _ identity: Identity, at now: Int64
  ) throws(ErrorEnvelope) -> Int {
    let source = files[fileIndex].workbook
    let copy = try add(title: name ?? "Copy of \(source.title)", sheets: [], owner: identity, at: now)
    files[copy].workbook.sheets = source.sheets
    files[copy].workbook.namedRanges = source.namedRanges
    files[copy].workbook.properties = source.properties
    return copy
  }

  // MARK: Lists

  /// Lists files that match comparisons joined with `and`, the last modified first.
  ///
  /// Source: "Search for files and folders", Google Drive API guide.
  private func list(_ query: String, _ identity: Identity) throws(ErrorEnvelope) -> JSON {
    var found = files.filter { $0.role(of: identity) != nil }
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
      found = found.filter { file in
        let own = name == "name" ? file.workbook.title : name == "mimeType" ? File.mimeType : "false"
        return switch operation {
        case "=": own == value
        case "!=": own != value
        default: own.lowercased().hasPrefix(value.lowercased())
        }
      }
    }
    let sorted = found.enumerated().sorted { ($0.element.modifiedAt, $0.offset) > ($1.element.modifiedAt, $1.offset) }
    return ["kind": "drive#fileList", "incompleteSearch": false, "files": .array(sorted.map(\.element.resource))]
  }

  // MARK: Sharing

  private mutating func permissions(
    _ rest: RESTRequest, _ parts: [String], _ fileIndex: Int, _ identity: Identity, _ query: RESTQuery
  ) throws(ErrorEnvelope) -> RESTAnswer {
    let plain = FieldMask("kind,id,type,role")
    func masked(_ json: JSON, _ plain: FieldMask?) throws(ErrorEnvelope) -> RESTAnswer {
      let text = try query.field("fields").string()
      guard let mask = text == nil ? plain : FieldMask(text ?? "") else { throw .invalid("Invalid field selection") }
      return RESTAnswer(mask.applied(to: json))
    }
    switch (rest.method, parts.count) {
    case ("GET", 3):
      let all: JSON = ["kind": "drive#permissionList", "permissions": .array(files[fileIndex].permissions)]
      return try masked(all, FieldMask("kind,permissions(kind,id,type,role)"))
    case ("POST", 3):
      try checkWriter(fileIndex, identity)
      let body = try SheetsRequest.body(rest)
      let type = try body["type"].string() ?? ""
      let role = try body["role"].string() ?? ""
      guard ["user", "group", "domain", "anyone"].contains(type) else {
        throw .invalid("The permission type field is required.")
      }
      guard ["owner", "writer", "commenter", "reader"].contains(role) else {
        throw .invalid("The permission role field is required.")
      }
      let id = type == "anyone" ? "anyoneWithLink" : presetIDs.first ?? String(ids.draw(below: 1 << 62))
      let permission: JSON = .members([
        "kind": "drive#permission", "id": .string(id), "type": .string(type),
        "emailAddress": body["emailAddress"].json, "domain": body["domain"].json, "role": .string(role),
        "displayName": body["emailAddress"].json ?? body["domain"].json,
        "deleted": type == "user" || type == "group" ? false : nil, "pendingOwner": type == "user" ? false : nil,
        "allowFileDiscovery": type == "anyone" || type == "domain" ? false : nil,
      ])
      files[fileIndex].permissions.removeAll { $0["id"]?.string == id }
      files[fileIndex].permissions.append(permission)
      return try masked(permission, plain)
    case ("DELETE", 4):
      try checkWriter(fileIndex, identity)
      guard let index = files[fileIndex].permissions.firstIndex(where: { $0["id"]?.string == parts[3] }) else {
        throw ErrorEnvelope(.notFound, "Permission not found: \(parts[3]).")
      }
      files[fileIndex].permissions.remove(at: index)
      return RESTAnswer(status: 204, body: [])
    default: throw .notSimulated("the Drive call \(rest.method) permissions")
    }
  }
}
