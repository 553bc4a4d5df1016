// The one way in which this package writes JSON: equal values are equal bytes, and a diff shows the lines that changed.

import Foundation

/// JSON with sorted keys, slashes as they are, and one newline at the end.
package enum StableJSON {
  /// A member of a file: a value on one line, a list with one element a line, or an object with one member a line.
  ///
  /// The comma between two elements of a mergeable list has a line of its own. Git takes changes of lines that touch for
  /// one change: with a line between them that neither branch changes, changes of neighbors merge.
  package indirect enum Member {
    case value(any Encodable)
    case list([any Encodable])
    case mergeable([any Encodable])
    case object([(name: String, member: Member)])
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
    try text(.object(members), indent: "", compact) + Data("\n".utf8)
  }

  private static func text(_ member: Member, indent: String, _ encoder: JSONEncoder) throws -> Data {
    let inner = "\n\(indent)  "
    func joined(_ parts: [Data], _ open: String, _ close: String, comma: String = ",") -> Data {
      guard !parts.isEmpty else { return Data((open + close).utf8) }
      var data = Data(open.utf8)
      for (index, part) in parts.enumerated() { data += Data(((index == 0 ? "" : comma) + inner).utf8) + part }
      return data + Data("\n\(indent)\(close)".utf8)
    }
    switch member {
    case .value(let value): return try encoder.encode(value)
    case .list(let elements): return joined(try elements.map { try encoder.encode($0) }, "[", "]")
    case .mergeable(let elements):
      return joined(try elements.map { try encoder.encode($0) }, "[", "]", comma: "\(inner),")
    case .object(let members):
      return joined(
        try members.map { name, member in
          try encoder.encode(name) + Data(": ".utf8) + text(member, indent: "\(indent)  ", encoder)
        }, "{", "}")
    }
  }

  private static var compact: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
