// The arguments that are typed without a name, as data.

/// The arguments of a subcommand that belong to no option.
package struct Positional: Sendable {
  /// What stands for one of them in the usage, such as `FILE`.
  package let placeholder: String
  /// What they are, as a phrase.
  package let help: String
  /// The smallest and the largest number of them.
  package let count: ClosedRange<Int>
  /// What is expected, for errors, such as `two or more runs`.
  package let expected: String
  /// The possible values; empty where they cannot be listed.
  package let allowed: [String]

  package init(_ placeholder: String, count: ClosedRange<Int>, expected: String, help: String, allowed: [String] = []) {
    self.placeholder = placeholder
    self.count = count
    self.expected = expected
    self.help = help
    self.allowed = allowed
  }

  /// The arguments in a usage line: `FILE`, `[FILE]`, `[FILE …]` or `FILE FILE …`.
  package var usage: String {
    count.lowerBound == 0
      ? "[\(placeholder)\(count.upperBound > 1 ? " …" : "")]"
      : Array(repeating: placeholder, count: count.lowerBound).joined(separator: " ")
        + (count.upperBound > count.lowerBound ? " …" : "")
  }
}
