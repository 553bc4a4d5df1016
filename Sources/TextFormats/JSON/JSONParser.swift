// A strict parser (RFC 8259) that works byte by byte, because a backend parses a body in every call.

extension JSON {
  /// Parses JSON in UTF-8, by RFC 8259 and with at most 100 levels of nesting.
  ///
  /// If a name occurs twice in an object, both members are kept, and the last one counts.
  ///
  /// - Throws: `JSONSyntaxError` for bytes that are not such JSON.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    try self.init(parsing: bytes, uniqueNames: false)
  }

  /// Parses JSON, by RFC 8259 and with at most 100 levels of nesting.
  ///
  /// - Throws: `JSONSyntaxError` for a text that is not such JSON.
  public init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }

  init(parsing bytes: [UInt8], uniqueNames: Bool) throws(JSONSyntaxError) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, JSONSyntaxError> in
      do throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: buffer, uniqueNames: uniqueNames)
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }
}

struct JSONParser {
  /// The limit protects the stack against hostile input.
  private static let maximumDepth = 100

  let bytes: UnsafeBufferPointer<UInt8>
  private let uniqueNames: Bool
  var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>, uniqueNames: Bool) {
    self.bytes = bytes
    self.uniqueNames = uniqueNames
  }

  mutating func document() throws(JSONSyntaxError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw unexpected("the end of the file") }
    return value
  }

  mutating func skipSpace() {
    while index < bytes.count,
      bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
    { index += 1 }
  }

  mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
    guard depth < Self.maximumDepth else {
      throw error(found: "\(depth) levels of nesting", expected: "fewer than \(Self.maximumDepth)")
    }
    skipSpace()
    guard index < bytes.count else { throw unexpected("a value") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw unexpected("a value")
    }
  }

  mutating func word(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
    var end = index
    for byte in word.utf8 {
      guard end < bytes.count, bytes[end] == byte else { throw unexpected("a value") }
      end += 1
    }
    index = end
    return value
  }

  mutating func object(_ depth: Int) throws(JSONSyntaxError) -> JSON {
    var members: [JSONObject.Member] = []
    // Names in ascending order cannot repeat; only others are remembered.
    var names: Set<String>?
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return .object(JSONObject())
    }
    // Room for what most objects have, so that they do not grow three times.
    members.reserveCapacity(4)
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
        throw unexpected(members.isEmpty ? "a key or }" : "a key")
      }
      let start = index
      let name = try string()
      if uniqueNames {
        if names == nil, let last = members.last?.name, name <= last { names = Set(members.map(\.name)) }
        guard names?.insert(name).inserted ?? true else {
          throw error(at: start, found: "the key \"\(name)\" a second time", expected: "each key once in an object")
        }
      }
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
        throw unexpected(": after the key \"\(name)\"")
      }
      index += 1
      members.append(.init(name, try value(depth: depth + 1)))
      if try isEnd(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
    }
  }

  mutating func array(_ depth: Int) throws(JSONSyntaxError) -> JSON {
    var elements: [JSON] = []
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    elements.reserveCapacity(8)
    while true {
      elements.append(try value(depth: depth + 1))
      if try isEnd(UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  /// Passes the comma or the end after an element, and says whether it was the end.
  mutating func isEnd(_ end: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == end || bytes[index] == UInt8(ascii: ",") else {
      throw unexpected(end == UInt8(ascii: "}") ? ", or }" : ", or ]")
    }
    index += 1
    return bytes[index - 1] == end
  }

  mutating func number() throws(JSONSyntaxError) -> Double {
    let start = index
    var digits: Int64? = 0
    if bytes[index] == UInt8(ascii: "-") { index += 1 }
    let isNegative = index > start
    if index < bytes.count, bytes[index] == UInt8(ascii: "0") {
      index += 1
    } else {
      try skipDigits(&digits)
    }
    var decimals = 0
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let point = index
      try skipDigits(&digits)
      decimals = index - point
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
      digits = nil
      try skipDigits(&digits)
    }
    if let digits, let number = Double(exactly: digits, timesTenTo: -decimals) { return isNegative ? -number : number }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let number = Double(text), number.isFinite else {
      throw error(at: start, found: text, expected: "a number of at most 1.8e308")
    }
    return number
  }

  /// Skips digits, at least one, and appends them to a number; it becomes `nil` when it has too many.
  mutating func skipDigits(_ number: inout Int64?) throws(JSONSyntaxError) {
    let start = index
    while index < bytes.count, let digit = digit(bytes[index]) {
      number = number.flatMap { $0 < 100_000_000_000_000_000 ? $0 * 10 + Int64(digit) : nil }
      index += 1
    }
    guard index > start else { throw unexpected("a digit") }
  }

  func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }
}
