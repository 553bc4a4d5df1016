// A file of traffic recorded from Google, and where such files are found.

import Foundation
import SheetsAPI
import TextFormats

/// One recorded test of a client: its exchanges in their order.
package struct Recording: Sendable, CustomStringConvertible {
  package struct Exchange: Sendable {
    var isSheets: Bool
    package var request: RESTRequest
    package var status: Int
    /// `nil` for an answer without a body.
    package var response: JSON?
    /// What the exchange is called in a table, such as `values.update`.
    package var method: String
    /// The day of the answer, such as `2024-03-15`; empty when the file does not say.
    package var day: String
  }

  package var name: String
  package var exchanges: [Exchange]
  /// Hosts that are neither Sheets nor Drive, such as those that issue tokens; their answers are not replayed.
  package var otherHosts: [String] = []

  package var description: String { name }

  /// The folder that `SHEETS_RECORDINGS` names; `nil` when it is empty or not set.
  package static let folder = ProcessInfo.processInfo.environment["SHEETS_RECORDINGS"].flatMap { $0.isEmpty ? nil : $0 }

  /// The files of JSON below a folder, sorted by their path, each with its bytes.
  package static func files(in folder: String?) -> [(name: String, bytes: [UInt8])] {
    guard let folder else { return [] }
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { name in
      (name, FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) } ?? [])
    }
  }

  /// The recordings below a folder, sorted by their path.
  package static func all(in folder: String?) -> [Recording] {
    files(in: folder).compactMap { Recording(name: $0.name, bytes: $0.bytes) }
  }

  package init?(name: String, bytes: [UInt8]) {
    guard let json = try? JSON(parsing: bytes), let interactions = json["interactions"]?.array else { return nil }
    self.name = name
    exchanges = []
    for interaction in interactions {
      let exchange = CassetteExchange(interaction)?.reduced ?? interaction
      let host = exchange["host"]?.string ?? ""
      if host == "sheets.googleapis.com" || host == "www.googleapis.com" {
        exchanges.append(Exchange(exchange))
      } else {
        otherHosts.append(host)
      }
    }
  }

  /// Whether everything that the answers mention was made by the requests before them.
  package var isSelfContained: Bool {
    var made: Set<String> = []
    for exchange in exchanges where (200..<300).contains(exchange.status) {
      let parts = exchange.request.path.split(whereSeparator: { "/:".contains($0) }).map(String.init)
      if let index = parts.firstIndex(where: { $0 == "spreadsheets" || $0 == "files" }), index + 1 < parts.count,
        !made.contains(parts[index + 1])
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
      method: Self.method(of: request), day: Self.day(json["date"]?.string ?? ""))
  }

  /// The day of a date as HTTP writes it: `Fri, 15 Mar 2024 15:59:23 GMT`.
  private static func day(_ date: String) -> String {
    let words = date.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count > 3, let month = months.firstIndex(of: String(words[2])) else { return "" }
    return "\(words[3])-\(month < 9 ? "0" : "")\(month + 1)-\(words[1])"
  }

  /// The kinds of change of a batch, each once.
  var kinds: [String] {
    guard method == SheetsMethod.spreadsheetsBatchUpdate.rawValue, let body = try? JSON(parsing: request.body) else {
      return []
    }
    return Set((body["requests"]?.array ?? []).compactMap { $0.object?.members.first?.name }).sorted()
  }

  private static func method(of request: RESTRequest) -> String {
    if let method = try? SheetsRequest(request)?.method { return method.rawValue }
    let parts = request.path.split(separator: "/").map(String.init)
    if parts.first == "drive" {
      return "drive.files " + request.method + (parts.count > 4 ? " " + parts[4] : parts.count > 3 ? " one" : "")
    }
    // A body that cannot be read; Google refused it as well.
    return request.method == "PUT" ? "values.update" : request.method + " " + (parts.dropFirst(3).first ?? "")
  }

  /// The texts that the request writes as a user enters them, each once.
  var enteredTexts: [String] {
    guard let body = try? JSON(parsing: request.body) else { return [] }
    let option = request.parameters.first { $0.name == "valueInputOption" }?.value ?? body["valueInputOption"]?.string
    guard option == ValueInputOption.userEntered.rawValue else { return [] }
    let ranges = [body] + (body["data"]?.array ?? [])
    let rows = ranges.flatMap { $0["values"]?.array ?? [] }
    return Set(rows.flatMap { $0.array ?? [] }.compactMap(\.string)).sorted()
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
