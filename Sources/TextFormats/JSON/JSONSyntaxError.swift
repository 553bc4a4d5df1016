/// A syntax error in JSON: where it is, what was found there, and what was expected.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The line of the error, from 1.
  public let line: Int
  /// The column of the error in Unicode scalars, from 1.
  public let column: Int
  /// What was found there, such as `}` or `the end of the file`.
  public let found: String
  /// What JSON requires there, such as `a value`.
  public let expected: String

  /// The error in one line, such as `line 1, column 9: found }, expected a key`.
  public var description: String { "line \(line), column \(column): found \(found), expected \(expected)" }

  /// Creates an error at a byte of a text.
  init(at index: Int, of bytes: UnsafeBufferPointer<UInt8>, found: String, expected: String) {
    let before = bytes[..<min(index, bytes.count)]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    line = before.count { $0 == 0x0A } + 1
    // A byte that continues a scalar starts with the bits 10.
    column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
    self.found = found
    self.expected = expected
  }
}
