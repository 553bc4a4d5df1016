// The one way in which this package writes JSON: equal values are equal bytes, and a diff shows lines.

import Foundation

/// JSON with sorted keys, indented, slashes as they are, one newline at the end.
package enum StableJSON {
  package static func data(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}
