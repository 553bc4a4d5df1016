// Changes that write cells: update, append, repeat.

import SheetsAPI
import TextFormats

/// The rows of a change that writes cells: values and formulas alone, as most changes write them, or cells as JSON.
struct CellRows {
  private var values: [RowData] = []
  private var cells: [[JSON]] = []
  /// The fields of the cells that are written.
  let paths: [[String]]

  /// Takes the rows of a typed request.
  ///
  /// - Throws: 501 if the mask selects more than the values.
  init(_ rows: [RowData], fields: String, of kind: RequestKind) throws(ErrorEnvelope) {
    // Cells of typed requests have only a value, so every mask of theirs selects it.
    guard fields == "userEnteredValue" || fields == "*" else {
      throw .notSimulated("the field mask of \(kind): \(fields)")
    }
    (values, paths) = (rows, Self.valuesAlone)
  }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    paths = try FieldMask(of: body).paths
    if paths == Self.valuesAlone {
      values = try RowData.rows(body["rows"])
    } else {
      cells = try body["rows"].elements(type: RowData.type).map { $0["values"].json?.array ?? [] }
    }
  }

  private static let valuesAlone = [["userEnteredValue"]]

  var count: Int { values.count + cells.count }

  var width: Int {
    var width = 0
    for row in values { width = max(width, row.count) }
    for row in cells { width = max(width, row.count) }
    return width
  }

  /// Checks that rows from a corner stay inside the grid or the range; the messages are quoted in issues of client libraries.
  ///
  /// - Throws: 400 if they do not.
  func checkFit(_ corner: CellPosition, _ limit: GridArea) throws(ErrorEnvelope) {
    for (dimension, count) in [(Dimension.rows, count), (.columns, width)] {
      let end = limit[dimension].upperBound
      if corner[dimension] + count > end { throw .beyond(dimension, end) }
    }
  }

  func write(to sheet: inout Sheet, at corner: CellPosition) throws(ErrorEnvelope) {
    let hasFormulas = try CellEntry.check(values)
    try sheet.checkValidation(values, at: corner)
    sheet.write(values, at: corner, hasFormulas: hasFormulas)
    for (offset, row) in cells.enumerated() {
      for (columnOffset, cell) in row.enumerated() {
        let position = CellPosition(row: corner.row + offset, column: corner.column + columnOffset)
        try sheet.write(cell, paths, at: position)
      }
    }
  }
}

extension ErrorEnvelope {
  fileprivate static func beyond(_ dimension: Dimension, _ end: Int) -> ErrorEnvelope {
    let noun = dimension.noun
    return .invalid("Attempting to write \(noun): \(end), beyond the last requested \(noun) of: \(end - 1)")
  }
}

/// Writes cells from a start, or over a range whose other cells are cleared.
struct UpdateCells: SheetChange {
  private enum Target {
    case start(GridCoordinate)
    case range(GridRange)
  }

  private let target: Target
  private let rows: CellRows

  init(_ request: BatchRequest.UpdateCells) throws(ErrorEnvelope) {
    target = .start(request.start)
    rows = try CellRows(request.rows, fields: request.fields, of: .updateCells)
  }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    if let range = try body.range() {
      target = .range(range)
    } else {
      target = .start(try GridCoordinate(body["start"]))
    }
    rows = try CellRows(body)
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    switch target {
    case .start(let start):
      let index = try workbook.sheetIndex(withID: start.sheetID)
      let limit = try workbook.sheets[index].clipped(CellArea())
      let corner = CellPosition(row: start.rowIndex, column: start.columnIndex)
      try Self.checkStart(corner.row, "rowIndex", .rows, limit)
      try Self.checkStart(corner.column, "columnIndex", .columns, limit)
      try rows.checkFit(corner, limit)
      try rows.write(to: &workbook.sheets[index], at: corner)
    case .range(let range):
      let (index, area) = try workbook.resolve(range)
      try rows.checkFit(area.corner, area)
      for position in workbook.sheets[index].details.positions(in: area) {
        try workbook.sheets[index].write([:], rows.paths, at: position)
      }
      if rows.paths.contains(["userEnteredValue"]) || rows.paths.contains(["*"]) {
        workbook.sheets[index].clearValues(area)
      }
      try rows.write(to: &workbook.sheets[index], at: area.corner)
    }
    return .none
  }

  /// The message for a start outside the grid is quoted in issues of client libraries, that for a negative one assumed.
  private static func checkStart(
    _ start: Int, _ field: String, _ dimension: Dimension, _ grid: GridArea
  ) throws(ErrorEnvelope) {
    guard start >= 0 else { throw .invalid("GridCoordinate.\(field)[\(start)] must not be negative.") }
    let count = grid[dimension].count
    guard start < count else {
      throw .invalid("GridCoordinate.\(field)[\(start)] is after last \(dimension.noun) in grid[\(count - 1)]")
    }
  }
}

/// Writes rows after the last row of the sheet with data, and adds missing rows to the grid.
///
/// Recorded live: the position of the rows, and that a full grid grows. Reported in issues of client libraries: columns
/// are not added. Assumed: only the missing rows are added.
struct AppendCells: SheetChange {
  private let sheetID: Int
  private let rows: CellRows

  init(_ request: BatchRequest.AppendCells) throws(ErrorEnvelope) {
    sheetID = request.sheetID
    rows = try CellRows(request.rows, fields: request.fields, of: .appendCells)
  }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    sheetID = try body["sheetId"].integer() ?? 0
    rows = try CellRows(body)
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.sheetIndex(withID: sheetID)
    let columnCount = workbook.sheets[index].properties.columnCount
    guard rows.width <= columnCount else { throw .beyond(.columns, columnCount) }
    let row = workbook.sheets[index].cells.dataRowCount
    try workbook.growGrid(ofSheet: index, rowCount: row + rows.count)
    try rows.write(to: &workbook.sheets[index], at: CellPosition(row: row, column: 0))
    return .none
  }
}

/// Writes the same fields to every cell of a range.
struct RepeatCell: RangeChange {
  let range: GridRange?
  let cell: JSON
  let paths: [[String]]

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try body.range()
    cell = body["cell"].json ?? [:]
    paths = try FieldMask(of: body).paths
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    guard area.cellCount <= 1_000_000 else { throw .notSimulated("repeatCell of a million cells") }
    for position in area.positions { try sheet.write(cell, paths, at: position) }
  }
}

extension Sheet {
  private static let writableFields = ["userEnteredValue", "userEnteredFormat", "note", "dataValidation"]

  /// Writes the fields of a cell that the paths select; missing fields are cleared.
  ///
  /// - Throws: 400 for an invalid value, 501 for a field that is not modeled.
  mutating func write(_ cell: JSON, _ paths: [[String]], at position: CellPosition) throws(ErrorEnvelope) {
    for path in paths {
      let value = cell.at(path)
      switch path[0] {
      case "*" where path.count == 1:
        let known = Self.writableFields + ["effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"]
        for member in cell.object?.members ?? [] where !known.contains(member.name) {
          throw .notSimulated("the field \(member.name) of a cell")
        }
        try write(cell, Self.writableFields.map { [$0] }, at: position)
      case "userEnteredValue":
        let value = try ExtendedValue(JSONField(cell["userEnteredValue"], "userEnteredValue"))
        try CellEntry.check(value)
        try checkValidation(EnteredText(value), at: position)
        enter(EnteredText(value), at: position)
      case "userEnteredFormat":
        if let pattern = cell.at(["userEnteredFormat", "numberFormat", "pattern"])?.string,
          let part = NumberFormat.unmodeledPart(of: pattern)
        {
          throw .notSimulated("\(part) in the number format \(pattern)")
        }
        var format = details[position].format ?? [:]
        if path.count == 1 { format = value ?? [:] } else { format.set(path.dropFirst(), to: value) }
        details[position].format = format.unlessEmpty.map(StoredFormat.of)
      case "note": details[position].note = value?.string.flatMap { $0.isEmpty ? nil : $0 }
      case "dataValidation": details[position].validation = value == .null ? nil : value
      default: throw .notSimulated("the field \(path.joined(separator: ".")) of a cell")
      }
    }
  }
}
