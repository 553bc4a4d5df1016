// Applies the calls of Sheets v4 in JSON: the requests of the typed interface, with what only JSON asks and tells.

import SheetsAPI
import TextFormats

extension Account {
  /// Applies a call and returns the masked answer.
  mutating func apply(_ call: RESTCall, _ delivery: Delivery, at now: Int64) throws(ErrorEnvelope) -> JSON {
    if let file = delivery.file { files[file]?.workbook.ids.presetIDs = presetIDs }
    let json = try answer(call.work, delivery, at: now)
    return call.mask?.applied(to: json) ?? json
  }

  private mutating func answer(
    _ work: RESTCall.Work, _ delivery: Delivery, at now: Int64
  ) throws(ErrorEnvelope) -> JSON {
    switch work {
    case .create(let call, let body): return try create(call, body, delivery, at: now)
    case .get(_, let ranges, let includesCells):
      return try workbook(delivery.file).resource(
        ranges: ranges, includesCells: includesCells, caller: delivery.caller)
    case .copySheet(let sheetID, _, let destination): return try copySheet(sheetID, to: destination, delivery, at: now)
    case .request(let request, let addition):
      let reply = try apply(request, delivery, at: now)
      return try complete(reply.json, reply, addition, delivery)
    }
  }

  private func workbook(_ file: Int?) throws(ErrorEnvelope) -> Workbook {
    guard let file, let workbook = files[file]?.workbook else { throw .entityNotFound }
    return workbook
  }

  /// Adds what the response options of a write ask for.
  private func complete(
    _ json: JSON, _ reply: SheetsReply, _ addition: RESTCall.Addition, _ delivery: Delivery
  ) throws(ErrorEnvelope) -> JSON {
    var json = json
    // Recorded live: newer answers report the state of comments, which no modeled request changes.
    if case .spreadsheetsBatchUpdate = reply { json["commentUpdateState"] = "NO_UPDATES_REQUESTED" }
    switch addition {
    case .none: break
    case .spreadsheet(let includesCells):
      json["updatedSpreadsheet"] = try workbook(delivery.file).resource(
        ranges: [], includesCells: includesCells, caller: delivery.caller)
    case .writtenValues(let option):
      let workbook = try workbook(delivery.file)
      func adding(_ update: JSON?, _ dimension: Dimension) throws(ErrorEnvelope) -> JSON {
        let range = update?["updatedRange"]?.string ?? ""
        let data = try workbook.get(range, majorDimension: dimension, valueRenderOption: option)
        return (update ?? [:]).setting("updatedData", data.json)
      }
      switch delivery.call.request {
      case .valuesUpdate(let call): json = try adding(json, call.data.majorDimension)
      case .valuesAppend(let call): json["updates"] = try adding(json["updates"], call.data.majorDimension)
      case .valuesBatchUpdate(let call):
        var responses = json["responses"]?.array ?? []
        for (index, data) in call.data.enumerated() {
          responses[index] = try adding(responses[index], data.majorDimension)
        }
        json["responses"] = .array(responses)
      default: break
      }
    }
    return json
  }

  private mutating func create(
    _ call: SpreadsheetsCreate, _ body: JSONField, _ delivery: Delivery, at now: Int64
  ) throws(ErrorEnvelope) -> JSON {
    let number = try create(title: call.title, sheets: call.sheets, owner: delivery.caller, at: now)
    for (index, sheet) in (body.json?["sheets"]?.array ?? []).enumerated() {
      files[number]?.workbook.sheets[index].setFurtherProperties(sheet["properties"] ?? [:])
    }
    for name in ["locale", "timeZone", "autoRecalc"] {
      if let text = try body["properties"][name].string() { files[number]?.workbook.properties[name] = .string(text) }
    }
    return try workbook(number).resource(ranges: [], includesCells: false, caller: delivery.caller)
  }

  private mutating func copySheet(
    _ sheetID: Int, to destination: SpreadsheetID, _ delivery: Delivery, at now: Int64
  ) throws(ErrorEnvelope) -> JSON {
    let source = try workbook(delivery.file)
    guard let number = number(of: destination) else { throw .entityNotFound }
    guard let role = files[number]?.role(of: delivery.caller, numbered: delivery.who), role != .reader else {
      throw .callerHasNoPermission
    }
    files[number]?.workbook.ids.presetIDs = presetIDs
    guard let properties = try files[number]?.workbook.copySheet(withID: sheetID, from: source) else {
      throw .entityNotFound
    }
    files[number]?.modifiedAt = now
    return properties
  }
}
