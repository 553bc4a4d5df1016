// A file of traffic recorded from Google, and where such files are found.

import Foundation
import SheetsAPI
import Testing

/// One recorded test of a client: its exchanges in their order.
struct Recording: Sendable, CustomTestStringConvertible {
  struct Exchange: Sendable {
    var isSheets: Bool
    var request: RESTRequest
    var status: Int
    /// `nil` for an answer without a body.
    var response: JSON?
    /// What the exchange is called in a table, such as `values.update`.
    var method: String
  }

  var name: String
  var exchanges: [Exchange]

  var testDescription: String { name }

  /// The folder that the environment names.
  static let folder = ProcessInfo.processInfo.environment["SHEETS_RECORDINGS"]

  /// The recordings below a folder, sorted by their path; other files of JSON are passed over.
  static func all(in folder: String?) -> [Recording] {
    guard let folder else { return [] }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return nil }
      return Recording(name: name, bytes: Array(data))
    }
  }

  init?(name: String, bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes), let interactions = json["interactions"]?.array else { return nil }
    self.name = name
    exchanges = interactions.map { Exchange($0) }
  }

  /// Whether everything that the answers mention was made by the requests before them.
  var isSelfContained: Bool {
    var made: Set<String> = []
    for exchange in exchanges where exchange.status == 200 {
      let parts = exchange.request.path.split(whereSeparator: { "/:".contains($0) }).map(String.init)
      if let place = parts.firstIndex(where: { $0 == "spreadsheets" || $0 == "files" }), place + 1 < parts.count,
        !made.contains(parts[place + 1])
      {
        return false
      }
      for file in exchange.response?["files"]?.array ?? [] where !made.contains(file["id"]?.string ?? "") {
        return false
      }
      if exchange.request.method == "POST" {
        for id in [exchange.response?["id"], exchange.response?["spreadsheetId"]].compactMap({ $0?.string }) {
          made.insert(id)
        }
      }
    }
    return true
  }
}

extension Recording.Exchange {
  init(_ json: JSON) {
    let body = json["body"].flatMap { $0.isNull ? nil : $0 }
    let response = json["response"].flatMap { $0.isNull ? nil : $0 }
    let host = json["host"]?.string ?? ""
    let request = RESTRequest(
      method: json["method"]?.string ?? "", path: json["path"]?.string ?? "", query: json["query"]?.string ?? "",
      body: body?.bytes ?? [])
    self.init(
      isSheets: host.hasPrefix("sheets."), request: request, status: json["status"]?.integer ?? 0, response: response,
      method: Self.method(of: request))
  }

  private static func method(of request: RESTRequest) -> String {
    if let method = try? SheetsRequest(request)?.method { return method.rawValue }
    let parts = request.path.split(separator: "/").map(String.init)
    if parts.first == "drive" {
      return "drive.files " + request.method + (parts.count > 4 ? " " + parts[4] : parts.count > 3 ? " one" : "")
    }
    // One that cannot be read, which Google refused as well.
    return request.method == "PUT" ? "values.update" : request.method + " " + (parts.dropFirst(3).first ?? "")
  }

  /// The identifiers that the answer made up: those that stand in it and not in the request.
  var madeUpIDs: [String] {
    guard let response else { return [] }
    var ids: [JSON?] = []
    if request.method == "POST",
      request.path == "/drive/v3/files" || request.path.hasSuffix("/copy")
        || request.path.hasSuffix("/permissions")
    {
      ids.append(response["id"])
    }
    if request.path == "/v4/spreadsheets" {
      ids.append(response["spreadsheetId"])
      for sheet in response["sheets"]?.array ?? [] { ids.append(sheet["properties"]?["sheetId"]) }
    }
    if request.path.hasSuffix(":copyTo") { ids.append(response["sheetId"]) }
    for reply in response["replies"]?.array ?? [] {
      ids.append(reply.at(["addSheet", "properties", "sheetId"]))
      ids.append(reply.at(["duplicateSheet", "properties", "sheetId"]))
      ids.append(reply.at(["addNamedRange", "namedRange", "namedRangeId"]))
      ids.append(reply.at(["addProtectedRange", "protectedRange", "protectedRangeId"]))
    }
    let sent = String(decoding: request.body, as: UTF8.self)
    return ids.compactMap { $0?.string ?? $0?.integer.map(String.init) }.filter { !sent.contains($0) }
  }
}
