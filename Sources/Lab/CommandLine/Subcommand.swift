// What a subcommand says of itself, and what it does.

import PerformanceMetrics
import PerformanceReporting

/// One experiment of `lab`: its file holds its name, its options, its help and its work.
package protocol Subcommand: Sendable {
  /// What is typed after `lab`.
  var name: String { get }
  /// One line for the list of subcommands.
  var summary: String { get }
  /// What it does in full, with what makes it exit with 2 and 3.
  var discussion: String { get }
  /// The positional argument; `nil` for a subcommand that takes none.
  var argument: Argument? { get }
  /// The options, in the order of the help.
  var options: [Option] { get }

  /// Does the work and prints its answer.
  ///
  /// - Returns: 0 when nothing is wrong, 2 for a broken rule or requirement, 3 when too little was measured.
  /// - Throws: what kept it from judging; the program then exits with 1.
  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode
}

extension Subcommand {
  package var argument: Argument? { nil }
  package var options: [Option] { [] }
}

/// The positional argument of a subcommand.
package struct Argument: Sendable {
  /// How many of them may be given.
  package enum Count: Sendable {
    case one
    case atMostOne
    case any
  }

  package let name: String
  package let count: Count
  package let help: String

  package init(_ name: String, _ count: Count = .one, help: String) {
    (self.name, self.count, self.help) = (name, count, help)
  }

  /// The argument as a usage line shows it.
  package var usage: String {
    switch count {
    case .one: name
    case .atMostOne: "[\(name)]"
    case .any: "[\(name)]..."
    }
  }
}
