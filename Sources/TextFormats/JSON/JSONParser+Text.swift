// Texts in JSON: plain ones are copied at once, escapes take a slower path.

extension JSONParser {
  mutating func string() throws(JSONSyntaxError) -> String {
    index += 1
    let start = index
    let isASCII = try skipPlainText()
    guard bytes[index] == UInt8(ascii: "\"") else { return try escapedString(from: start) }
    index += 1
    let plain = bytes[start..<index - 1]
    // Nothing can be wrong with ASCII.
    return isASCII ? String(decoding: UnsafeBufferPointer(rebasing: plain), as: UTF8.self) : try text(plain)
  }

  func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) throws(JSONSyntaxError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw invalidUTF8(in: bytes) ?? unexpected("UTF-8 text")
    }
    return text
  }

  /// Skips to the next quotation mark or escape, which must come, and says whether all before it is ASCII.
  @discardableResult
  mutating func skipPlainText() throws(JSONSyntaxError) -> Bool {
    var position = index
    var all: UInt8 = 0
    defer { index = position }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return all < 0x80 }
      guard byte >= 0x20 else {
        throw error(at: position, found: "a control character in a text", expected: "it escaped")
      }
      all |= byte
      position += 1
    }
    index = position
    throw unexpected("the closing quotation mark")
  }

  /// The slower path, for a text with escapes; an unpaired surrogate becomes U+FFFD.
  mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var result = try text(bytes[start..<index])
    while true {
      guard index < bytes.count else { throw unexpected("the closing quotation mark") }
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return result
      }
      if byte == UInt8(ascii: "\\") {
        result.unicodeScalars.append(try escape(inTextFrom: start))
        continue
      }
      let plain = index
      try skipPlainText()
      result += try text(bytes[plain..<index])
    }
  }

  mutating func escape(inTextFrom start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
    index += 1
    guard index < bytes.count else { throw unexpected("the closing quotation mark") }
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
    default: throw unknownEscape(inTextFrom: start)
    }
    let first = try hexadecimal(inTextFrom: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      bytes[index + 1] == UInt8(ascii: "u")
    else { return "\u{FFFD}" }
    let afterFirst = index
    index += 2
    let second = try hexadecimal(inTextFrom: start)
    if second >= 0xDC00, second <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      return scalar
    }
    index = afterFirst
    return "\u{FFFD}"
  }

  mutating func hexadecimal(inTextFrom start: Int) throws(JSONSyntaxError) -> UInt32 {
    guard index + 4 <= bytes.count else {
      index = bytes.count
      throw unexpected("the closing quotation mark")
    }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = UnicodeScalar(bytes[index]).properties.isASCIIHexDigit ? hexDigit(bytes[index]) : nil else {
        throw unknownEscape(inTextFrom: start)
      }
      value = value << 4 | digit
      index += 1
    }
    return value
  }

  func hexDigit(_ byte: UInt8) -> UInt32 {
    if let digit = digit(byte) { return UInt32(digit) }
    return UInt32(byte | 0x20) - UInt32(UInt8(ascii: "a")) + 10
  }
}
