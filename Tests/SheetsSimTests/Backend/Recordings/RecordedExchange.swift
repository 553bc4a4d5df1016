// A recorded exchange with Google Sheets, and the request that it stands for where the contract knows one.

import Foundation
import SheetsAPI

/// A JSON value, for reading recordings.
enum JSON: Decodable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .boolean(truth)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if let array = try? container.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let number) = self { Int(number) } else { nil } }
  var array: [JSON]? { if case .array(let array) = self { array } else { nil } }

  var rows: [[CellValue]]? {
    array?.compactMap { row in
      row.array?.map { cell in
        switch cell {
        case .null, .array, .object: .null
        case .boolean(let truth): .boolean(truth)
        case .number(let number): .number(number)
        case .string(let text): .string(text)
        }
      }
    }
  }

  /// `SheetProperties` as the API writes them, zeros left out.
  var sheetProperties: SheetProperties {
    SheetProperties(
      sheetID: self["sheetId"]?.integer ?? 0, title: self["title"]?.string ?? "", index: self["index"]?.integer ?? 0,
      hidden: self["hidden"] == .boolean(true), rowCount: self["gridProperties"]?["rowCount"]?.integer ?? 0,
      columnCount: self["gridProperties"]?["columnCount"]?.integer ?? 0)
  }
}

/// One request and its reply, as they were recorded.
struct RecordedExchange: Decodable {
  struct File: Decodable {
    var interactions: [RecordedExchange]
  }

  var method: String
  var path: String
  var query: String
  var status: Int
  var body: JSON?
  var response: JSON?

  /// The spreadsheet and what follows it in the path, such as `values/Sheet1!A1:append`.
  var target: (id: SpreadsheetID, rest: String)? {
    guard path.hasPrefix("/v4/spreadsheets/") else { return nil }
    let rest = path.dropFirst("/v4/spreadsheets/".count)
    let end = rest.firstIndex { $0 == "/" || $0 == ":" } ?? rest.endIndex
    let tail = rest[end...].drop { $0 == "/" }
    return (SpreadsheetID(String(rest[..<end])), String(tail).removingPercentEncoding ?? "")
  }

  /// The request; `nil` where the contract does not know it or an option of it.
  var request: SheetsRequest? {
    guard let (id, rest) = target else { return nil }
    if rest.isEmpty {
      // With a field mask the reply holds some of the properties only.
      return method == "GET" && parameters("fields").isEmpty ? SpreadsheetsGet(spreadsheetID: id).request : nil
    }
    if rest == ":batchUpdate" {
      let requests = body?["requests"]?.array ?? []
      let typed = requests.enumerated().compactMap { batchRequest($1, reply: response?["replies"]?.array?[$0]) }
      return typed.count == requests.count
        ? SpreadsheetsBatchUpdate(spreadsheetID: id, requests: typed).request : nil
    }
    if rest == "values:batchUpdate" {
      let data = (body?["data"]?.array ?? []).map { self.data($0, range: $0["range"]?.string ?? "") }
      return ValuesBatchUpdate(
        spreadsheetID: id, data: data, valueInputOption: inputOption(body?["valueInputOption"]?.string)
      ).request
    }
    if rest == "values:batchGet" {
      return ValuesBatchGet(spreadsheetID: id, ranges: parameters("ranges")).request
    }
    guard rest.hasPrefix("values/") else { return nil }
    let range = String(rest.dropFirst("values/".count))
    let option = inputOption(parameters("valueInputOption").first)
    if method == "PUT" {
      guard body?["values"]?.array != nil else { return nil }
      return ValuesUpdate(spreadsheetID: id, data: data(body, range: range), valueInputOption: option).request
    }
    if let range = range.suffixed(":append") {
      return ValuesAppend(spreadsheetID: id, data: data(body, range: range), valueInputOption: option).request
    }
    if let range = range.suffixed(":clear") { return ValuesClear(spreadsheetID: id, range: range).request }
    guard parameters("dateTimeRenderOption").isEmpty else { return nil }
    return ValuesGet(
      spreadsheetID: id, range: range,
      majorDimension: parameters("majorDimension").first.flatMap(Dimension.init) ?? .rows,
      valueRenderOption: parameters("valueRenderOption").first.flatMap(ValueRenderOption.init) ?? .formattedValue
    ).request
  }

  private func parameters(_ name: String) -> [String] {
    query.split(separator: "&").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0] == name else { return nil }
      return parts[1].replacing("+", with: " ").removingPercentEncoding
    }
  }

  private func inputOption(_ text: String?) -> ValueInputOption { text.flatMap(ValueInputOption.init) ?? .raw }

  private func data(_ json: JSON?, range: String) -> ValueRange {
    let dimension = json?["majorDimension"]?.string.flatMap(Dimension.init) ?? .rows
    return ValueRange(range: range, majorDimension: dimension, values: json?["values"]?.rows)
  }

  /// A change of a batch; an id that the backend chose is taken from the reply.
  private func batchRequest(_ json: JSON, reply: JSON?) -> BatchRequest? {
    if let properties = json["addSheet"]?["properties"]?.sheetProperties {
      let id = reply?["addSheet"]?["properties"]?["sheetId"]?.integer
      return .addSheet(
        .init(
          sheetID: id, title: properties.title, rowCount: properties.rowCount, columnCount: properties.columnCount))
    }
    if let request = json["deleteSheet"] { return .deleteSheet(sheetID: request["sheetId"]?.integer ?? 0) }
    if let request = json["deleteNamedRange"] {
      return .deleteNamedRange(namedRangeID: request["namedRangeId"]?.string ?? "")
    }
    if let range = json["addNamedRange"]?["namedRange"] {
      let cells = range["range"]
      let grid = GridRange(
        sheetID: cells?["sheetId"]?.integer ?? 0, startRowIndex: cells?["startRowIndex"]?.integer,
        endRowIndex: cells?["endRowIndex"]?.integer, startColumnIndex: cells?["startColumnIndex"]?.integer,
        endColumnIndex: cells?["endColumnIndex"]?.integer)
      let id = reply?["addNamedRange"]?["namedRange"]?["namedRangeId"]?.string
      return .addNamedRange(.init(namedRangeID: id, name: range["name"]?.string ?? "", range: grid))
    }
    if let request = json["updateSheetProperties"], let properties = request["properties"] {
      let known = ["title", "index", "hidden", "gridProperties/rowCount", "gridProperties/columnCount"]
      let fields = (request["fields"]?.string ?? "").split(separator: ",").map(String.init)
      guard fields.allSatisfy(known.contains) else { return nil }
      return .updateSheetProperties(
        .init(
          sheetID: properties["sheetId"]?.integer ?? 0, title: properties["title"]?.string,
          index: properties["index"]?.integer, hidden: properties["hidden"].map { $0 == .boolean(true) },
          rowCount: properties["gridProperties"]?["rowCount"]?.integer,
          columnCount: properties["gridProperties"]?["columnCount"]?.integer))
    }
    return nil
  }
}

extension String {
  fileprivate func suffixed(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}
