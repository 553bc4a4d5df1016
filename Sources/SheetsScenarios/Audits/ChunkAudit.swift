// Counts operations whose rows are all in one chunk. It reads the backend's log and the sheet, and does not ask the
// service.

import SheetsAPI

/// How many operations are in one chunk, and how many are split.
package struct ChunkAudit {
  /// Operations whose rows are in more than one chunk.
  package let split: Int
  /// Operations whose rows are all in one chunk.
  package let whole: Int

  /// Compares the log with the chunks in which it was filled.
  ///
  /// - Parameters:
  ///   - logged: the first cell of each row of the log: a number that says its operation and its index in that.
  ///   - chunkRows: the rows of each chunk, in the order in which they reached the empty log.
  ///   - rowsPerOperation: how far apart the numbers of two operations begin.
  package init(logged: [CellValue?], chunkRows: [Int], rowsPerOperation: Double) {
    var chunkEnd = 0
    let chunkEnds = chunkRows.map { count in
      chunkEnd += count
      return chunkEnd
    }
    var firstChunk: [Double: Int] = [:]
    var cut: Set<Double> = []
    var chunk = 0
    for (index, cell) in logged.enumerated() {
      while chunk < chunkEnds.count, index >= chunkEnds[chunk] { chunk += 1 }
      guard case .number(let row)? = cell else { continue }
      let operation = (row / rowsPerOperation).rounded(.down)
      if firstChunk[operation, default: chunk] != chunk { cut.insert(operation) }
      if firstChunk[operation] == nil { firstChunk[operation] = chunk }
    }
    split = cut.count
    whole = firstChunk.count - cut.count
  }
}
