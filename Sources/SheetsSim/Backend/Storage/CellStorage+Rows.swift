// Whole rows and columns of cells: what a service writes, what an append looks for, what an audit reads.

import SheetsAPI

extension CellStorage {
  /// Sets neighbouring cells of a row from a column on, each as `set` would; null leaves its cell as it is.
  ///
  /// The row's block is looked up once: rows are what a service writes.
  package mutating func setRow(_ row: Int, from column: Int, to values: [CellValue]) {
    var packed = ContiguousArray<PackedCell>()
    packed.reserveCapacity(values.count)
    var lastUsed = -1
    for value in values {
      let cell = pack(value)
      if cell != .empty { lastUsed = packed.count }
      packed.append(cell)
    }
    if lastUsed >= 0 {
      makeRoom(row, column + lastUsed)
      dataRowCount = max(dataRowCount, row + 1)
    } else if row >= dataRowCount {
      return
    }
    let index = row / Self.rowsPerBlock
    let inBlock = row % Self.rowsPerBlock
    let stride = blocks[index].stride
    let start = inBlock * stride + column
    let end = min(values.count, stride - column)
    var change = 0
    var removed = ContiguousArray<UInt32>()
    blocks[index].cells.withUnsafeMutableBufferPointer { cells in
      var place = 0
      while place < end {
        if values[place] != .null {
          let old = cells[start + place]
          if let text = old.textIndex { removed.append(text) }
          change += (packed[place] == .empty ? 0 : 1) - (old == .empty ? 0 : 1)
          cells[start + place] = packed[place]
        }
        place += 1
      }
    }
    blocks[index].count(change, inRow: inBlock)
    for text in removed { texts.remove(text) }
    if row == dataRowCount - 1 { shrinkToData() }
  }

  /// The first of the unbroken rows with data in these columns that end above `row`; `row` itself when there is none.
  ///
  /// Where the columns are all that a block has, the rows of the block that hold data are known by their number: they
  /// are passed in one step when none is missing, for a log is long.
  func firstRow(above row: Int, columns: Range<Int>) -> Int {
    var row = row
    while row > 0 {
      let index = (row - 1) / Self.rowsPerBlock
      let start = index * Self.rowsPerBlock
      let isWhole = columns.lowerBound <= 0 && columns.upperBound >= blocks[index].stride
      if isWhole, blocks[index].usedRows == min(dataRowCount - start, Self.rowsPerBlock) {
        row = start
      } else if !isEmpty(row: row - 1, columns: columns) {
        row -= 1
      } else {
        break
      }
    }
    return row
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
