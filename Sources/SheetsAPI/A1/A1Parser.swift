// Parses A1 and R1C1 notation byte by byte, because a backend parses references in every call.

enum A1Parser {
  /// The remaining bytes, by pointer and index, which is fast even in a debug build.
  private struct Bytes {
    private let start: UnsafePointer<UInt8>
    private var index: Int
    private let end: Int

    init(_ start: UnsafePointer<UInt8>, from index: Int = 0, to end: Int) {
      self.start = start
      self.index = index
      self.end = end
    }

    var isEmpty: Bool { index == end }

    var first: UInt8? { index < end ? start[index] : nil }

    /// The remaining bytes as text.
    var text: String { String(decoding: UnsafeBufferPointer(start: start + index, count: end - index), as: UTF8.self) }

    func contains(_ byte: UInt8) -> Bool { (index..<end).contains { start[$0] == byte } }

    mutating func removeFirst() { index += 1 }

    /// Skips the byte if it is next, and returns whether it was.
    mutating func skip(_ byte: UInt8) -> Bool {
      guard index < end, start[index] == byte else { return false }
      index += 1
      return true
    }

    /// Skips the letter, given in lower case, if it is next in either case, and returns whether it was.
    mutating func skip(letter: UInt8) -> Bool {
      guard index < end, start[index] | 0x20 == letter else { return false }
      index += 1
      return true
    }
  }

  static func parse(_ text: String) -> A1Reference? {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return nil }
      return parse(start, count: bytes.count)
    }
  }

  /// Whether a name looks like a single cell and so needs quotes.
  static func isCell(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return false }
      return area(Bytes(start, to: bytes.count))?.isSingleCell ?? false
    }
  }

  private static func parse(_ start: UnsafePointer<UInt8>, count: Int) -> A1Reference? {
    guard count > 0 else { return nil }
    if start[0] == A1Notation.quote { return parseQuoted(start, count: count) }
    // The last one, because the name of a sheet may contain an exclamation mark, and a cell or named range may not.
    let exclamation = UInt8(ascii: "!")
    var mark = count - 1
    while mark >= 0, start[mark] != exclamation { mark -= 1 }
    if mark < 0 {
      let bytes = Bytes(start, to: count)
      if let area = area(bytes) { return .cells(sheet: nil, area) }
      return .name(bytes.text, quoted: false)
    }
    return mark == 0 ? nil : reference(onSheet: Bytes(start, to: mark).text, Bytes(start, from: mark + 1, to: count))
  }

  private static func parseQuoted(_ start: UnsafePointer<UInt8>, count: Int) -> A1Reference? {
    var name: [UInt8] = []
    var index = 1
    while index < count {
      if start[index] == A1Notation.quote {
        index += 1
        guard index < count, start[index] == A1Notation.quote else { break }
      }
      name.append(start[index])
      index += 1
      if index == count { return nil }  // the closing quote is missing
    }
    if name.isEmpty { return nil }
    let sheet = String(decoding: name, as: UTF8.self)
    if index == count { return .name(sheet, quoted: true) }
    return start[index] == UInt8(ascii: "!") ? reference(onSheet: sheet, Bytes(start, from: index + 1, to: count)) : nil
  }

  private static func reference(onSheet sheet: String, _ bytes: Bytes) -> A1Reference? {
    if let area = area(bytes) { return .cells(sheet: sheet, area) }
    // After a quoted sheet name there may be another exclamation mark, which no name of a range contains.
    return bytes.isEmpty || bytes.contains(UInt8(ascii: "!")) ? nil : .nameOnSheet(sheet: sheet, name: bytes.text)
  }

  // MARK: Cells

  /// One end of an area: a cell, a column or a row.
  private struct Corner {
    var row: Int?
    var column: Int?
  }

  private static func area(_ bytes: Bytes) -> CellArea? {
    var rest = bytes
    guard let first = corner(&rest) else { return nil }
    if rest.isEmpty {
      guard let row = first.row, let column = first.column else { return nil }
      return CellArea(rows: row..<row + 1, columns: column..<column + 1)
    }
    guard rest.skip(UInt8(ascii: ":")), let second = corner(&rest), rest.isEmpty else { return nil }
    guard let rows = span(first.row, second.row), let columns = span(first.column, second.column) else { return nil }
    // `A:1` combines a column and a row, which neither notation allows.
    if rows.isHalfOpen && columns.isHalfOpen { return nil }
    return CellArea(startRow: rows.start, endRow: rows.end, startColumn: columns.start, endColumn: columns.end)
  }

  /// The bounds of one dimension in ascending order; a single bound is the start, and none leaves the dimension open.
  private static func span(_ first: Int?, _ second: Int?) -> (start: Int?, end: Int?, isHalfOpen: Bool)? {
    switch (first, second) {
    case (let first?, let second?): first <= second ? (first, second + 1, false) : (second, first + 1, false)
    case (let only?, nil), (nil, let only?): (only, nil, true)
    case (nil, nil): (nil, nil, false)
    }
  }

  private static func corner(_ bytes: inout Bytes) -> Corner? {
    if let cell = rowColumnCorner(&bytes) { return cell }
    var rest = bytes
    skipDollar(&rest)
    var column = 0
    var letters = 0
    while let byte = rest.first, let value = A1Notation.letterValue(byte) {
      column = column * 26 + value
      letters += 1
      if letters > 3 { return nil }
      rest.removeFirst()
    }
    if letters > 0 { skipDollar(&rest) }
    var corner = Corner()
    if letters > 0 { corner.column = column - 1 }
    if let row = number(&rest) {
      if row == 0 { return nil }
      corner.row = row - 1
    } else if letters == 0 {
      return nil
    }
    bytes = rest
    return corner
  }

  /// `R1C1`, in either case; relative forms such as `R[1]C[1]` are not supported, because there is no base cell.
  private static func rowColumnCorner(_ bytes: inout Bytes) -> Corner? {
    var rest = bytes
    guard rest.skip(letter: UInt8(ascii: "r")), let row = number(&rest), row > 0,
      rest.skip(letter: UInt8(ascii: "c")), let column = number(&rest), column > 0, column <= A1Notation.columnLimit
    else { return nil }
    bytes = rest
    return Corner(row: row - 1, column: column - 1)
  }

  /// A number of at most nine digits; no sheet has rows with longer numbers.
  private static func number(_ bytes: inout Bytes) -> Int? {
    var value = 0
    var digits = 0
    while let byte = bytes.first, A1Notation.isDigit(byte), digits < 9 {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      bytes.removeFirst()
    }
    return digits == 0 ? nil : value
  }

  private static func skipDollar(_ bytes: inout Bytes) {
    _ = bytes.skip(UInt8(ascii: "$"))
  }
}
