// From the words after the program's name to an answer. Everything of the process that matters comes in through `init`.

/// The command `performance`, in an environment and a working directory.
package struct Program: Sendable {
  /// Every subcommand, in the order of the help.
  package static let subcommands: [any Subcommand] = [
    CompareCommand(), UpdateCommand(), ReportCommand(), ShowCommand(), TrendCommand(), HistoryCommand(),
    CommentCommand(), ExportCommand(), MergeCommand(), WorldsCommand(), CalibrateCommand(), HelpCommand(),
  ]

  private let context: Context

  /// The working directory is an absolute path.
  package init(environment: [String: String], directory: String, isTerminal: Bool) {
    context = Context(environment: environment, directory: directory, isTerminal: isTerminal)
  }

  /// Answers the words after the program's name.
  package func run(_ words: [String]) -> Outcome {
    let subcommand = Self.subcommands.first { $0.name == words.first }
    do {
      if words.dropFirst(subcommand == nil ? 0 : 1).contains(where: { $0 == "--help" || $0 == "-h" }) {
        return Outcome(
          subcommand.map { HelpText.text(of: $0, context.commands) }
            ?? HelpText.overview(Self.subcommands, context.commands))
      }
      guard let subcommand else { throw Self.unknown(words.first) }
      return try subcommand.run(Arguments(words.dropFirst(), of: subcommand), in: context)
    } catch let error as UsageError {
      return Outcome(errors: error.text(help: context.commands.help(of: subcommand?.name)), exitCode: .couldNotJudge)
    } catch {
      return Outcome(errors: "\(error)\n", exitCode: .couldNotJudge)
    }
  }

  private static func unknown(_ word: String?) -> UsageError {
    let names = subcommands.map(\.name)
    return UsageError(
      found: word.map { "the subcommand \($0)" } ?? "no subcommand",
      expected: "one of \(names.joined(separator: ", "))", nearest: word?.nearest(of: names))
  }
}
