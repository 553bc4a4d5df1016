// Reads JSON byte by byte, since a backend reads a body in every call.

/// Why a text is no JSON.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The byte at which reading stopped, from 0.
  public var offset: Int
  /// What was wrong there.
  public var reason: String

  /// The error in one line.
  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSON {
  /// Reads a text, by RFC 8259: strict, UTF-8, nesting of at most 100 levels.
  public init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSON, JSONSyntaxError> in
      do throws(JSONSyntaxError) {
        var parser = JSONParser(bytes: buffer)
        return .success(try parser.document())
      } catch {
        return .failure(error)
      }
    }
    self = try result.get()
  }

  /// Reads a text.
  public init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }
}

private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws(JSONSyntaxError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard index == bytes.count else { throw error("text after the value") }
    return value
  }

  private func error(_ reason: String) -> JSONSyntaxError { JSONSyntaxError(offset: index, reason: reason) }

  private mutating func skipSpace() {
    // RFC 8259 knows no other.
    while index < bytes.count,
      bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == 0x09
    { index += 1 }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
    guard depth <= 100 else { throw error("nesting of more than 100 levels") }
    skipSpace()
    guard index < bytes.count else { throw error("the end where a value is expected") }
    switch bytes[index] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONSyntaxError) -> JSON {
    for byte in word.utf8 {
      guard index < bytes.count, bytes[index] == byte else { throw error("an unknown word") }
      index += 1
    }
    return value
  }

  private mutating func object(_ depth: Int) throws(JSONSyntaxError) -> JSON {
    var members: [JSONObject.Member] = []
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return .object(JSONObject())
    }
    while true {
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw error("no name of a member") }
      let name = try string()
      skipSpace()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { throw error("no colon") }
      index += 1
      members.append(.init(name, try value(depth: depth + 1)))
      if try isEnd(UInt8(ascii: "}")) { return .object(JSONObject(members)) }
    }
  }

  private mutating func array(_ depth: Int) throws(JSONSyntaxError) -> JSON {
    var elements: [JSON] = []
    index += 1
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return .array([])
    }
    while true {
      elements.append(try value(depth: depth + 1))
      if try isEnd(UInt8(ascii: "]")) { return .array(elements) }
    }
  }

  /// Passes the comma or the end after an element, and says whether it was the end.
  private mutating func isEnd(_ end: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == end || bytes[index] == UInt8(ascii: ",") else {
      throw error("neither a comma nor the end")
    }
    index += 1
    return bytes[index - 1] == end
  }

  private mutating func number() throws(JSONSyntaxError) -> Double {
    let start = index
    var integer = 0
    var isInteger = true
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") { index += 1 }
    let firstDigit = index
    while index < bytes.count, let digit = digit(bytes[index]) {
      if index - firstDigit < 15 { integer = integer * 10 + digit } else { isInteger = false }
      index += 1
    }
    guard index > firstDigit, bytes[firstDigit] != UInt8(ascii: "0") || index == firstDigit + 1 else {
      throw error("no number")
    }
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      isInteger = false
      try digits()
    }
    if index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "-") || bytes[index + 1] == UInt8(ascii: "+") {
        index += 1
      }
      try digits()
    }
    if isInteger { return firstDigit > start ? -Double(integer) : Double(integer) }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)), number.isFinite else {
      throw error("a number that is too large")
    }
    return number
  }

  /// Passes a mark and the digits after it, of which there must be one.
  private mutating func digits() throws(JSONSyntaxError) {
    index += 1
    let start = index
    while index < bytes.count, digit(bytes[index]) != nil { index += 1 }
    guard index > start else { throw error("no digit") }
  }

  private func digit(_ byte: UInt8) -> Int? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int(byte - UInt8(ascii: "0")) : nil
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    index += 1
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
      guard bytes[index] >= 0x20 else { throw error("a control character in a text") }
      index += 1
    }
    guard index < bytes.count else { throw error("a text without an end") }
    if bytes[index] == UInt8(ascii: "\"") {
      index += 1
      return try text(bytes[start..<index - 1])
    }
    return try escapedString(from: start)
  }

  private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw error("a text that is not UTF-8") }
    return text
  }

  /// The slower way, for a text with escapes; half a surrogate pair alone becomes U+FFFD.
  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var result = try text(bytes[start..<index])
    while true {
      guard index < bytes.count else { throw error("a text without an end") }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return result
      }
      if byte == UInt8(ascii: "\\") {
        result.unicodeScalars.append(try escape())
        continue
      }
      let plain = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") {
        guard bytes[index] >= 0x20 else { throw error("a control character in a text") }
        index += 1
      }
      result += try text(bytes[plain..<index])
    }
  }

  private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
    index += 1
    guard index < bytes.count else { throw error("a text without an end") }
    index += 1
    switch bytes[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw error("an unknown escape")
    }
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let place = index
    index += 2
    let second = try hexadecimal()
    if second >= 0xDC00, second <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      return scalar
    }
    index = place
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSONSyntaxError) -> UInt32 {
    guard index + 4 <= bytes.count else { throw error("a text without an end") }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = UnicodeScalar(bytes[index]).properties.isASCIIHexDigit ? hexDigit(bytes[index]) : nil else {
        throw error("no hexadecimal digit")
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  private func hexDigit(_ byte: UInt8) -> UInt32 {
    if let digit = digit(byte) { return UInt32(digit) }
    return UInt32(byte | 0x20) - UInt32(UInt8(ascii: "a")) + 10
  }
}
