// JSON read strictly and with its places, because Foundation says neither where a file breaks (on every platform alike)
// nor that a key comes twice. The tree serves messages; the values themselves are decoded by JSONDecoder.

import Foundation

/// A JSON value as the file writes it.
indirect enum JSONDocument: Sendable {
  case null
  case boolean(Bool)
  case number(String)
  case string(String)
  case array([JSONDocument])
  case object([(key: String, value: JSONDocument)])

  /// The value under a key of an object.
  subscript(key: String) -> JSONDocument? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The value at a path; `nil` when the path leads nowhere.
  subscript(path: [any CodingKey]) -> JSONDocument? {
    path.reduce(Optional(self)) { node, key in
      switch (node, key.intValue) {
      case (.array(let elements), let index?): elements.indices.contains(index) ? elements[index] : nil
      case (let node?, nil): node[key.stringValue]
      default: nil
      }
    }
  }

  /// The whole number of 64 bits that this is.
  var integer: Int64? {
    if case .number(let text) = self { Int64(text) } else { nil }
  }

  /// The text that this is.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The elements of the array that this is.
  var elements: [JSONDocument]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of the object that this is, in their order.
  var members: [(key: String, value: JSONDocument)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// What a message says was found here.
  var found: String {
    switch self {
    case .null: "null"
    case .boolean(let truth): "\(truth)"
    case .number(let text): text
    case .string(let text): "the text \"\(text.prefix(60))\""
    case .array(let elements): "an array of \(elements.count)"
    case .object(let members): "an object with \(members.count) keys"
    }
  }

  /// The path and the text of the first number that is not a whole number of 64 bits.
  var firstUncountable: (path: String, text: String)? {
    switch self {
    case .number(let text): Int64(text) == nil && UInt64(text) == nil ? ("", text) : nil
    case .array(let elements):
      elements.enumerated().lazy.compactMap { index, element in
        element.firstUncountable.map { ("[\(index)]" + $0.path.asContinuation, $0.text) }
      }.first
    case .object(let members):
      members.lazy.compactMap { key, value in
        value.firstUncountable.map { (key + $0.path.asContinuation, $0.text) }
      }.first
    case .null, .boolean, .string: nil
    }
  }
}

extension String {
  /// A path to go on with behind another one.
  fileprivate var asContinuation: String { isEmpty || hasPrefix("[") ? self : ".\(self)" }
}

/// A file that is not JSON: where it breaks, what is there and what JSON wants there.
struct JSONSyntaxError: Error {
  let line: Int
  let column: Int
  let found: String
  let expected: String
}
