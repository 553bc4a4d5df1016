// The one way in which this package writes JSON: equal values are equal bytes, and a diff shows the lines that changed.

import Foundation

/// JSON with sorted keys, slashes as they are, and one newline at the end.
package enum StableJSON {
  /// A member of a file: a value on one line, or a list with one element a line.
  ///
  /// The comma between two elements of a mergeable list has a line of its own. Git takes changes of lines that touch for
  /// one change: with a line between them that neither branch changes, changes of neighbors merge.
  package enum Member {
    case value(any Encodable)
    case list([any Encodable])
    case mergeable([any Encodable])
  }

  /// An object or an array, indented.
  ///
  /// - Throws: `EncodingError`.
  package static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }

  /// One value on one line, which ends with a line break.
  ///
  /// - Throws: `EncodingError`.
  package static func line(_ value: some Encodable) throws -> Data {
    try compact.encode(value) + Data("\n".utf8)
  }

  /// An object whose lists have one element a line, so that version control shows and merges them line by line.
  ///
  /// - Throws: `EncodingError`.
  package static func lines(_ members: [(name: String, member: Member)]) throws -> Data {
    let encoder = compact
    var data = Data("{\n".utf8)
    for (index, (name, member)) in members.enumerated() {
      data += try Data("  ".utf8) + encoder.encode(name) + Data(": ".utf8)
      switch member {
      case .value(let value): data += try encoder.encode(value)
      case .list(let elements): data += try list(elements, separator: ",\n", encoder)
      case .mergeable(let elements): data += try list(elements, separator: "\n    ,\n", encoder)
      }
      data += Data((index + 1 < members.count ? ",\n" : "\n").utf8)
    }
    return data + Data("}\n".utf8)
  }

  private static func list(
    _ elements: [any Encodable], separator: String, _ encoder: JSONEncoder
  ) throws -> Data {
    guard !elements.isEmpty else { return Data("[]".utf8) }
    var data = Data("[\n".utf8)
    for (number, element) in elements.enumerated() {
      data += try Data(((number == 0 ? "" : separator) + "    ").utf8) + encoder.encode(element)
    }
    return data + Data("\n  ]".utf8)
  }

  private static var compact: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
