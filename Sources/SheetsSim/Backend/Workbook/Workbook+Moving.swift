// Requests that move cells: copy, cut, paste, sort.

import SheetsAPI

extension Workbook {
  private func checkNoMerges(in area: GridArea, ofSheet index: Int, _ kind: String) throws(ErrorEnvelope) {
    guard sheets[index].features.merges.contains(where: { $0.overlaps(area) }) else { return }
    throw .notSimulated("\(kind) of merged cells")
  }

  /// Checks that no formula refers to cells that move.
  ///
  /// - Throws: 501, because that references follow moved cells is not modeled.
  private func checkNoFormulas(referTo area: GridArea, ofSheet index: Int) throws(ErrorEnvelope) {
    for own in sheets.indices where sheets[own].features.hasFormulas {
      for position in sheets[own].features.positions {
        guard let formula = sheets[own].features.details[position]?.formula else { continue }
        for (sheet, reference) in FormulaReferences.areas(of: formula) {
          let isMeant = sheet.map { $0 == sheets[index].properties.title } ?? (own == index)
          if isMeant, let referred = try? sheets[index].clipped(reference), referred.overlaps(area) {
            throw .notSimulated("cutPaste of cells that formulas refer to")
          }
        }
      }
    }
  }

  private enum PasteType: String {
    case normal = "PASTE_NORMAL"
    case values = "PASTE_VALUES"
    case format = "PASTE_FORMAT"
    case noBorders = "PASTE_NO_BORDERS"
    case formula = "PASTE_FORMULA"
    case validation = "PASTE_DATA_VALIDATION"
    case conditional = "PASTE_CONDITIONAL_FORMATTING"
  }

  /// Copies cells; a destination that is a multiple of the source is filled with copies.
  ///
  /// Source: `CopyPasteRequest`, Google Sheets API reference.
  mutating func copyPaste(_ body: JSONField) throws(ErrorEnvelope) {
    let (from, source) = try gridArea(body["source"])
    let (to, target) = try gridArea(body["destination"])
    let type: PasteType = try body["pasteType"].word("PasteType") ?? .normal
    let isTransposed = try body["pasteOrientation"].string() == "TRANSPOSE"
    let height = isTransposed ? source.columns.count : source.rows.count
    let width = isTransposed ? source.rows.count : source.columns.count
    let rowTimes = target.rows.count % height == 0 ? target.rows.count / height : 1
    let columnTimes = target.columns.count % width == 0 ? target.columns.count / width : 1
    let block = block(ofSheet: from, source)
    if type == .normal || type == .noBorders { try checkNoMerges(in: source, ofSheet: from, "copyPaste") }
    for vertical in 0..<rowTimes {
      for horizontal in 0..<columnTimes {
        let row = target.rows.lowerBound + vertical * height
        let column = target.columns.lowerBound + horizontal * width
        let area = GridArea(rows: row..<row + height, columns: column..<column + width)
        _ = try sheets[to].writable(area.cellArea)
        if type == .normal || type == .noBorders { clearBlock(ofSheet: to, area) }
        if type == .values || type == .formula { sheets[to].cells.clear(rows: area.rows, columns: area.columns) }
        for cell in block.cells {
          let (down, right) = (
            cell.position.row - source.rows.lowerBound, cell.position.column - source.columns.lowerBound
          )
          let position = CellPosition(
            row: row + (isTransposed ? right : down), column: column + (isTransposed ? down : right))
          try paste(cell, type, at: position, ofSheet: to)
        }
      }
    }
  }

  private mutating func paste(
    _ cell: CellBlock.Cell, _ type: PasteType, at position: CellPosition, ofSheet index: Int
  ) throws(ErrorEnvelope) {
    var cell = cell
    if let formula = cell.detail.formula, type != .values, type != .format, type != .validation {
      cell.detail.formula = FormulaReferences.moved(
        formula, rows: position.row - cell.position.row, columns: position.column - cell.position.column)
    }
    switch type {
    case .normal, .noBorders: put(cell, at: position, ofSheet: index)
    case .values:
      sheets[index].cells.set(position.row, position.column, to: cell.value)
      sheets[index].features[detail: position].formula = nil
    case .formula:
      sheets[index].cells.set(position.row, position.column, to: cell.value)
      sheets[index].features[detail: position].formula = cell.detail.formula
    case .format: sheets[index].features[detail: position].format = cell.detail.format
    case .validation: sheets[index].features[detail: position].validation = cell.detail.validation
    case .conditional: break
    }
  }

  /// Moves cells; the references in their formulas stay.
  mutating func cutPaste(_ body: JSONField) throws(ErrorEnvelope) {
    let (from, source) = try gridArea(body["source"])
    let destination = try GridCoordinate(body["destination"])
    let to = try sheetIndex(withID: destination.sheetID)
    guard destination.rowIndex >= 0, destination.columnIndex >= 0 else {
      throw .invalid("The destination is negative.")
    }
    let rows = destination.rowIndex..<destination.rowIndex + source.rows.count
    let columns = destination.columnIndex..<destination.columnIndex + source.columns.count
    _ = try sheets[to].writable(CellArea(rows: rows, columns: columns))
    let type: PasteType = try body["pasteType"].word("PasteType") ?? .normal
    guard type == .normal || type == .values else { throw .notSimulated("cutPaste of the type \(type.rawValue)") }
    try checkNoMerges(in: source, ofSheet: from, "cutPaste")
    try checkNoMerges(in: GridArea(rows: rows, columns: columns), ofSheet: to, "cutPaste")
    try checkNoFormulas(referTo: source, ofSheet: from)
    let block = block(ofSheet: from, source)
    clearBlock(ofSheet: from, source)
    clearBlock(ofSheet: to, GridArea(rows: rows, columns: columns))
    for cell in block.cells {
      let position = CellPosition(
        row: cell.position.row - source.rows.lowerBound + rows.lowerBound,
        column: cell.position.column - source.columns.lowerBound + columns.lowerBound)
      if type == .normal {
        put(cell, at: position, ofSheet: to)
      } else {
        try paste(cell, type, at: position, ofSheet: to)
      }
    }
  }

  /// Enters delimited text starting at a cell, as if a user pasted it.
  mutating func pasteData(_ body: JSONField) throws(ErrorEnvelope) {
    let start = try GridCoordinate(body["coordinate"])
    let index = try sheetIndex(withID: start.sheetID)
    guard try body["html"].boolean() != true else { throw .notSimulated("pasteData of HTML") }
    let delimiter = try body["delimiter"].string() ?? "\t"
    guard let separator = delimiter.first, delimiter.count == 1, start.rowIndex >= 0, start.columnIndex >= 0 else {
      throw .invalid("The delimiter must be one character, the coordinate not negative.")
    }
    let rows = DelimitedText.rows(try body["data"].string() ?? "", separator: separator)
    let values = rows.map { $0.map { CellValue.string($0) } }
    try CellEntry.check(values, option: .userEntered)
    try checkLocale(values, option: .userEntered)
    let width = values.map(\.count).max() ?? 0
    try growGrid(
      ofSheet: index, rowCount: start.rowIndex + values.count, columnCount: start.columnIndex + width)
    let write = PlannedWrite(sheet: index, row: start.rowIndex, column: start.columnIndex, rows: values)
    try checkValidation(write, option: .userEntered)
    _ = apply(write, option: .userEntered)
  }

  /// Sorts rows by columns; empty cells come last in both directions, and equal rows keep their order.
  mutating func sortRange(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, area) = try gridArea(body["range"])
    var specifications: [(column: Int, descending: Bool)] = []
    for part in try body["sortSpecs"].elements(type: "type.googleapis.com/google.apps.sheets.v4.SortSpec") {
      let column = try part["dimensionIndex"].integer() ?? 0
      guard area.columns.contains(column) else {
        throw .invalid("sortSpecs.dimensionIndex[\(column)] is outside of the range.")
      }
      specifications.append((column, try part["sortOrder"].string() == "DESCENDING"))
    }
    try checkNoMerges(in: area, ofSheet: index, "sortRange")
    let block = block(ofSheet: index, area)
    let last = block.cells.last.map { $0.position.row + 1 } ?? area.rows.lowerBound
    let rows = Array(area.rows.lowerBound..<max(last, area.rows.lowerBound))
    let cells = sheets[index].cells
    let order = rows.sorted { left, right in
      for (column, descending) in specifications {
        let (first, second) = (cells[left, column], cells[right, column])
        switch (first, second) {
        case (nil, nil): continue
        case (nil, _): return false
        case (_, nil): return true
        case (let first?, let second?):
          let order = SortOrder.compare(first, second)
          if order != 0 { return descending ? order > 0 : order < 0 }
        }
      }
      return left < right
    }
    var target: [Int: Int] = [:]
    for (newOffset, row) in order.enumerated() { target[row] = area.rows.lowerBound + newOffset }
    clearBlock(ofSheet: index, area)
    for cell in block.cells {
      guard let row = target[cell.position.row] else { continue }
      var moved = cell
      if let formula = cell.detail.formula {
        moved.detail.formula = FormulaReferences.moved(formula, rows: row - cell.position.row, columns: 0)
      }
      put(moved, at: CellPosition(row: row, column: cell.position.column), ofSheet: index)
    }
  }
}
