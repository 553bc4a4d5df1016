// Converts the changes of a spreadsheets.batchUpdate and their replies to and from JSON.

import TextFormats

extension BatchRequest {
  /// The request as JSON, under its name in the API.
  public var json: JSON {
    let body: JSON
    switch self {
    case .addSheet(let request):
      body = [
        "properties": .members([
          "sheetId": request.sheetID.map { JSON($0) }, "title": request.title.map { .string($0) },
          "index": request.index.map { JSON($0) },
          "gridProperties": ["rowCount": JSON(request.rowCount), "columnCount": JSON(request.columnCount)],
        ])
      ]
    case .deleteSheet(let id): body = ["sheetId": JSON(id)]
    case .updateSheetProperties(let request): body = request.json
    case .appendDimension(let id, let dimension, let length):
      body = ["sheetId": JSON(id), "dimension": .string(dimension.rawValue), "length": JSON(length)]
    case .updateCells(let request):
      body = [
        "start": request.start.json, "rows": .array(request.rows.map(\.json)), "fields": .string(request.fields),
      ]
    case .appendCells(let request):
      body = [
        "sheetId": JSON(request.sheetID), "rows": .array(request.rows.map(\.json)), "fields": .string(request.fields),
      ]
    case .addNamedRange(let request):
      body = [
        "namedRange": .members([
          "namedRangeId": request.namedRangeID.map { .string($0) }, "name": .string(request.name),
          "range": request.range.json,
        ])
      ]
    case .deleteNamedRange(let id): body = ["namedRangeId": .string(id)]
    case .other(_, let json): body = json
    }
    return .object(JSONObject([.init(kind, body)]))
  }

  /// Parses a request: cells with values alone become `updateCells` or `appendCells`, and everything else `other`.
  ///
  /// - Throws: 400 if there is no request, more than one, or a value has the wrong type.
  package init(_ field: JSONField) throws(ErrorEnvelope) {
    guard let members = field.json?.object?.members, let member = members.first else {
      throw ErrorEnvelope(.invalidArgument, "Invalid \(field.path): No request set.")
    }
    guard members.count == 1 else {
      throw .unknownName(members[1].name, at: field.path)
    }
    let body = field[member.name]
    let selectsOnlyValues = member.value["fields"]?.string == "userEnteredValue"
    switch member.name {
    case "updateCells" where selectsOnlyValues && body["start"].exists:
      self = .updateCells(.init(start: try GridCoordinate(body["start"]), rows: try RowData.rows(body["rows"])))
    case "appendCells" where selectsOnlyValues:
      self = .appendCells(.init(sheetID: try body["sheetId"].integer() ?? 0, rows: try RowData.rows(body["rows"])))
    default: self = .other(kind: member.name, member.value)
    }
  }
}

extension RowData {
  /// The type of a row in messages.
  package static let type = "type.googleapis.com/google.apps.sheets.v4.RowData"

  package static func rows(_ field: JSONField) throws(ErrorEnvelope) -> [RowData] {
    var rows: [RowData] = []
    for row in try field.elements(type: type) { rows.append(try RowData(row)) }
    return rows
  }
}

extension BatchRequest.UpdateSheetProperties {
  fileprivate var json: JSON {
    var properties: JSON = ["sheetId": JSON(sheetID)]
    var fields: [String] = []
    func set(_ name: String, _ value: JSON?) {
      guard let value else { return }
      fields.append(name)
      properties.set(name.split(separator: ".").map(String.init)[...], to: value)
    }
    set("title", title.map { .string($0) })
    set("index", index.map { JSON($0) })
    set("hidden", hidden.map { .boolean($0) })
    set("gridProperties.rowCount", rowCount.map { JSON($0) })
    set("gridProperties.columnCount", columnCount.map { JSON($0) })
    return ["properties": properties, "fields": .string(fields.joined(separator: ","))]
  }
}

extension BatchReply {
  /// The reply as JSON, under its name in the API.
  public var json: JSON {
    switch self {
    case .none: .object(JSONObject())
    case .addSheet(let properties): ["addSheet": ["properties": properties.json]]
    case .addNamedRange(let range): ["addNamedRange": ["namedRange": range.json]]
    case .other(let kind, let json): .object(JSONObject([.init(kind, json)]))
    }
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    switch field.json?.object?.members.first {
    case nil: self = .none
    case let member? where member.name == "addSheet":
      self = .addSheet(try SheetProperties(field["addSheet"]["properties"]))
    case let member? where member.name == "addNamedRange":
      self = .addNamedRange(try NamedRange(field["addNamedRange"]["namedRange"]))
    case let member?: self = .other(kind: member.name, member.value)
    }
  }
}
