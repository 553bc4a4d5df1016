// What a syntax error says: what stands at the current position, and what should stand there.

extension JSONParser {
  func error(at position: Int? = nil, found: String, expected: String) -> JSONSyntaxError {
    JSONSyntaxError(at: position ?? index, of: bytes, found: found, expected: expected)
  }

  func unknownEscape(inTextFrom start: Int) -> JSONSyntaxError {
    error(at: start - 1, found: "a text with an unknown escape", expected: "one of JSON's escapes after each \\")
  }

  func unexpected(_ expected: String) -> JSONSyntaxError {
    guard index < bytes.count else { return error(found: "the end of the file", expected: expected) }
    let rest = bytes[index...].prefix(40)
    if let error = invalidUTF8(in: rest), error.column == self.error(found: "", expected: "").column { return error }
    let text = String(decoding: rest, as: UTF8.self)
    let word = text.prefix { $0.isLetter || $0.isNumber }
    return error(found: "\(word.isEmpty ? text.prefix(1) : word.prefix(20))", expected: expected)
  }

  /// The error at the first byte that is not UTF-8; `nil` if all are.
  func invalidUTF8(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> JSONSyntaxError? {
    var iterator = bytes.makeIterator()
    var decoder = Unicode.UTF8.ForwardParser()
    var position = bytes.startIndex
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): position += scalar.count
      case .emptyInput: return nil
      case .error:
        let byte = String(bytes[position], radix: 16, uppercase: true)
        return error(at: position, found: "the byte 0x\(byte)", expected: "UTF-8 text")
      }
    }
  }
}
