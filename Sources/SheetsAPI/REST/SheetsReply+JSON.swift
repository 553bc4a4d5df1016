// Converts replies to and from JSON.

import TextFormats

extension SheetsReply {
  /// The reply as JSON, the body of an answer.
  public var json: JSON {
    switch self {
    case .spreadsheetsCreate(let spreadsheet), .spreadsheetsGet(let spreadsheet): spreadsheet.json
    case .spreadsheetsBatchUpdate(let reply):
      .members([
        "spreadsheetId": .string(reply.spreadsheetID.rawValue), "replies": .array(reply.replies.map(\.json)),
        "updatedSpreadsheet": reply.updatedSpreadsheet?.json,
      ])
    case .valuesGet(let range): range.json
    case .valuesBatchGet(let reply):
      ["spreadsheetId": .string(reply.spreadsheetID.rawValue), "valueRanges": .array(reply.valueRanges.map(\.json))]
    case .valuesUpdate(let reply): reply.json
    case .valuesBatchUpdate(let reply):
      .members([
        "spreadsheetId": .string(reply.spreadsheetID.rawValue),
        "totalUpdatedRows": JSON.unlessZero(reply.totalUpdatedRows),
        "totalUpdatedColumns": JSON.unlessZero(reply.totalUpdatedColumns),
        "totalUpdatedCells": JSON.unlessZero(reply.totalUpdatedCells),
        "totalUpdatedSheets": JSON.unlessZero(reply.totalUpdatedSheets),
        "responses": .array(reply.responses.map(\.json)),
      ])
    case .valuesAppend(let reply):
      .members([
        "spreadsheetId": .string(reply.spreadsheetID.rawValue), "tableRange": reply.tableRange.map { .string($0) },
        "updates": reply.updates.json,
      ])
    case .valuesClear(let reply):
      ["spreadsheetId": .string(reply.spreadsheetID.rawValue), "clearedRange": .string(reply.clearedRange)]
    case .valuesBatchClear(let reply):
      [
        "spreadsheetId": .string(reply.spreadsheetID.rawValue),
        "clearedRanges": .array(reply.clearedRanges.map { .string($0) }),
      ]
    }
  }

  /// Parses the reply to a method.
  ///
  /// - Throws: 400, as for a request, if a field has the wrong type.
  public init(_ json: JSON, to method: SheetsMethod) throws(ErrorEnvelope) {
    let body = JSONField(json, "")
    let id = SpreadsheetID(try body["spreadsheetId"].string() ?? "")
    switch method {
    case .spreadsheetsCreate: self = .spreadsheetsCreate(try Spreadsheet(body))
    case .spreadsheetsGet: self = .spreadsheetsGet(try Spreadsheet(body))
    case .spreadsheetsBatchUpdate:
      var replies: [BatchReply] = []
      for reply in try body["replies"].elements(type: "Response") { replies.append(try BatchReply(reply)) }
      let spreadsheet = body["updatedSpreadsheet"]
      self = .spreadsheetsBatchUpdate(
        .init(
          spreadsheetID: id, replies: replies,
          updatedSpreadsheet: spreadsheet.json == nil ? nil : try Spreadsheet(spreadsheet)))
    case .valuesGet: self = .valuesGet(try ValueRange(body))
    case .valuesBatchGet:
      var ranges: [ValueRange] = []
      for range in try body["valueRanges"].elements(type: "ValueRange") { ranges.append(try ValueRange(range)) }
      self = .valuesBatchGet(.init(spreadsheetID: id, valueRanges: ranges))
    case .valuesUpdate: self = .valuesUpdate(try ValuesUpdate.Reply(body))
    case .valuesBatchUpdate:
      var responses: [ValuesUpdate.Reply] = []
      for reply in try body["responses"].elements(type: "UpdateValuesResponse") {
        responses.append(try ValuesUpdate.Reply(reply))
      }
      self = .valuesBatchUpdate(
        .init(
          spreadsheetID: id, totalUpdatedRows: try body["totalUpdatedRows"].integer() ?? 0,
          totalUpdatedColumns: try body["totalUpdatedColumns"].integer() ?? 0,
          totalUpdatedCells: try body["totalUpdatedCells"].integer() ?? 0,
          totalUpdatedSheets: try body["totalUpdatedSheets"].integer() ?? 0, responses: responses))
    case .valuesAppend:
      self = .valuesAppend(
        .init(
          spreadsheetID: id, tableRange: try body["tableRange"].string(),
          updates: try ValuesUpdate.Reply(body["updates"])))
    case .valuesClear:
      self = .valuesClear(.init(spreadsheetID: id, clearedRange: try body["clearedRange"].string() ?? ""))
    case .valuesBatchClear:
      var ranges: [String] = []
      for range in try body["clearedRanges"].elements(type: "string") { ranges.append(try range.string() ?? "") }
      self = .valuesBatchClear(.init(spreadsheetID: id, clearedRanges: ranges))
    }
  }
}

extension JSON {
  /// An integer as JSON; `nil` for zero, which replies omit.
  fileprivate static func unlessZero(_ integer: Int) -> JSON? { integer == 0 ? nil : JSON(integer) }
}

extension ValuesUpdate.Reply {
  var json: JSON {
    .members([
      "spreadsheetId": .string(spreadsheetID.rawValue), "updatedRange": .string(updatedRange),
      "updatedRows": JSON.unlessZero(updatedRows), "updatedColumns": JSON.unlessZero(updatedColumns),
      "updatedCells": JSON.unlessZero(updatedCells),
    ])
  }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    self.init(
      spreadsheetID: SpreadsheetID(try body["spreadsheetId"].string() ?? ""),
      updatedRange: try body["updatedRange"].string() ?? "", updatedRows: try body["updatedRows"].integer() ?? 0,
      updatedColumns: try body["updatedColumns"].integer() ?? 0, updatedCells: try body["updatedCells"].integer() ?? 0)
  }
}
