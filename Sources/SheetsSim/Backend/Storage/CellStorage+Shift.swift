// Moves cells along with an insertion or deletion of rows or columns.

import SheetsAPI

extension CellStorage {
  mutating func shift(_ shift: DimensionShift) {
    if shift.dimension == .rows, shift.count > 0 { return insertRows(shift.count, at: shift.index) }
    var moved = CellStorage()
    for row in 0..<dataRowCount {
      for (column, value) in values(row: row, columns: 0..<Int.max).enumerated() where value != .string("") {
        guard let target = shift.moved(CellPosition(row: row, column: column)) else { continue }
        moved.set(target.row, target.column, to: value)
      }
    }
    self = moved
  }
}
