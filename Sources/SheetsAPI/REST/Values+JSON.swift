// Converts values, ranges and cells to and from JSON.

import TextFormats

extension CellValue {
  /// The value as a JSON scalar.
  public var json: JSON {
    switch self {
    case .null: .null
    case .number(let number): .number(number)
    case .string(let text): .string(text)
    case .boolean(let truth): .boolean(truth)
    }
  }

  package init(_ field: JSON, at path: @autoclosure () -> String) throws(ErrorEnvelope) {
    switch field {
    case .null: self = .null
    case .number(let number): self = .number(number)
    case .string(let text): self = .string(text)
    case .boolean(let truth): self = .boolean(truth)
    case .array: throw .invalid(path(), "list_value")
    case .object: throw .invalid(path(), "struct_value")
    }
  }
}

extension ErrorEnvelope {
  /// 400 for a cell that is an array or an object; the message is quoted in issues of client libraries.
  fileprivate static func invalid(_ path: String, _ kind: String) -> ErrorEnvelope {
    ErrorEnvelope(.invalidArgument, "Invalid \(path): \(kind) {\n}\n")
  }
}

extension ValueRange {
  /// The range and its values as JSON: `ValueRange` of the API.
  public var json: JSON {
    .members([
      "range": .string(range), "majorDimension": .string(majorDimension.rawValue),
      "values": values.map { rows in .array(rows.map { .array($0.map(\.json)) }) },
    ])
  }

  /// Parses a range of values; `range` is used if the JSON has none.
  ///
  /// - Throws: 400 if a field has the wrong type or a cell is an array or an object.
  package init(_ field: JSONField, range: String? = nil) throws(ErrorEnvelope) {
    let type = "type.googleapis.com/google.protobuf.ListValue"
    let list = field["values"]
    var values: [[CellValue]]?
    if let rows = try list.array(type: type) {
      var all: [[CellValue]] = []
      all.reserveCapacity(rows.count)
      for (number, row) in rows.enumerated() {
        guard let cells = row.array else { throw .invalidField("\(list.path)[\(number)]", type: type, row) }
        var values: [CellValue] = []
        values.reserveCapacity(cells.count)
        for (column, cell) in cells.enumerated() {
          values.append(try CellValue(cell, at: "values[\(number)][\(column)]"))
        }
        all.append(values)
      }
      values = all
    }
    self.init(
      range: try field["range"].string() ?? range ?? "",
      majorDimension: try field["majorDimension"].word("Dimension") ?? .rows, values: values)
  }
}

extension GridRange {
  /// The range as JSON: `GridRange` of the API; like Google, it omits the sheet id 0.
  public var json: JSON {
    .members([
      "sheetId": sheetID == 0 ? nil : JSON(sheetID), "startRowIndex": startRowIndex.map { JSON($0) },
      "endRowIndex": endRowIndex.map { JSON($0) }, "startColumnIndex": startColumnIndex.map { JSON($0) },
      "endColumnIndex": endColumnIndex.map { JSON($0) },
    ])
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    self.init(
      sheetID: try field["sheetId"].integer() ?? 0, startRowIndex: try field["startRowIndex"].integer(),
      endRowIndex: try field["endRowIndex"].integer(), startColumnIndex: try field["startColumnIndex"].integer(),
      endColumnIndex: try field["endColumnIndex"].integer())
  }
}

extension GridCoordinate {
  /// The coordinate as JSON: `GridCoordinate` of the API.
  public var json: JSON {
    ["sheetId": JSON(sheetID), "rowIndex": JSON(rowIndex), "columnIndex": JSON(columnIndex)]
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    self.init(
      sheetID: try field["sheetId"].integer() ?? 0, rowIndex: try field["rowIndex"].integer() ?? 0,
      columnIndex: try field["columnIndex"].integer() ?? 0)
  }
}

extension ExtendedValue {
  /// The value as JSON, such as `{"numberValue":1}`.
  public var json: JSON {
    switch self {
    case .number(let number): ["numberValue": .number(number)]
    case .string(let text): ["stringValue": .string(text)]
    case .boolean(let truth): ["boolValue": .boolean(truth)]
    case .formula(let text): ["formulaValue": .string(text)]
    }
  }

  package init?(_ field: JSONField) throws(ErrorEnvelope) {
    if let number = try field["numberValue"].number() {
      self = .number(number)
    } else if let text = try field["stringValue"].string() {
      self = .string(text)
    } else if let truth = try field["boolValue"].boolean() {
      self = .boolean(truth)
    } else if let text = try field["formulaValue"].string() {
      self = .formula(text)
    } else {
      return nil
    }
  }
}

extension RowData {
  /// The row as JSON: `RowData` of the API.
  public var json: JSON {
    ["values": .array(values.map { .members(["userEnteredValue": $0.userEnteredValue?.json]) })]
  }

  package init(_ field: JSONField) throws(ErrorEnvelope) {
    var cells: [CellData] = []
    for cell in try field["values"].elements(type: "type.googleapis.com/google.apps.sheets.v4.CellData") {
      cells.append(CellData(userEnteredValue: try ExtendedValue(cell["userEnteredValue"])))
    }
    self.init(values: cells)
  }
}
