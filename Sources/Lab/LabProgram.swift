// From the words after the program's name to an exit code.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

/// The program `lab`, which prints to a console.
package struct LabProgram: Sendable {
  /// The subcommands, and the help on them.
  package static let commandLine = CommandLineProgram<any Subcommand>(
    name: "lab", purpose: "experiments over the scenarios that the suites share",
    notes: (
      "Build",
      "Measurements of the machine, and everything that takes minutes, belong in a release build. Files of the package "
        + "are found from the nearest directory upwards that holds Package.swift."
    ),
    exitCodes: """
      Exit codes, the first that applies
        1  could not judge: bad arguments, or a file that is missing or not valid
        2  a rule or a requirement is broken
        3  too little was measured
        0  nothing is wrong
      """,
    commands: [
      LoadSweep(), Pacing(), RecoveryExperiment(), Refusals(), Day(), Speed(), Worlds(), Calibrate(), Simulate(),
      Fuzz(), ReplayRecordings(),
      FidelityLedger(), LatencyProfiles(), ErrorRates(), MutateReports(),
    ],
    description: { $0 }, invocation: { (["swift run -c release lab"] + $0).joined(separator: " ") })

  private let console: Console

  /// A program that writes to a console, by default that of the process.
  package init(_ console: Console = .current) { self.console = console }

  /// Runs the words after the program's name.
  package func run(_ words: [String]) async -> ExitCode {
    do {
      switch try Self.commandLine.request(words) {
      case .help(let text):
        console.answer(text)
        return .nothingWorse
      case .run(let subcommand, let arguments): return try await subcommand.run(arguments, console)
      }
    } catch let error as UsageError {
      console.complain(Self.commandLine.text(of: error, in: words))
    } catch {
      console.complain("\(error)\n")
    }
    return .couldNotJudge
  }
}
