// What is wrong with the words on a command line.

/// Arguments that make no sense.
package struct UsageError: Error, Hashable, CustomStringConvertible {
  /// The words in question.
  package let found: String
  /// What was expected instead.
  package let expected: String
  /// The word that was probably meant; `nil` where none is near.
  package let nearest: String?

  package init(found: String, expected: String, nearest: String? = nil) {
    self.found = found
    self.expected = expected
    self.nearest = nearest
  }

  package var description: String {
    "found \(found), expected \(expected)" + (nearest.map { "; did you mean \($0)?" } ?? "")
  }
}
