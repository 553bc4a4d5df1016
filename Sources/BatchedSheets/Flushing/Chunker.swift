// Rows into chunks: at most 900 a chunk, order kept, and no small operation cut in two.

import SheetsAPI

/// Fills chunks with the rows of one operation after another.
///
/// An operation that fits a chunk goes into one whole: into the last, or into a new one where the last has no room.
/// A larger one starts a new chunk and fills as many as it needs: 1,050 rows are 900 and 150.
package struct Chunker {
  package let rowsPerChunk: Int
  package private(set) var chunks: [[[CellValue]]] = []

  package init(rowsPerChunk: Int) {
    precondition(rowsPerChunk >= 1, "a chunk holds at least one row")
    self.rowsPerChunk = rowsPerChunk
  }

  /// How many chunks there would be with these rows added.
  package func chunkCount(adding rows: Int) -> Int {
    guard rows > 0 else { return chunks.count }
    if let last = chunks.last, last.count + rows <= rowsPerChunk { return chunks.count }
    return chunks.count + (rows + rowsPerChunk - 1) / rowsPerChunk
  }

  /// Adds the rows of one operation; the result names the chunks that hold them.
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
