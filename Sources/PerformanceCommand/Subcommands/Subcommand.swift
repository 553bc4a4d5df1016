// One subcommand, one file: what it is called, what it takes, what it does.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// A subcommand of `performance`: data, from which parsing, help and errors are made, and what it does.
package protocol Subcommand: Sendable {
  /// The word that asks for it.
  var name: String { get }
  /// What it does, in one line of lowercase words without a period.
  var abstract: String { get }
  /// What else its help says.
  var discussion: String { get }
  /// The words that it takes beside its options.
  var positional: Positional? { get }
  /// The options that it takes.
  var options: [any OptionDescription] { get }
  /// The words of an example, from its name on.
  var example: [String] { get }
  /// Does what the arguments ask for.
  ///
  /// - Throws: `UsageError` for options that do not go together, `InputError` for files.
  func run(_ arguments: Arguments, in context: Context) throws -> Outcome
}

extension Subcommand {
  package var discussion: String { "" }
  package var positional: Positional? { nil }
}

/// What a subcommand answers.
package struct Outcome: Sendable {
  /// The bytes for standard output.
  package var output = Data()
  /// The text for standard error.
  package var errors = ""
  package var exitCode = ExitCode.nothingWorse

  package init(output: Data, errors: String = "", exitCode: ExitCode = .nothingWorse) {
    self.output = output
    self.errors = errors
    self.exitCode = exitCode
  }

  package init(_ text: String = "", errors: String = "", exitCode: ExitCode = .nothingWorse) {
    self.init(output: Data(text.utf8), errors: errors, exitCode: exitCode)
  }
}

/// Everything of the process that a subcommand needs to know.
package struct Context: Sendable {
  /// The variables of the environment.
  let environment: [String: String]
  /// Where the files are.
  let locations: Locations
  /// The commands that messages suggest.
  let commands: SuggestedCommands
  private let isTerminal: Bool

  init(environment: [String: String], directory: String, isTerminal: Bool) {
    self.environment = environment
    self.isTerminal = isTerminal
    locations = Locations(environment: environment, directory: directory)
    commands = SuggestedCommands(root: locations.root)
  }

  /// Color where it is wanted; `NO_COLOR` (no-color.org) says no to `auto`, whatever it holds unless it is empty.
  func style(_ choice: ColorChoice) -> TextStyle {
    switch choice {
    case .always: .colored
    case .never: .plain
    case .auto: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty ? .colored : .plain
    }
  }
}
