// The program round the subcommands: finds the one that is asked for, and turns what it throws into an exit code.

import PerformanceMetrics
import PerformanceReporting

/// The program `lab`, from its words to its exit code.
package struct LabProgram: Sendable {
  /// Every subcommand, in the order of the help.
  package static let subcommands: [any Subcommand] = [
    LoadSweep(), Pacing(), Day(), Speed(), Worlds(), Simulate(), Fuzz(), ReplayRecordings(), FidelityLedger(),
    LatencyProfiles(), MutateReports(),
  ]

  private let console: Console

  /// A program that writes to a console, by default that of the process.
  package init(_ console: Console = .current) { self.console = console }

  /// Runs the words behind the program's name.
  package func run(_ words: [String]) async -> ExitCode {
    guard let first = words.first, first != "--help", first != "-h" else {
      console.answer(LabHelp.overview(Self.subcommands))
      return words.isEmpty ? .couldNotJudge : .nothingWorse
    }
    do {
      if first == "help" { return try help(words.dropFirst().first) }
      let subcommand = try Self.subcommand(first)
      if words.contains("--help") || words.contains("-h") { return try help(first) }
      do {
        return try await subcommand.run(OptionValues(Array(words.dropFirst()), for: subcommand), console)
      } catch let error as UsageError {
        console.note("lab \(first): \(error)\nlab help \(first) shows what it takes")
      } catch {
        console.note("lab \(first): \(error)")
      }
    } catch {
      console.note("lab: \(error)")
    }
    return .couldNotJudge
  }

  private func help(_ name: String?) throws(UsageError) -> ExitCode {
    let text = if let name { LabHelp.text(try Self.subcommand(name)) } else { LabHelp.overview(Self.subcommands) }
    console.answer(text)
    return .nothingWorse
  }

  private static func subcommand(_ name: String) throws(UsageError) -> any Subcommand {
    if let found = subcommands.first(where: { $0.name == name }) { return found }
    let near = nearestName(to: name, among: subcommands.map(\.name))
    throw UsageError(
      "unknown subcommand \(name)" + (near.map { "; did you mean \($0)?" } ?? "; lab help lists them"))
  }
}
