// Splits rows into chunks: at most 900 rows each, in order, without splitting an operation that fits into one.

/// Fills chunks with the rows of one operation after another.
///
/// An operation that fits into one chunk is never split: it goes into the last chunk, or into a new one if the last is too
/// full. A larger operation starts a new chunk and fills as many as it needs: 1,050 rows become 900 and 150.
package struct Chunker {
  /// The rows of one append.
  package struct Chunk: Equatable {
    package var rows: Int
    /// The operations that the rows belong to, by the order in which they were added.
    package var operations: [Int]
  }

  package let rowsPerChunk: Int
  package private(set) var chunks: [Chunk] = []
  private var added = 0

  package init(rowsPerChunk: Int) {
    self.rowsPerChunk = rowsPerChunk
  }

  /// The number of chunks after adding this many rows.
  package func chunkCount(adding rows: Int) -> Int {
    guard rows > 0 else { return chunks.count }
    if let last = chunks.last, last.rows + rows <= rowsPerChunk { return chunks.count }
    return chunks.count + (rows + rowsPerChunk - 1) / rowsPerChunk
  }

  /// Adds the rows of one operation.
  package mutating func add(_ rows: Int) {
    defer { added += 1 }
    guard rows > 0 else { return }
    if let last = chunks.last, last.rows + rows <= rowsPerChunk {
      chunks[chunks.count - 1].rows += rows
      chunks[chunks.count - 1].operations.append(added)
      return
    }
    for start in stride(from: 0, to: rows, by: rowsPerChunk) {
      chunks.append(Chunk(rows: min(rowsPerChunk, rows - start), operations: [added]))
    }
  }
}
