// The state of the REST server, and the dispatch of requests to methods.

import SheetsAPI
import TextFormats

/// The spreadsheets of an account, with their Drive metadata.
struct RESTAccount {
  /// A spreadsheet with its Drive metadata.
  struct File {
    var workbook: Workbook
    var owner: Identity
    var createdAt: Int64
    var modifiedAt: Int64
    var permissions: [JSON]
  }

  /// The files in the order of creation, without deleted ones.
  var files: [File] = []
  var ids: SplitMix64
  var presetIDs: [String] = []
  var quota: Quota?
  private var identities = NumberedKeys<Identity>()

  init(seed: UInt64, quota limits: QuotaLimits?) {
    ids = SplitMix64(seed: seed, substream: "rest.ids")
    quota = limits.map { Quota($0, projectNumber: 100_000_000_001) }
  }

  mutating func answer(_ request: RESTRequest, as identity: Identity, at now: Int64) -> RESTAnswer {
    do throws(ErrorEnvelope) {
      if request.path.hasPrefix("/drive/v3/") { return try drive(request, as: identity, at: now) }
      if request.path.hasPrefix("/drive/") || request.path.hasPrefix("/upload/") {
        throw .notSimulated("the Drive call \(request.method) \(request.path.prefix(50))")
      }
      return RESTAnswer(try sheets(request, as: identity, at: now))
    } catch {
      return RESTAnswer(error)
    }
  }

  /// The index of a file that the identity may access.
  ///
  /// - Throws: 404 if there is no such file, 403 if the role of the identity does not suffice.
  func fileIndex(of id: SpreadsheetID, for identity: Identity, writing: Bool) throws(ErrorEnvelope) -> Int {
    guard let fileIndex = files.firstIndex(where: { $0.workbook.id == id }) else { throw .entityNotFound }
    // Unlike Drive, which hides the file: 404 there, 403 here.
    guard let role = files[fileIndex].role(of: identity), !writing || role != .reader else {
      throw .callerHasNoPermission
    }
    return fileIndex
  }

  // MARK: Sheets

  private mutating func sheets(_ rest: RESTRequest, as identity: Identity, at now: Int64) throws(ErrorEnvelope) -> JSON
  {
    guard let (id, tail) = SheetsRequest.target(rest.path) else { throw Self.methodNotFound }
    if let name = Self.unmodeled(rest.method, tail ?? "") { throw .notSimulated(name) }
    let query = RESTQuery(rest.parameters)
    let copied = try copiedSheet(rest.method, tail ?? "")
    // An invalid body is refused before anything is looked up.
    let request = copied == nil ? try SheetsRequest(rest) : nil
    guard copied != nil || request != nil else { throw Self.methodNotFound }
    try Self.checkResponseOptions(request, rest, query)
    let access = request?.method.access ?? .write
    if quota != nil, let refusal = quota?.admit(access, identity: identities.number(of: identity), at: now) {
      throw refusal
    }
    guard let mask = try Self.mask(query) else { throw .invalid("Invalid field selection") }
    if let copied {
      return mask.applied(to: try copySheet(copied, from: id, try SheetsRequest.body(rest), identity, at: now))
    }
    guard let request else { throw Self.methodNotFound }
    if case .spreadsheetsCreate = request {
      return mask.applied(to: try create(try SheetsRequest.body(rest), identity, at: now))
    }
    let fileIndex = try fileIndex(of: id, for: identity, writing: access == .write)
    if access == .write { try checkProtection(of: fileIndex, against: identity) }
    if case .spreadsheetsGet = request {
      let isMasked = query.field("fields").exists
      // With a mask, the answer has cells if the mask selects them, whatever includeGridData says.
      let cells = isMasked ? mask.touches(["sheets", "data"]) : query.truth("includeGridData")
      return mask.applied(
        to: try files[fileIndex].workbook.resource(ranges: query.all("ranges"), includesCells: cells, caller: identity))
    }
    files[fileIndex].workbook.ids.presetIDs = presetIDs
    var json = try files[fileIndex].workbook.apply(request).json
    if access == .write { files[fileIndex].modifiedAt = now }
    try complete(&json, request, rest, query, fileIndex, identity)
    return mask.applied(to: json)
  }

  /// Checks the response options of a write, so that invalid ones are refused before anything is applied.
  private static func checkResponseOptions(
    _ request: SheetsRequest?, _ rest: RESTRequest, _ query: RESTQuery
  ) throws(ErrorEnvelope) {
    let option: JSONField
    switch request {
    case .valuesUpdate, .valuesAppend: option = query.field("responseValueRenderOption")
    case .valuesBatchUpdate:
      let body = try SheetsRequest.body(rest)
      _ = try body["includeValuesInResponse"].boolean()
      option = body["responseValueRenderOption"]
    case .spreadsheetsBatchUpdate:
      let body = try SheetsRequest.body(rest)
      _ = try body["includeSpreadsheetInResponse"].boolean()
      _ = try body["responseIncludeGridData"].boolean()
      return
    default: return
    }
    let _: ValueRenderOption? = try option.word("ValueRenderOption")
  }

  /// Adds what the response options of a write ask for.
  private func complete(
    _ json: inout JSON, _ request: SheetsRequest, _ rest: RESTRequest, _ query: RESTQuery, _ fileIndex: Int,
    _ identity: Identity
  ) throws(ErrorEnvelope) {
    switch request {
    case .valuesUpdate(let call) where query.truth("includeValuesInResponse"):
      json["updatedData"] = try written(
        json, call.data.majorDimension, query.field("responseValueRenderOption"), fileIndex)
    case .valuesAppend(let call) where query.truth("includeValuesInResponse"):
      guard var updates = json["updates"] else { return }
      updates["updatedData"] = try written(
        updates, call.data.majorDimension, query.field("responseValueRenderOption"), fileIndex)
      json["updates"] = updates
    case .valuesBatchUpdate(let call):
      let body = try SheetsRequest.body(rest)
      guard try body["includeValuesInResponse"].boolean() == true else { return }
      var responses = json["responses"]?.array ?? []
      for (index, data) in call.data.enumerated() {
        responses[index]["updatedData"] = try written(
          responses[index], data.majorDimension, body["responseValueRenderOption"], fileIndex)
      }
      json["responses"] = .array(responses)
    case .spreadsheetsBatchUpdate:
      // Recorded live: newer answers report the state of comments, which no modeled request changes.
      json["commentUpdateState"] = "NO_UPDATES_REQUESTED"
      let body = try SheetsRequest.body(rest)
      guard try body["includeSpreadsheetInResponse"].boolean() == true else { return }
      json["updatedSpreadsheet"] = try files[fileIndex].workbook.resource(
        ranges: [], includesCells: try body["responseIncludeGridData"].boolean() ?? false, caller: identity)
    default: break
    }
  }

  /// Refuses writes to a spreadsheet with protected ranges by anybody but the owner and the editors.
  ///
  /// Whether a write touches the ranges is not modeled.
  private func checkProtection(of fileIndex: Int, against identity: Identity) throws(ErrorEnvelope) {
    guard files[fileIndex].owner != identity else { return }
    for range in files[fileIndex].workbook.protectedRanges {
      let editors = range.at(["editors", "users"])?.array ?? []
      if range["warningOnly"] != true, !editors.contains(.string(identity.name)) {
        throw .notSimulated("a write by a non-editor to a spreadsheet with protected ranges")
      }
    }
  }

  private func written(
    _ update: JSON, _ dimension: Dimension, _ option: JSONField, _ fileIndex: Int
  ) throws(ErrorEnvelope) -> JSON {
    try files[fileIndex].workbook.get(
      update["updatedRange"]?.string ?? "", majorDimension: dimension,
      valueRenderOption: try option.word("ValueRenderOption") ?? .formattedValue
    ).json
  }

  private mutating func create(_ body: JSONField, _ identity: Identity, at now: Int64) throws(ErrorEnvelope) -> JSON {
    let wanted = try Spreadsheet(body)
    let sheets = body.json?["sheets"]?.array ?? []
    for sheet in sheets {
      for member in sheet.object?.members ?? [] where member.name != "properties" {
        throw .notSimulated("spreadsheets.create with sheets.\(member.name)")
      }
    }
    for member in body.json?.object?.members ?? [] where member.name != "properties" && member.name != "sheets" {
      throw .notSimulated("spreadsheets.create with \(member.name)")
    }
    let title = wanted.title.isEmpty ? "Untitled spreadsheet" : wanted.title
    let fileIndex = try add(title: title, sheets: wanted.sheets, owner: identity, at: now)
    for (index, sheet) in sheets.enumerated() {
      files[fileIndex].workbook.setFurtherProperties(sheet["properties"] ?? [:], ofSheet: index)
    }
    for name in ["locale", "timeZone", "autoRecalc"] {
      if let text = try body["properties"][name].string() { files[fileIndex].workbook.properties[name] = .string(text) }
    }
    return try files[fileIndex].workbook.resource(ranges: [], includesCells: false, caller: identity)
  }

  /// Adds a file and returns its index.
  mutating func add(
    title: String, sheets: [SheetProperties], owner: Identity, at now: Int64
  ) throws(ErrorEnvelope) -> Int {
    let id = newFileID()
    var workbook = try Workbook(id: id, title: title, sheets: sheets, ids: SplitMix64(seed: ids.next()))
    workbook.ids.presetIDs = presetIDs
    files.append(
      File(workbook: workbook, owner: owner, createdAt: now, modifiedAt: now, permissions: [Self.ownership(owner)]))
    return files.count - 1
  }

  mutating func newFileID() -> SpreadsheetID {
    if !presetIDs.isEmpty { return SpreadsheetID(presetIDs.removeFirst()) }
    while true {
      let id = SpreadsheetID.drawn(from: &ids)
      if !files.contains(where: { $0.workbook.id == id }) { return id }
    }
  }

  // MARK: Copying a sheet

  private func copiedSheet(_ method: String, _ tail: String) throws(ErrorEnvelope) -> Int? {
    guard method == "POST", tail.hasPrefix("/sheets/"), tail.hasSuffix(":copyTo") else { return nil }
    let text = tail.dropFirst("/sheets/".count).dropLast(":copyTo".count)
    guard let id = Int(text) else { throw .invalidField("sheet_id", type: "TYPE_INT32", .string(String(text))) }
    return id
  }

  private mutating func copySheet(
    _ sheetID: Int, from id: SpreadsheetID, _ body: JSONField, _ identity: Identity, at now: Int64
  ) throws(ErrorEnvelope) -> JSON {
    let source = try fileIndex(of: id, for: identity, writing: false)
    let target = SpreadsheetID(try body["destinationSpreadsheetId"].string() ?? "")
    let destination = try fileIndex(of: target, for: identity, writing: true)
    files[destination].workbook.ids.presetIDs = presetIDs
    let copy = try files[destination].workbook.copySheet(withID: sheetID, from: files[source].workbook)
    files[destination].modifiedAt = now
    return copy
  }

  // MARK: Methods that are not modeled

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

  static let methodNotFound = ErrorEnvelope(.notFound, "Method not found.")

  static func mask(_ query: RESTQuery) throws(ErrorEnvelope) -> FieldMask? {
    FieldMask(try query.field("fields").string() ?? "*")
  }
}

extension SpreadsheetID {
  /// An id like the recorded ones: 44 URL-safe characters, starting with 1.
  static func drawn(from generator: inout SplitMix64) -> SpreadsheetID {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = [UInt8(ascii: "1")]
    while text.count < 44 { text.append(alphabet[Int(generator.draw(below: 64))]) }
    return SpreadsheetID(String(decoding: text, as: UTF8.self))
  }
}
