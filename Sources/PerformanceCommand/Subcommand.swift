// What a subcommand of `performance` is given, and what it answers; each has a file of its own.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

/// A subcommand of `performance`.
package protocol Subcommand: SubcommandDescription {
  /// Does what the arguments ask for.
  ///
  /// - Throws: `UsageError` for options that do not go together, `InputError` for files.
  func run(_ arguments: Arguments, in context: Context) throws -> Outcome
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
  /// How other programs are started.
  let launcher: Launcher
  private let isTerminal: Bool

  init(environment: [String: String], directory: String, isTerminal: Bool, launcher: Launcher) {
    self.environment = environment
    self.isTerminal = isTerminal
    self.launcher = launcher
    locations = Locations(environment: environment, directory: directory)
    commands = SuggestedCommands { [root = locations.root] subcommand in
      let script = subcommand == "compare-builds" ? "Scripts/compare-builds" : "Scripts/\(subcommand)-baselines"
      let path = root.appending(path: script).path(percentEncoded: false)
      return FileManager.default.isExecutableFile(atPath: path) ? script : nil
    }
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
