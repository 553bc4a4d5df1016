// A strict JSON parser (RFC 8259) that knows where it stands, refuses a key that comes twice, and never recurses past a
// fixed depth.

import Foundation

struct JSONParser {
  /// Reports nest 6 deep; the limit only keeps a hostile file from exhausting the stack.
  private static let maximumDepth = 100
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The document that the bytes hold.
  static func parse(_ data: Data) throws(JSONSyntaxError) -> JSONDocument {
    var parser = JSONParser([UInt8](data))
    try parser.checkEncoding()
    let document = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == parser.bytes.count else { throw parser.unexpected("the end of the file") }
    return document
  }

  /// Refuses bytes that are not UTF-8, at the first of them.
  private mutating func checkEncoding() throws(JSONSyntaxError) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    var iterator = bytes.makeIterator()
    var decoder = Unicode.UTF8.ForwardParser()
    var valid = 0
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): valid += scalar.count
      case .emptyInput: return
      case .error:
        position = valid
        throw error(found: "the byte 0x" + String(bytes[valid], radix: 16, uppercase: true), expected: "UTF-8 text")
      }
    }
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONDocument {
    guard depth < Self.maximumDepth else {
      throw error(found: "\(depth) levels of nesting", expected: "fewer than \(Self.maximumDepth)")
    }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || Self.digits.contains(byte): return .number(try number())
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw unexpected("a value")
    }
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONDocument {
    var members: [(key: String, value: JSONDocument)] = []
    // Keys in ascending order, as this package writes them, cannot repeat; only others are remembered.
    var keys: Set<String>?
    position += 1
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw unexpected(members.isEmpty ? "a key or }" : "a key") }
      let start = position
      let key = try string()
      if keys == nil, let last = members.last?.key, key <= last { keys = Set(members.map(\.key)) }
      guard keys?.insert(key).inserted ?? true else {
        position = start
        throw error(found: "the key \"\(key)\" a second time", expected: "each key once in an object")
      }
      skipSpace()
      guard take(":") else { throw unexpected(": after the key \"\(key)\"") }
      members.append((key, try value(depth: depth + 1)))
      skipSpace()
    } while take(",")
    guard take("}") else { throw unexpected(", or }") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONDocument {
    var elements: [JSONDocument] = []
    position += 1
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw unexpected(", or ]") }
    return .array(elements)
  }

  private mutating func string() throws(JSONSyntaxError) -> String {
    let start = position
    var hasEscape = false
    position += 1
    while let byte = peek, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw error(found: "a control character in a text", expected: "it escaped") }
      if byte == UInt8(ascii: "\\") {
        hasEscape = true
        position += 1
      }
      position += 1
    }
    guard take("\"") else { throw unexpected("the closing quotation mark") }
    guard hasEscape else { return String(decoding: bytes[(start + 1)..<(position - 1)], as: UTF8.self) }
    // Escapes are rare here; Foundation knows all of them.
    guard let text = try? JSONDecoder().decode(String.self, from: Data(bytes[start..<position])) else {
      position = start
      throw error(found: "a text with an unknown escape", expected: "one of JSON's escapes after each \\")
    }
    return text
  }

  private mutating func number() throws(JSONSyntaxError) -> String {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONSyntaxError) {
    let start = position
    while let byte = peek, Self.digits.contains(byte) { position += 1 }
    guard position > start else { throw unexpected("a digit") }
  }

  private mutating func literal(_ text: String, _ value: JSONDocument) throws(JSONSyntaxError) -> JSONDocument {
    guard bytes[position...].starts(with: text.utf8) else { throw unexpected("a value") }
    position += text.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func unexpected(_ expected: String) -> JSONSyntaxError {
    guard position < bytes.count else { return error(found: "the end of the file", expected: expected) }
    let rest = String(decoding: bytes[position...].prefix(40), as: UTF8.self)
    let word = rest.prefix { $0.isLetter || $0.isNumber }
    return error(found: "\(word.isEmpty ? rest.prefix(1) : word.prefix(20))", expected: expected)
  }

  /// An error at the present position; the column counts characters of Unicode from 1.
  private func error(found: String, expected: String) -> JSONSyntaxError {
    let before = bytes[..<min(position, bytes.count)]
    let line = before.split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
    return JSONSyntaxError(
      line: before.count { $0 == 0x0A } + 1, column: line.count { $0 & 0xC0 != 0x80 } + 1, found: found,
      expected: expected)
  }
}
