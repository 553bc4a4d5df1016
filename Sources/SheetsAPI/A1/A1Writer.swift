// Writes A1 notation on the stack, because a backend writes a range in every answer, and most fit a string without a heap.

struct A1Writer {
  /// The maximum size of an area: two columns and two rows with all the digits of an `Int`, and a colon.
  private static let capacity = 81

  private let bytes: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  /// The text that `write` writes, of at most one area.
  static func string(_ write: (inout A1Writer) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      var writer = A1Writer(bytes: start)
      write(&writer)
      return String(decoding: UnsafeBufferPointer(start: start, count: writer.count), as: UTF8.self)
    }
  }

  private init(bytes: UnsafeMutablePointer<UInt8>) {
    self.bytes = bytes
  }

  private mutating func write(_ byte: UInt8) {
    bytes[count] = byte
    count += 1
  }

  mutating func write(_ area: CellArea) {
    if area.isSingleCell, let row = area.startRow, let column = area.startColumn {
      write(column: column)
      write(row: row)
      return
    }
    if area.startColumn == nil, area.endColumn == nil, let endRow = area.endRow {
      write(row: area.startRow ?? 0)
      write(UInt8(ascii: ":"))
      write(row: endRow - 1)
      return
    }
    write(column: area.startColumn ?? 0)
    if let startRow = area.startRow {
      write(row: startRow)
    } else if area.endRow != nil {
      write(row: 0)
    }
    write(UInt8(ascii: ":"))
    // An open last column can be omitted only if the area has a last row; otherwise the last column is written.
    if let endColumn = area.endColumn {
      write(column: endColumn - 1)
    } else if area.endRow == nil {
      write(column: A1Notation.columnLimit - 1)
    }
    if let endRow = area.endRow { write(row: endRow - 1) }
  }

  mutating func write(column index: Int) {
    precondition(index >= 0, "the column index is \(index), expected at least 0")
    let start = count
    var rest = index
    while rest >= 0 {
      write(UInt8(ascii: "A") + UInt8(truncatingIfNeeded: rest % 26))
      rest = rest / 26 - 1
    }
    reverse(from: start)
  }

  mutating func write(row index: Int) {
    precondition(index >= 0, "the row index is \(index), expected at least 0")
    let start = count
    var rest = UInt(index) + 1
    repeat {
      write(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    reverse(from: start)
  }

  private func reverse(from start: Int) {
    var (left, right) = (start, count - 1)
    while left < right {
      (bytes[left], bytes[right]) = (bytes[right], bytes[left])
      left += 1
      right -= 1
    }
  }
}
