// Whole rows and columns of cells: what a service writes, what an append looks for, what an audit reads.

import SheetsAPI

extension CellStorage {
  /// Sets neighbouring cells of a row from a column on, each as `set` would; null leaves its cell as it is.
  package mutating func setRow(_ row: Int, from column: Int, to values: [CellValue]) {
    var packed = ContiguousArray<PackedCell>()
    packed.reserveCapacity(values.count)
    for value in values { packed.append(value.isNull ? .unchanged : pack(value)) }
    setRow(row, from: column, to: packed)
  }

  /// Sets neighbouring cells of a row from a column on; an empty cell of the request empties the cell it stands for.
  package mutating func setRow(_ row: Int, from column: Int, to cells: [CellData]) {
    var packed = ContiguousArray<PackedCell>()
    packed.reserveCapacity(cells.count)
    for cell in cells { packed.append(pack(cell)) }
    setRow(row, from: column, to: packed)
  }

  /// Puts words in offset of a row's; the block is looked up once, for rows are what a service writes.
  private mutating func setRow(_ row: Int, from column: Int, to packed: ContiguousArray<PackedCell>) {
    var lastUsed = packed.count - 1
    while lastUsed >= 0, packed[lastUsed].isEmpty || packed[lastUsed].isUnchanged { lastUsed -= 1 }
    if lastUsed >= 0 {
      makeCapacity(row, column + lastUsed)
      dataRowCount = max(dataRowCount, row + 1)
    } else if row >= dataRowCount {
      return
    }
    let index = row / Self.rowsPerBlock
    let inBlock = row % Self.rowsPerBlock
    let start = inBlock * blocks[index].stride + column
    let end = min(packed.count, blocks[index].stride - column)
    var change = 0
    var removed = ContiguousArray<UInt32>()
    blocks[index].cells.withUnsafeMutableBufferPointer { cells in
      var offset = 0
      while offset < end {
        let new = packed[offset]
        if !new.isUnchanged {
          let old = cells[start + offset]
          if let text = old.textIndex { removed.append(text) }
          if old.isEmpty { change += 1 }
          if new.isEmpty { change -= 1 }
          cells[start + offset] = new
        }
        offset += 1
      }
    }
    blocks[index].count(change, inRow: inBlock)
    for text in removed { texts.remove(text) }
    if row == dataRowCount - 1, lastUsed < 0 { shrinkToData() }
  }

  /// The first of the unbroken rows with data in these columns that end above `row`; `row` itself when there is none.
  func firstRow(above row: Int, columns: Range<Int>) -> Int {
    var row = row
    while row > 0 {
      let index = (row - 1) / Self.rowsPerBlock
      if isFull(block: index, columns: columns) {
        row = index * Self.rowsPerBlock
      } else if !isEmpty(row: row - 1, columns: columns) {
        row -= 1
      } else {
        break
      }
    }
    return row
  }

  /// The row after the unbroken rows with data in these columns that begin at `row`; `row` itself when there is none.
  func endRow(below row: Int, columns: Range<Int>) -> Int {
    var row = row
    while row < dataRowCount {
      let index = row / Self.rowsPerBlock
      if isFull(block: index, columns: columns) {
        row = min(dataRowCount, (index + 1) * Self.rowsPerBlock)
      } else if !isEmpty(row: row, columns: columns) {
        row += 1
      } else {
        break
      }
    }
    return row
  }

  /// Whether every row of a block holds data in these columns, as far as that is known at once.
  ///
  /// Where the columns are all that the block has, its rows that hold data are known by their number, so that a long log
  /// is passed in steps of a block.
  private func isFull(block index: Int, columns: Range<Int>) -> Bool {
    let block = blocks[index]
    guard columns.lowerBound <= 0, columns.upperBound >= block.stride else { return false }
    return block.usedRows == min(dataRowCount - index * Self.rowsPerBlock, Self.rowsPerBlock)
  }

  /// The value of each row of a column down to the last row that holds data; `nil` where the cell is empty.
  package func values(column: Int) -> [CellValue?] {
    var values: [CellValue?] = []
    values.reserveCapacity(dataRowCount)
    for block in blocks {
      let end = min(Self.rowsPerBlock, dataRowCount - values.count)
      block.cells.withUnsafeBufferPointer { cells in
        var row = 0
        while row < end {
          values.append(column < block.stride ? value(of: cells[row * block.stride + column]) : nil)
          row += 1
        }
      }
    }
    return values
  }
}
