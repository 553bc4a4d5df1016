// From the words after the program's name to an answer. Everything of the process that matters comes in through `init`.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

/// The command `performance`, in an environment and a working directory.
package struct Program: Sendable {
  /// The subcommands, and the help on them.
  package static let commandLine = CommandLineProgram<any Subcommand>(
    name: "performance", purpose: "compares a run of the suites with the baseline, and shows what was measured",
    notes: (
      "Files",
      "Files on the command line are relative to the working directory. Default files are relative to "
        + "$PERFORMANCE_ROOT, else to the nearest directory upwards that holds Package.swift."
    ),
    exitCodes: """
      Exit codes, the first that applies
        1  could not judge: bad arguments, or a file that is missing or not valid
        2  a metric regressed, a requirement is not met, or a tolerance or target was changed
        3  not a whole measurement: a test failed, metrics or requirements are missing or incomparable,
           nothing was measured, or the run is not of the sources at hand
        0  nothing is worse
      """,
    commands: [
      InitCommand(), CompareCommand(), CompareBuildsCommand(), UpdateCommand(), ReportCommand(), ShowCommand(),
      TrendCommand(), HistoryCommand(), CommentCommand(), ExportCommand(), MergeCommand(),
    ],
    description: { $0 }, invocation: SuggestedCommands.performance)

  private let context: Context

  /// The working directory is an absolute path.
  package init(
    environment: [String: String], directory: String, isTerminal: Bool, launcher: Launcher = .processes
  ) {
    context = Context(environment: environment, directory: directory, isTerminal: isTerminal, launcher: launcher)
  }

  /// Answers the words after the program's name.
  package func run(_ words: [String]) -> Outcome {
    do {
      switch try Self.commandLine.request(words) {
      case .help(let text): return Outcome(text)
      case .run(let subcommand, let arguments): return try subcommand.run(arguments, in: context)
      }
    } catch let error as UsageError {
      return Outcome(errors: Self.commandLine.text(of: error, in: words), exitCode: .couldNotJudge)
    } catch {
      return Outcome(errors: "\(error)\n", exitCode: ExitCode(of: error))
    }
  }
}

extension ExitCode {
  /// The code for an error that keeps a subcommand from its work.
  init(of error: any Error) {
    let isIncomplete = error is StaleReport || (error as? BuildFailure)?.isIncomplete == true
    self = isIncomplete ? .incomplete : .couldNotJudge
  }
}
