// A file of JSON that is decoded elsewhere: the tree and the source text serve the messages about what was found in it.

/// A JSON file with its source text.
package struct JSONDocument: Sendable {
  /// The value of the file.
  package let root: JSON
  private let bytes: [UInt8]

  /// Parses a file in which each name occurs once in an object.
  ///
  /// - Throws: `JSONSyntaxError` for a file that is not JSON, or that repeats a name in an object.
  package init(parsing bytes: some Sequence<UInt8>) throws(JSONSyntaxError) {
    self.bytes = Array(bytes)
    root = try JSON(parsing: self.bytes, uniqueNames: true)
  }

  /// Describes the value at a path for a message, such as `the text "x"` or `1.50`; `nil` if the path leads nowhere.
  ///
  /// A number is described by its source text.
  package func found(at path: [any CodingKey]) -> String? {
    guard let value = root[path] else { return nil }
    guard case .number = value else { return value.found }
    return JSONParser.sourceText(at: path, of: bytes) ?? value.found
  }

  /// The path of the first number that is not a 64-bit integer.
  package var firstNonInteger: [any CodingKey]? { root.firstNonInteger }
}

extension JSON {
  /// Describes the value for a message, such as `the text "x"` or `an array of 3`.
  package var found: String {
    switch self {
    case .null, .boolean, .number: text
    case .string(let text): "the text \"\(text.prefix(60))\""
    case .array(let elements): "an array of \(elements.count)"
    case .object(let object): "an object with \(object.members.count) keys"
    }
  }

  fileprivate var firstNonInteger: [any CodingKey]? {
    switch self {
    case .number(let number):
      // A signed or an unsigned integer; a Double has no value between UInt64.max and 2^64.
      return number == number.rounded() && number >= -0x1p63 && number <= 0x1p64 ? nil : []
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        if let path = element.firstNonInteger { return [JSONKey.index(index)] + path }
      }
    case .object(let object):
      for member in object.members {
        if let path = member.value.firstNonInteger { return [JSONKey.name(member.name)] + path }
      }
    case .null, .boolean, .string: break
    }
    return nil
  }
}
