// Whole rows and columns of cells, for writes and audits.

import SheetsAPI

extension CellStorage {
  /// Sets adjacent cells of a row, starting at a column; null leaves its cell unchanged.
  package mutating func setRow(_ row: Int, from column: Int, to values: [CellValue]) {
    words.removeAll(keepingCapacity: true)
    // By index, here and below, because an iterator is slow in a debug build.
    var offset = 0
    while offset < values.count {
      words.append(values[offset].isNull ? .unchanged : pack(values[offset]))
      offset += 1
    }
    writeWords(row, from: column)
  }

  /// Sets adjacent cells of a row, starting at a column; an empty cell of the request clears its cell.
  package mutating func setRow(_ row: Int, from column: Int, to data: RowData) {
    words.removeAll(keepingCapacity: true)
    var offset = 0
    switch data.content {
    case .values(let values):
      while offset < values.count {
        words.append(pack(values[offset]))
        offset += 1
      }
    case .cells(let cells):
      while offset < cells.count {
        words.append(pack(cells[offset]))
        offset += 1
      }
    }
    writeWords(row, from: column)
  }

  /// Replaces words of a row by `words`; the block is looked up once, because services write whole rows.
  private mutating func writeWords(_ row: Int, from column: Int) {
    var lastUsed = words.count - 1
    while lastUsed >= 0, words[lastUsed].isEmpty || words[lastUsed].isUnchanged { lastUsed -= 1 }
    if lastUsed >= 0 {
      makeCapacity(row, column + lastUsed)
      dataRowCount = max(dataRowCount, row + 1)
    } else if row >= dataRowCount {
      return
    }
    let index = row / Self.rowsPerBlock
    let inBlock = row % Self.rowsPerBlock
    let start = inBlock * blocks[index].stride + column
    let end = min(words.count, blocks[index].stride - column)
    var change = 0
    blocks[index].cells.withUnsafeMutableBufferPointer { cells in
      var offset = 0
      while offset < end {
        let new = words[offset]
        if !new.isUnchanged {
          let old = cells[start + offset]
          if let text = old.textIndex { texts.remove(text) }
          if old.isEmpty { change += 1 }
          if new.isEmpty { change -= 1 }
          cells[start + offset] = new
        }
        offset += 1
      }
    }
    blocks[index].count(change, inRow: inBlock)
    if row == dataRowCount - 1, lastUsed < 0 { shrinkToData() }
  }

  /// The values of a column down to the last row with data; `nil` for an empty cell.
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
