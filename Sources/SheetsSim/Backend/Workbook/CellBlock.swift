// Cells with all that they have, taken from a sheet and put back.

import SheetsAPI

/// Cells with all that they have, taken from a sheet.
struct CellBlock {
  struct Cell {
    var place: CellPlace
    var value: CellValue?
    var detail: CellDetail
  }

  /// The cells that are not bare, row by row.
  var cells: [Cell]
}

extension Workbook {
  /// The cells of an area that have a value or anything else.
  func block(ofSheet index: Int, _ area: GridArea) -> CellBlock {
    var cells: [CellBlock.Cell] = []
    let sheet = sheets[index]
    var places = Set(sheet.features.details.keys.filter { area.contains($0) })
    for row in area.rows.clamped(to: 0..<max(0, sheet.cells.dataRowCount)) {
      for (offset, value) in sheet.cells.values(row: row, columns: area.columns).enumerated() where value != .string("")
      {
        places.insert(CellPlace(row: row, column: area.columns.lowerBound + offset))
      }
    }
    for place in places.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      cells.append(
        .init(place: place, value: sheet.cells[place.row, place.column], detail: sheet.features[detail: place]))
    }
    return CellBlock(cells: cells)
  }

  mutating func clearBlock(ofSheet index: Int, _ area: GridArea) {
    sheets[index].cells.clear(rows: area.rows, columns: area.columns)
    for place in sheets[index].features.places where area.contains(place) {
      sheets[index].features.details[place] = nil
    }
  }

  mutating func put(_ cell: CellBlock.Cell, at place: CellPlace, ofSheet index: Int) {
    sheets[index].cells.set(place.row, place.column, to: cell.value)
    sheets[index].features[detail: place] = cell.detail
  }
}
