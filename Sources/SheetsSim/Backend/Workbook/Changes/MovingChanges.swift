// Changes that move cells: copy, cut, sort.

import SheetsAPI

/// What a paste takes of a cell.
enum PasteType: String {
  case normal = "PASTE_NORMAL"
  case values = "PASTE_VALUES"
  case format = "PASTE_FORMAT"
  case noBorders = "PASTE_NO_BORDERS"
  case formula = "PASTE_FORMULA"
  case validation = "PASTE_DATA_VALIDATION"
  case conditional = "PASTE_CONDITIONAL_FORMATTING"

  /// Whether everything is taken; that a paste without borders has them too is assumed.
  var isWhole: Bool { self == .normal || self == .noBorders }
}

extension Sheet {
  fileprivate func checkNoMerges(in area: GridArea, _ kind: RequestKind) throws(ErrorEnvelope) {
    if merges.contains(where: { $0.overlaps(area) }) { throw .notSimulated("\(kind) of merged cells") }
  }

  fileprivate mutating func paste(_ cell: SheetCell, _ type: PasteType, at position: CellPosition) {
    switch type {
    case .normal, .noBorders: put(cell, at: position)
    case .values, .formula:
      set(cell.value, at: position)
      details[position].formula = type == .formula ? cell.detail.formula : nil
    case .format: details[position].format = cell.detail.format
    case .validation: details[position].validation = cell.detail.validation
    case .conditional: break
    }
  }
}

/// Copies cells; a destination that is a multiple of the source is filled with copies.
///
/// Source: `CopyPasteRequest`, Google Sheets API reference.
struct CopyPaste: SheetChange {
  let source: GridRange?
  let destination: GridRange?
  let type: PasteType
  let isTransposed: Bool

  init(_ body: JSONField) throws(ErrorEnvelope) {
    source = try body.range("source")
    destination = try body.range("destination")
    type = try body["pasteType"].word("PasteType") ?? .normal
    isTransposed = try body["pasteOrientation"].string() == "TRANSPOSE"
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (from, source) = try workbook.resolve(self.source)
    let (to, target) = try workbook.resolve(destination)
    let height = isTransposed ? source.columns.count : source.rows.count
    let width = isTransposed ? source.rows.count : source.columns.count
    let rowTimes = target.rows.count % height == 0 ? target.rows.count / height : 1
    let columnTimes = target.columns.count % width == 0 ? target.columns.count / width : 1
    if type.isWhole { try workbook.sheets[from].checkNoMerges(in: source, .copyPaste) }
    let block = workbook.sheets[from].block(source)
    for copy in GridArea(rows: 0..<rowTimes, columns: 0..<columnTimes).positions {
      let row = target.rows.lowerBound + copy.row * height
      let column = target.columns.lowerBound + copy.column * width
      let area = try workbook.sheets[to].writable(
        CellArea(rows: row..<row + height, columns: column..<column + width))
      if type.isWhole { workbook.sheets[to].clear(area) }
      if type == .values || type == .formula { workbook.sheets[to].clearValues(area) }
      for var cell in block {
        let (down, right) = (
          cell.position.row - source.rows.lowerBound, cell.position.column - source.columns.lowerBound
        )
        let position = CellPosition(
          row: row + (isTransposed ? right : down), column: column + (isTransposed ? down : right))
        cell.detail.formula = cell.detail.formula.map {
          FormulaReferences.moved(
            $0, rows: position.row - cell.position.row, columns: position.column - cell.position.column)
        }
        workbook.sheets[to].paste(cell, type, at: position)
      }
    }
    return .none
  }
}

/// Moves cells; the references in their formulas stay.
struct CutPaste: SheetChange {
  let source: GridRange?
  let destination: GridCoordinate
  let type: PasteType

  init(_ body: JSONField) throws(ErrorEnvelope) {
    source = try body.range("source")
    destination = try GridCoordinate(body["destination"])
    type = try body["pasteType"].word("PasteType") ?? .normal
    guard type == .normal || type == .values else { throw .notSimulated("cutPaste of the type \(type.rawValue)") }
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (from, source) = try workbook.resolve(self.source)
    let to = try workbook.sheetIndex(withID: destination.sheetID)
    let (row, column) = (destination.rowIndex, destination.columnIndex)
    guard row >= 0, column >= 0 else { throw .invalid("The destination is negative.") }
    let target = try workbook.sheets[to].writable(
      CellArea(rows: row..<row + source.rows.count, columns: column..<column + source.columns.count))
    try workbook.sheets[from].checkNoMerges(in: source, .cutPaste)
    try workbook.sheets[to].checkNoMerges(in: target, .cutPaste)
    try Self.checkNoFormulas(referTo: source, ofSheet: from, in: workbook)
    let block = workbook.sheets[from].block(source)
    workbook.sheets[from].clear(source)
    workbook.sheets[to].clear(target)
    for cell in block {
      let position = CellPosition(
        row: cell.position.row - source.rows.lowerBound + row,
        column: cell.position.column - source.columns.lowerBound + column)
      workbook.sheets[to].paste(cell, type, at: position)
    }
    return .none
  }

  /// Checks that no formula refers to cells that move.
  ///
  /// - Throws: 501, because that references follow moved cells is not modeled.
  private static func checkNoFormulas(
    referTo area: GridArea, ofSheet index: Int, in workbook: Workbook
  ) throws(ErrorEnvelope) {
    let sheet = workbook.sheets[index]
    for own in workbook.sheets.indices {
      for (_, formula) in workbook.sheets[own].details.formulas() {
        for (title, reference) in FormulaReferences.areas(of: formula)
        where title.map({ $0 == sheet.title }) ?? (own == index) {
          if let referred = try? sheet.clipped(reference), referred.overlaps(area) {
            throw .notSimulated("cutPaste of cells that formulas refer to")
          }
        }
      }
    }
  }
}

/// Sorts rows by columns; empty cells come last in both directions, and equal rows keep their order.
struct SortRange: RangeChange {
  let range: GridRange?
  let columns: [(index: Int, isDescending: Bool)]

  init(_ body: JSONField) throws(ErrorEnvelope) {
    range = try body.range()
    var columns: [(Int, Bool)] = []
    for part in try body["sortSpecs"].elements(type: "type.googleapis.com/google.apps.sheets.v4.SortSpec") {
      columns.append((try part["dimensionIndex"].integer() ?? 0, try part["sortOrder"].string() == "DESCENDING"))
    }
    self.columns = columns
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    for (column, _) in columns where !area.columns.contains(column) {
      throw .invalid("sortSpecs.dimensionIndex[\(column)] is outside of the range.")
    }
    try sheet.checkNoMerges(in: area, .sortRange)
    let end = sheet.block(area).last.map { $0.position.row + 1 } ?? area.rows.lowerBound
    let cells = sheet.cells
    let order = (area.rows.lowerBound..<end).sorted { isOrdered($0, $1, cells) }
    sheet.reorder(area, .rows, order) { cell, position in
      cell.detail.formula = cell.detail.formula.map {
        FormulaReferences.moved($0, rows: position.row - cell.position.row, columns: 0)
      }
    }
  }

  private func isOrdered(_ left: Int, _ right: Int, _ cells: CellStorage) -> Bool {
    for (column, isDescending) in columns {
      switch (cells[left, column], cells[right, column]) {
      case (nil, nil): continue
      case (nil, _): return false
      case (_, nil): return true
      case (let first?, let second?):
        let order = SortOrder.compare(first, second)
        if order != 0 { return isDescending ? order > 0 : order < 0 }
      }
    }
    return left < right
  }
}
