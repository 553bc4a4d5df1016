// Finds the source text of a value, for messages that quote a number as it was written.

extension JSONParser {
  /// The source text of the value at a path; `nil` if the path leads nowhere.
  static func sourceText(at path: [any CodingKey], of bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = JSONParser(bytes: buffer, uniqueNames: false)
      guard let range = try? parser.range(at: path[...]) else { return nil }
      return String(decoding: buffer[range], as: UTF8.self)
    }
  }

  private mutating func range(at path: ArraySlice<any CodingKey>) throws(JSONSyntaxError) -> Range<Int>? {
    skipSpace()
    guard let key = path.first else {
      let start = index
      _ = try value(depth: 0)
      return start..<index
    }
    guard index < bytes.count else { return nil }
    let isArray = key.intValue != nil
    guard bytes[index] == (isArray ? UInt8(ascii: "[") : UInt8(ascii: "{")) else { return nil }
    index += 1
    var position = 0
    repeat {
      skipSpace()
      var name: String?
      if !isArray {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
        name = try string()
        skipSpace()
        index += 1
      }
      if isArray ? position == key.intValue : name == key.stringValue { return try range(at: path.dropFirst()) }
      _ = try value(depth: 0)
      position += 1
    } while try !isEnd(isArray ? UInt8(ascii: "]") : UInt8(ascii: "}"))
    return nil
  }
}
