// Reads A1 and R1C1 notation byte by byte, since a backend reads one or more references in every call.

enum A1Parser {
  private typealias Bytes = UnsafeBufferPointer<UInt8>

  static func parse(_ text: String) -> A1Reference? {
    var text = text
    return text.withUTF8 { parse($0) }
  }

  /// Whether a name could be read as one cell, so that it needs quotes.
  static func isCell(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { area($0[...])?.isSingleCell ?? false }
  }

  private static func parse(_ bytes: Bytes) -> A1Reference? {
    if bytes.first == A1Notation.quote { return parseQuoted(bytes) }
    // The last one, because a sheet's name may hold an exclamation mark and no cell or named range does.
    guard let mark = bytes.lastIndex(of: UInt8(ascii: "!")) else {
      if let area = area(bytes[...]) { return .cells(sheet: nil, area) }
      return bytes.isEmpty ? nil : .name(string(bytes[...]), quoted: false)
    }
    return mark == 0 ? nil : reference(onSheet: string(bytes[..<mark]), bytes[(mark + 1)...])
  }

  private static func parseQuoted(_ bytes: Bytes) -> A1Reference? {
    var name: [UInt8] = []
    var index = 1
    while index < bytes.count {
      if bytes[index] == A1Notation.quote {
        index += 1
        guard index < bytes.count, bytes[index] == A1Notation.quote else { break }
      }
      name.append(bytes[index])
      index += 1
      if index == bytes.count { return nil }  // the closing quote is missing
    }
    if name.isEmpty { return nil }
    let sheet = String(decoding: name, as: UTF8.self)
    if index == bytes.count { return .name(sheet, quoted: true) }
    return bytes[index] == UInt8(ascii: "!") ? reference(onSheet: sheet, bytes[(index + 1)...]) : nil
  }

  private static func reference(onSheet sheet: String, _ bytes: Slice<Bytes>) -> A1Reference? {
    if let area = area(bytes) { return .cells(sheet: sheet, area) }
    return bytes.isEmpty ? nil : .nameOnSheet(sheet: sheet, name: string(bytes))
  }

  private static func string(_ bytes: Slice<Bytes>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
  }

  // MARK: Cells

  /// One end of an area: a cell, a column or a row.
  private struct Corner {
    var row: Int?
    var column: Int?
  }

  private static func area(_ bytes: Slice<Bytes>) -> CellArea? {
    var rest = bytes
    guard let first = corner(&rest) else { return nil }
    if rest.isEmpty {
      guard let row = first.row, let column = first.column else { return nil }
      return CellArea(rows: row..<row + 1, columns: column..<column + 1)
    }
    guard rest.removeFirst() == UInt8(ascii: ":"), let second = corner(&rest), rest.isEmpty else { return nil }
    guard let rows = span(first.row, second.row), let columns = span(first.column, second.column) else { return nil }
    // `A:1` names a column and a row and no cell, and is in neither notation.
    if rows.isHalfOpen && columns.isHalfOpen { return nil }
    return CellArea(startRow: rows.start, endRow: rows.end, startColumn: columns.start, endColumn: columns.end)
  }

  /// The two bounds of one dimension in order; one alone is where the area starts, none leaves it open.
  private static func span(_ first: Int?, _ second: Int?) -> (start: Int?, end: Int?, isHalfOpen: Bool)? {
    switch (first, second) {
    case (let first?, let second?): (min(first, second), max(first, second) + 1, false)
    case (let only?, nil), (nil, let only?): (only, nil, true)
    case (nil, nil): (nil, nil, false)
    }
  }

  private static func corner(_ bytes: inout Slice<Bytes>) -> Corner? {
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
    let row = number(&rest)
    if row == 0 || (letters == 0 && row == nil) { return nil }
    bytes = rest
    return Corner(row: row.map { $0 - 1 }, column: letters == 0 ? nil : column - 1)
  }

  /// `R1C1`, in either case; relative forms such as `R[1]C[1]` need a cell to be relative to and have none here.
  private static func rowColumnCorner(_ bytes: inout Slice<Bytes>) -> Corner? {
    var rest = bytes
    guard rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "r") else { return nil }
    rest.removeFirst()
    guard let row = number(&rest), row > 0, rest.first.map({ $0 | 0x20 }) == UInt8(ascii: "c") else { return nil }
    rest.removeFirst()
    guard let column = number(&rest), column > 0, column <= A1Notation.columnLimit else { return nil }
    bytes = rest
    return Corner(row: row - 1, column: column - 1)
  }

  /// A number of at most nine digits; a longer one names no row of any sheet.
  private static func number(_ bytes: inout Slice<Bytes>) -> Int? {
    var value = 0
    var digits = 0
    while let byte = bytes.first, A1Notation.isDigit(byte), digits < 9 {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
      bytes.removeFirst()
    }
    return digits == 0 ? nil : value
  }

  private static func skipDollar(_ bytes: inout Slice<Bytes>) {
    if bytes.first == UInt8(ascii: "$") { bytes.removeFirst() }
  }
}
