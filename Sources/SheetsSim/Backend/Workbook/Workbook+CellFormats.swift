// Requests about features of cells: formats, notes, validation, merges.

import SheetsAPI
import TextFormats

extension Workbook {
  private static let cellFields = ["userEnteredValue", "userEnteredFormat", "note", "dataValidation"]

  /// Writes the fields of a cell that the mask selects; missing fields are cleared.
  private mutating func write(
    _ cell: JSON, _ paths: [[String]], at position: CellPosition, ofSheet index: Int
  ) throws(ErrorEnvelope) {
    for path in paths {
      // All writable fields of a cell in this workbook.
      if path == ["*"] {
        let known = Self.cellFields + ["effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"]
        for member in cell.object?.members ?? [] where !known.contains(member.name) {
          throw .notSimulated("the field \(member.name) of a cell")
        }
        try write(cell, Self.cellFields.map { [$0] }, at: position, ofSheet: index)
        continue
      }
      let value = cell.at(path)
      switch path[0] {
      case "userEnteredValue":
        let entered = try ExtendedValue(JSONField(cell["userEnteredValue"], "userEnteredValue"))
        try CellEntry.check([RowData(values: [CellData(userEnteredValue: entered)])])
        try checkValidation(EnteredText(entered), at: position, ofSheet: index)
        set(EnteredText(entered), at: position, ofSheet: index)
      case "userEnteredFormat":
        var format = sheets[index].features[detail: position].format ?? [:]
        if let pattern = cell.at(["userEnteredFormat", "numberFormat", "pattern"])?.string,
          let part = NumberFormat.unmodeledPart(of: pattern)
        {
          throw .notSimulated("\(part) in the number format \(pattern)")
        }
        if path.count == 1 { format = value ?? [:] } else { format.set(path.dropFirst(), to: value) }
        sheets[index].features[detail: position].format =
          format.object?.members.isEmpty == true ? nil : StoredFormat.of(format)
      case "note":
        let note = value?.string
        sheets[index].features[detail: position].note = note?.isEmpty == true ? nil : note
      case "dataValidation": sheets[index].features[detail: position].validation = value == .null ? nil : value
      default: throw .notSimulated("the field \(path.joined(separator: ".")) of a cell")
      }
    }
  }

  private func mask(_ body: JSONField) throws(ErrorEnvelope) -> [[String]] {
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    return mask.paths
  }

  mutating func repeatCell(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    let paths = try mask(body)
    guard area.rows.count * area.columns.count <= 1_000_000 else {
      throw .notSimulated("repeatCell of a million cells")
    }
    for row in area.rows {
      for column in area.columns {
        try write(body["cell"].json ?? [:], paths, at: CellPosition(row: row, column: column), ofSheet: index)
      }
    }
  }

  /// Writes cells with features, from a start or over a range; cells of the range without data are cleared.
  mutating func updateCells(_ body: JSONField) throws(ErrorEnvelope) {
    let rows = try body["rows"].elements(type: "type.googleapis.com/google.apps.sheets.v4.RowData")
    let paths = try mask(body)
    let index: Int
    var area: GridArea
    if body["range"].exists {
      (index, area) = try gridArea(body["range"])
    } else {
      let start = try GridCoordinate(body["start"])
      index = try sheetIndex(withID: start.sheetID)
      let width = rows.map { $0["values"].json?.array?.count ?? 0 }.max() ?? 0
      guard start.rowIndex >= 0, start.columnIndex >= 0 else { throw .invalid("The start must not be negative.") }
      area = GridArea(
        rows: start.rowIndex..<start.rowIndex + max(rows.count, 1),
        columns: start.columnIndex..<start.columnIndex + max(width, 1))
      _ = try sheets[index].writable(area.cellArea)
      if rows.isEmpty { return }
    }
    let hasRange = body["range"].exists
    if hasRange {
      for position in sheets[index].features.positions where area.contains(position) {
        try write([:], paths, at: position, ofSheet: index)
      }
      if paths.contains(["userEnteredValue"]) || paths.contains(["*"]) {
        sheets[index].cells.clear(rows: area.rows, columns: area.columns)
      }
    }
    for (offset, row) in rows.enumerated() {
      for (columnOffset, cell) in (row["values"].json?.array ?? []).enumerated() {
        let target = CellPosition(row: area.rows.lowerBound + offset, column: area.columns.lowerBound + columnOffset)
        guard area.contains(target) else {
          throw .invalid(
            "Attempting to write \(area.rows.contains(target.row) ? "column: \(target.column)" : "row: \(target.row)"), beyond the last requested \(area.rows.contains(target.row) ? "column of: \(area.columns.upperBound - 1)" : "row of: \(area.rows.upperBound - 1)")"
          )
        }
        try write(cell, paths, at: target, ofSheet: index)
      }
    }
  }

  mutating func appendCells(_ body: JSONField) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: try body["sheetId"].integer() ?? 0)
    let rows = try body["rows"].elements(type: "type.googleapis.com/google.apps.sheets.v4.RowData")
    let paths = try mask(body)
    let first = sheets[index].cells.dataRowCount
    try growGrid(ofSheet: index, rowCount: first + rows.count, columnCount: 0)
    for (offset, row) in rows.enumerated() {
      for (column, cell) in (row["values"].json?.array ?? []).enumerated() {
        guard column < sheets[index].properties.columnCount else {
          throw .invalid("Attempting to write column: \(column), beyond the last requested column of: \(column - 1)")
        }
        try write(cell, paths, at: CellPosition(row: first + offset, column: column), ofSheet: index)
      }
    }
  }

  /// Sets borders, which are stored in the format of each cell.
  ///
  /// That a side between two cells is stored with both is assumed.
  mutating func updateBorders(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    guard area.rows.count * area.columns.count <= 1_000_000 else {
      throw .notSimulated("borders of a million cells")
    }
    for row in area.rows {
      for column in area.columns {
        let sides: [(String, Bool, String)] = [
          ("top", row == area.rows.lowerBound, "innerHorizontal"),
          ("bottom", row == area.rows.upperBound - 1, "innerHorizontal"),
          ("left", column == area.columns.lowerBound, "innerVertical"),
          ("right", column == area.columns.upperBound - 1, "innerVertical"),
        ]
        for (side, isOutline, inner) in sides {
          guard let border = body[isOutline ? side : inner].json else { continue }
          let position = CellPosition(row: row, column: column)
          var format = sheets[index].features[detail: position].format ?? [:]
          format.set(["borders", side], to: StoredFormat.border(border))
          if format["borders"]?.object?.members.isEmpty == true { format["borders"] = nil }
          sheets[index].features[detail: position].format = format.object?.members.isEmpty == true ? nil : format
        }
      }
    }
  }

  mutating func setDataValidation(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    let rule = body["rule"].json
    guard area.rows.count * area.columns.count <= 1_000_000 else {
      throw .notSimulated("validation of a million cells")
    }
    if let rule, rule.at(["condition", "type"])?.string == nil {
      throw .invalid("A validation rule needs a condition.")
    }
    for row in area.rows {
      for column in area.columns {
        sheets[index].features[detail: CellPosition(row: row, column: column)].validation = rule
      }
    }
  }

  mutating func mergeCells(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    let type = try body["mergeType"].string() ?? "MERGE_ALL"
    // A partial overlap with another merge is refused; the message is quoted in issues of client libraries.
    if sheets[index].features.merges.contains(where: { $0.overlaps(area) && !area.contains($0) }) {
      throw .invalid("You must select all cells in a merged range to merge or unmerge them.")
    }
    sheets[index].features.merges.removeAll { area.contains($0) }
    let parts: [GridArea]
    switch type {
    case "MERGE_ALL": parts = [area]
    case "MERGE_COLUMNS": parts = area.columns.map { GridArea(rows: area.rows, columns: $0..<$0 + 1) }
    case "MERGE_ROWS": parts = area.rows.map { GridArea(rows: $0..<$0 + 1, columns: area.columns) }
    default:
      throw .invalidField("mergeType", type: "type.googleapis.com/google.apps.sheets.v4.MergeType", .string(type))
    }
    for part in parts where part.rows.count > 1 || part.columns.count > 1 {
      sheets[index].features.merges.append(part)
      // Only the first value is kept, in the upper left cell.
      keepFirst(of: part, ofSheet: index)
    }
  }

  private mutating func keepFirst(of area: GridArea, ofSheet index: Int) {
    let cells = block(ofSheet: index, area).cells
    guard let first = cells.first(where: { $0.value != nil }) else { return }
    sheets[index].cells.clear(rows: area.rows, columns: area.columns)
    for cell in cells { sheets[index].features[detail: cell.position].formula = nil }
    let corner = CellPosition(row: area.rows.lowerBound, column: area.columns.lowerBound)
    sheets[index].cells.set(corner.row, corner.column, to: first.value)
    sheets[index].features[detail: corner].formula = first.detail.formula
  }

  mutating func unmergeCells(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    if sheets[index].features.merges.contains(where: { $0.overlaps(area) && !area.contains($0) }) {
      throw .invalid("You must select all cells in a merged range to merge or unmerge them.")
    }
    sheets[index].features.merges.removeAll { area.contains($0) }
  }
}

extension GridArea {
  func contains(_ position: CellPosition) -> Bool { rows.contains(position.row) && columns.contains(position.column) }

  func contains(_ other: GridArea) -> Bool {
    other.rows.clamped(to: rows) == other.rows && other.columns.clamped(to: columns) == other.columns
  }

  func overlaps(_ other: GridArea) -> Bool { rows.overlaps(other.rows) && columns.overlaps(other.columns) }
}
