// The cells of one sheet: blocks of 256 rows with eight bytes per cell, allocated when first written.

import SheetsAPI

/// The cells of a sheet, up to ten million; the grid limits are checked elsewhere.
///
/// Rows and columns are indices from 0. An empty text is an empty cell.
package struct CellStorage {
  static let rowsPerBlock = 256

  /// A block of 256 rows, as wide as the widest of them.
  struct Block {
    var stride = 0
    var cells: ContiguousArray<PackedCell> = []
    /// The number of nonempty cells.
    var used = 0
    /// The number of nonempty cells of each row; empty for a block that was never written.
    var usedByRow: ContiguousArray<Int32> = []
    /// The number of rows with a nonempty cell.
    var usedRows = 0

    /// Counts a cell of a row that became nonempty (1) or empty (-1).
    mutating func count(_ change: Int, inRow row: Int) {
      guard change != 0 else { return }
      used += change
      let before = usedByRow[row]
      usedByRow[row] = before + Int32(change)
      if before == 0 { usedRows += 1 } else if usedByRow[row] == 0 { usedRows -= 1 }
    }
  }

  var blocks: ContiguousArray<Block> = []
  /// The width of the widest block.
  private var widestStride = 0
  var texts = TextTable()
  /// The words of the row that is being written, kept because the next row needs as much memory.
  var words: ContiguousArray<PackedCell> = []

  /// The number of rows down to the last one with data.
  package internal(set) var dataRowCount = 0

  /// Creates an empty storage.
  package init() {}

  /// The number of cells that contain a text.
  package var textCount: Int { texts.count }

  /// The value of a cell; `nil` if it is empty.
  package subscript(row: Int, column: Int) -> CellValue? {
    value(of: packed(row, column))
  }

  /// Whether all these cells of a row are empty.
  package func isEmpty(row: Int, columns: Range<Int>) -> Bool {
    guard row < dataRowCount else { return true }
    let block = blocks[row / Self.rowsPerBlock]
    let inBlock = row % Self.rowsPerBlock
    if block.used == 0 || block.usedByRow[inBlock] == 0 { return true }
    if columns.lowerBound <= 0, columns.upperBound >= block.stride { return false }
    let start = inBlock * block.stride
    let end = min(columns.upperBound, block.stride)
    var column = max(columns.lowerBound, 0)
    while column < end {
      if !block.cells[start + column].isEmpty { return false }
      column += 1
    }
    return true
  }

  /// Whether all these cells of a column are empty.
  package func isEmpty(column: Int, rows: Range<Int>) -> Bool {
    if column >= widestStride { return true }
    var row = rows.lowerBound
    let end = min(rows.upperBound, dataRowCount)
    while row < end {
      let index = row / Self.rowsPerBlock
      let blockEnd = min(end, (index + 1) * Self.rowsPerBlock)
      let block = blocks[index]
      if column < block.stride, block.used > 0 {
        while row < blockEnd {
          if !block.cells[row % Self.rowsPerBlock * block.stride + column].isEmpty { return false }
          row += 1
        }
      }
      row = blockEnd
    }
    return true
  }

  /// The last of these columns in which a row has data.
  package func lastDataColumn(row: Int, columns: Range<Int>) -> Int? {
    let index = row / Self.rowsPerBlock
    guard row < dataRowCount, blocks[index].used > 0 else { return nil }
    let start = (row % Self.rowsPerBlock) * blocks[index].stride
    return columns.clamped(to: 0..<blocks[index].stride).last { !blocks[index].cells[start + $0].isEmpty }
  }

  /// The values of a row in these columns, without empty cells at the end; other empty cells are empty texts.
  package func values(row: Int, columns: Range<Int>) -> [CellValue] {
    var values: [CellValue] = []
    appendValues(row: row, columns: columns, to: &values)
    return values
  }

  /// Appends the values of a row in these columns to an array.
  func appendValues(row: Int, columns: Range<Int>, to values: inout [CellValue]) {
    let index = row / Self.rowsPerBlock
    guard row < dataRowCount, blocks[index].used > 0 else { return }
    let start = (row % Self.rowsPerBlock) * blocks[index].stride
    let columns = columns.clamped(to: 0..<blocks[index].stride)
    blocks[index].cells.withUnsafeBufferPointer { cells in
      var end = columns.upperBound
      while end > columns.lowerBound, cells[start + end - 1].isEmpty { end -= 1 }
      if values.isEmpty { values.reserveCapacity(end - columns.lowerBound) }
      // By index, because an iterator is slow in a debug build.
      var column = columns.lowerBound
      while column < end {
        values.append(value(of: cells[start + column]) ?? .string(""))
        column += 1
      }
    }
  }

  /// Sets a cell; `nil` or the empty text clears it.
  package mutating func set(_ row: Int, _ column: Int, to value: CellValue?) {
    store(pack(value ?? .null), row, column)
  }

  /// Clears a rectangle of cells.
  package mutating func clear(rows: Range<Int>, columns: Range<Int>) {
    let rows = rows.clamped(to: 0..<dataRowCount)
    var row = rows.lowerBound
    while row < rows.upperBound {
      let index = row / Self.rowsPerBlock
      let blockEnd = min(rows.upperBound, (index + 1) * Self.rowsPerBlock)
      if blocks[index].used > 0 {
        let used = columns.clamped(to: 0..<blocks[index].stride)
        for row in row..<blockEnd {
          for column in used { replace(row, column, with: .empty) }
        }
        if blocks[index].used == 0 { blocks[index] = Block() }
      }
      row = blockEnd
    }
    shrinkToData()
  }

  /// Moves all rows from `row` on down by `count`, leaving empty rows.
  package mutating func insertRows(_ count: Int, at row: Int) {
    guard count > 0, row < dataRowCount else { return }
    for source in stride(from: dataRowCount - 1, through: row, by: -1) {
      for column in 0..<blocks[source / Self.rowsPerBlock].stride {
        let cell = packed(source, column)
        // The word moves unchanged: its text keeps its index in the table.
        if cell != .empty {
          put(.empty, source, column)
          store(cell, source + count, column)
        }
      }
    }
    shrinkToData()
  }

  // MARK: One cell

  private func packed(_ row: Int, _ column: Int) -> PackedCell {
    let index = row / Self.rowsPerBlock
    guard index < blocks.count, column < blocks[index].stride else { return .empty }
    return blocks[index].cells[(row % Self.rowsPerBlock) * blocks[index].stride + column]
  }

  private mutating func store(_ cell: PackedCell, _ row: Int, _ column: Int) {
    if cell == .empty {
      guard row < dataRowCount else { return }
      replace(row, column, with: .empty)
      if row == dataRowCount - 1 { shrinkToData() }
    } else {
      makeCapacity(row, column)
      replace(row, column, with: cell)
      dataRowCount = max(dataRowCount, row + 1)
    }
  }

  /// Replaces a word and releases the text of the old one.
  private mutating func replace(_ row: Int, _ column: Int, with cell: PackedCell) {
    if let index = packed(row, column).textIndex { texts.remove(index) }
    put(cell, row, column)
  }

  private mutating func put(_ cell: PackedCell, _ row: Int, _ column: Int) {
    let index = row / Self.rowsPerBlock
    guard column < blocks[index].stride else { return }
    let inBlock = row % Self.rowsPerBlock
    let offset = inBlock * blocks[index].stride + column
    let change = (cell == .empty ? 0 : 1) - (blocks[index].cells[offset] == .empty ? 0 : 1)
    blocks[index].cells[offset] = cell
    blocks[index].count(change, inRow: inBlock)
  }

  // MARK: Capacity

  mutating func makeCapacity(_ row: Int, _ column: Int) {
    let index = row / Self.rowsPerBlock
    while blocks.count <= index { blocks.append(Block()) }
    let old = blocks[index].stride
    guard column >= old else { return }
    // At least half as wide again, so that a block written column by column is copied only a few times.
    let new = max(column + 1, old + old / 2)
    var cells = ContiguousArray(repeating: PackedCell.empty, count: new * Self.rowsPerBlock)
    for row in 0..<Self.rowsPerBlock {
      for column in 0..<old { cells[row * new + column] = blocks[index].cells[row * old + column] }
    }
    widestStride = max(widestStride, new)
    blocks[index].stride = new
    blocks[index].cells = cells
    if old == 0 { blocks[index].usedByRow = ContiguousArray(repeating: 0, count: Self.rowsPerBlock) }
  }

  /// Lowers `dataRowCount` to the last row with data, skipping empty blocks.
  mutating func shrinkToData() {
    while dataRowCount > 0 {
      let row = dataRowCount - 1
      let index = row / Self.rowsPerBlock
      if blocks[index].used == 0 {
        dataRowCount = index * Self.rowsPerBlock
      } else if isEmpty(row: row, columns: 0..<blocks[index].stride) {
        dataRowCount = row
      } else {
        break
      }
    }
    let needed = (dataRowCount + Self.rowsPerBlock - 1) / Self.rowsPerBlock
    if needed < blocks.count { blocks.removeLast(blocks.count - needed) }
  }
}
