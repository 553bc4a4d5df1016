// Counts the bytes of rows as JSON without writing it, so that a service can limit the size of its calls.
//
// The JSON is that of `JSON.bytes`: compact, UTF-8, `"` and `\` escaped, `/` not, control characters as \b \f \n \r \t or
// \u00XX. Integral numbers below 2^53 have no fraction; others are the shortest text that is read back as the same number.

extension [CellValue] {
  /// The number of bytes of these values as a row of `updateCells` and `appendCells`, equal to that of `RowData`.
  public var rowDataByteCount: Int {
    var bytes = #"{"values":[]}"#.utf8.count + JSONSize.commas(between: count)
    // By index, here and below, because an iterator is slow in a debug build.
    var index = 0
    while index < count {
      bytes += self[index].cellDataByteCount
      index += 1
    }
    return bytes
  }
}

extension CellValue {
  /// The number of bytes of the value as a cell of `updateCells` and `appendCells`, equal to that of `CellData`.
  package var cellDataByteCount: Int {
    switch self {
    case .null: "{}".utf8.count
    case .number(let number): #"{"userEnteredValue":{"numberValue":}}"#.utf8.count + JSONSize.byteCount(of: number)
    case .string(let text): #"{"userEnteredValue":{"stringValue":}}"#.utf8.count + JSONSize.byteCount(of: text)
    case .boolean(let truth): #"{"userEnteredValue":{"boolValue":}}"#.utf8.count + JSONSize.byteCount(of: truth)
    }
  }
}

extension RowData {
  /// The number of bytes of the row as compact JSON, 57 for one cell with the text `union`.
  ///
  /// That is `{"values":[{"userEnteredValue":{"stringValue":"union"}}]}`; commas between rows are the caller's.
  public var jsonByteCount: Int {
    switch content {
    case .values(let values): return values.rowDataByteCount
    case .cells(let cells):
      var count = #"{"values":[]}"#.utf8.count + JSONSize.commas(between: cells.count)
      for cell in cells { count += cell.jsonByteCount }
      return count
    }
  }
}

extension CellData {
  /// The number of bytes of the cell as compact JSON; an empty cell is `{}`.
  public var jsonByteCount: Int {
    guard let userEnteredValue else { return "{}".utf8.count }
    return #"{"userEnteredValue":}"#.utf8.count + userEnteredValue.jsonByteCount
  }
}

extension ExtendedValue {
  /// The number of bytes of the value as compact JSON, such as `{"numberValue":1}`.
  public var jsonByteCount: Int {
    switch self {
    case .number(let number): #"{"numberValue":}"#.utf8.count + JSONSize.byteCount(of: number)
    case .string(let text): #"{"stringValue":}"#.utf8.count + JSONSize.byteCount(of: text)
    case .boolean(let truth): #"{"boolValue":}"#.utf8.count + JSONSize.byteCount(of: truth)
    case .formula(let text): #"{"formulaValue":}"#.utf8.count + JSONSize.byteCount(of: text)
    }
  }
}

extension CellValue {
  /// The number of bytes of the value as compact JSON.
  public var jsonByteCount: Int {
    switch self {
    case .null: "null".utf8.count
    case .number(let number): JSONSize.byteCount(of: number)
    case .string(let text): JSONSize.byteCount(of: text)
    case .boolean(let truth): JSONSize.byteCount(of: truth)
    }
  }
}

extension [CellValue] {
  /// The number of bytes of a row of the values methods as compact JSON, such as `["a",1,true,null]`.
  public var jsonByteCount: Int {
    var bytes = "[]".utf8.count + JSONSize.commas(between: count)
    var index = 0
    while index < count {
      bytes += self[index].jsonByteCount
      index += 1
    }
    return bytes
  }
}

private enum JSONSize {
  static func commas(between count: Int) -> Int { max(0, count - 1) }

  static func byteCount(of truth: Bool) -> Int { truth ? 4 : 5 }

  static func byteCount(of number: Double) -> Int {
    // Below 2^53 every integral number is exact as an Int64, and its digits are its shortest text.
    guard number.magnitude < 9_007_199_254_740_992 else { return number.description.utf8.count }
    let whole = number.magnitude.rounded(.down)
    guard number.magnitude != whole else { return digits(of: whole) + (number < 0 ? 1 : 0) }
    // One or two decimals of a number with at most 15 digits are its shortest text: no other so short is read as it.
    if number.magnitude < 1e12 {
      if (number * 10).rounded() / 10 == number { return digits(of: whole) + (number < 0 ? 3 : 2) }
      if (number * 100).rounded() / 100 == number { return digits(of: whole) + (number < 0 ? 4 : 3) }
    }
    return number.description.utf8.count
  }

  /// The number of digits of a whole number that is not negative.
  private static func digits(of whole: Double) -> Int {
    var rest = UInt64(whole)
    var count = 1
    while rest >= 10 {
      rest /= 10
      count += 1
    }
    return count
  }

  static func byteCount(of text: String) -> Int {
    // Not `withUTF8`, which needs a copy of the text that it may change.
    text.utf8.withContiguousStorageIfAvailable { byteCount(of: $0) }
      ?? Array(text.utf8).withUnsafeBufferPointer { byteCount(of: $0) }
  }

  private static func byteCount(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 2 }
    var count = 2 + bytes.count
    var index = 0
    var escapes: UInt8 = 0
    // Without branches, so that several bytes are looked at at once: few texts have anything to escape.
    while index < bytes.count {
      let byte = start[index]
      escapes |= (byte < 0x20 ? 1 : 0) | (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0)
      index += 1
    }
    if escapes == 0 { return count }
    index = 0
    while index < bytes.count {
      let byte = start[index]
      index += 1
      if byte >= 0x20 && byte != 0x22 && byte != 0x5C { continue }
      // `"`, `\` and the control characters that have a short escape take one more byte.
      let hasLetter = byte >= 0x20 || (byte >= 0x08 && byte <= 0x0D && byte != 0x0B)
      count += hasLetter ? 1 : 5
    }
    return count
  }
}
