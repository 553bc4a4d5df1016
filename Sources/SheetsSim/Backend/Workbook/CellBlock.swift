// Cells with all their features, for copying and moving.

import SheetsAPI

/// A block of cells with all their features, taken from a sheet.
struct CellBlock {
  struct Cell {
    var position: CellPosition
    var value: CellValue?
    var detail: CellDetail
  }

  /// The cells with a value or a feature, row by row.
  var cells: [Cell]
}

extension Workbook {
  /// Takes the cells of an area that have a value or a feature.
  func block(ofSheet index: Int, _ area: GridArea) -> CellBlock {
    var cells: [CellBlock.Cell] = []
    let sheet = sheets[index]
    var positions = Set(sheet.features.details.keys.filter { area.contains($0) })
    for row in area.rows.clamped(to: 0..<max(0, sheet.cells.dataRowCount)) {
      for (offset, value) in sheet.cells.values(row: row, columns: area.columns).enumerated() where value != .string("")
      {
        positions.insert(CellPosition(row: row, column: area.columns.lowerBound + offset))
      }
    }
    for position in positions.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      cells.append(
        .init(
          position: position, value: sheet.cells[position.row, position.column],
          detail: sheet.features[detail: position]))
    }
    return CellBlock(cells: cells)
  }

  mutating func clearBlock(ofSheet index: Int, _ area: GridArea) {
    sheets[index].cells.clear(rows: area.rows, columns: area.columns)
    for position in sheets[index].features.positions where area.contains(position) {
      sheets[index].features.details[position] = nil
    }
  }

  mutating func put(_ cell: CellBlock.Cell, at position: CellPosition, ofSheet index: Int) {
    sheets[index].cells.set(position.row, position.column, to: cell.value)
    sheets[index].features[detail: position] = cell.detail
  }
}
