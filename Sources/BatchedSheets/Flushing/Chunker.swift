// Splits rows into chunks: at most 900 rows each, in order, without splitting an operation that fits into one.

import SheetsAPI

/// Fills chunks with the rows of one operation after another.
///
/// An operation that fits into one chunk is never split: it goes into the last chunk, or into a new one if the last is too
/// full. A larger operation starts a new chunk and fills as many as it needs: 1,050 rows become 900 and 150.
package struct Chunker {
  package let rowsPerChunk: Int
  package private(set) var chunks: [[[CellValue]]] = []

  package init(rowsPerChunk: Int) {
    precondition(rowsPerChunk >= 1, "rowsPerChunk is \(rowsPerChunk), expected at least 1")
    self.rowsPerChunk = rowsPerChunk
  }

  /// The number of chunks after adding this many rows.
  package func chunkCount(adding rows: Int) -> Int {
    guard rows > 0 else { return chunks.count }
    if let last = chunks.last, last.count + rows <= rowsPerChunk { return chunks.count }
    return chunks.count + (rows + rowsPerChunk - 1) / rowsPerChunk
  }

  /// Adds the rows of one operation and returns the indices of the chunks that hold them.
  package mutating func add(_ rows: [[CellValue]]) -> Range<Int> {
    guard !rows.isEmpty else { return chunks.count..<chunks.count }
    if let last = chunks.last, last.count + rows.count <= rowsPerChunk {
      chunks[chunks.count - 1].append(contentsOf: rows)
      return chunks.count - 1..<chunks.count
    }
    let first = chunks.count
    for start in stride(from: 0, to: rows.count, by: rowsPerChunk) {
      chunks.append(Array(rows[start..<min(start + rowsPerChunk, rows.count)]))
    }
    return first..<chunks.count
  }
}
