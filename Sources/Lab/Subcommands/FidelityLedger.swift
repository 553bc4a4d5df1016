// lab fidelity: docs/simulator-fidelity.md, from the tables that the tests hold against the simulator.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct FidelityLedger: Subcommand {
  static let path = "docs/simulator-fidelity.md"

  let name = "fidelity"
  let abstract = "writes docs/simulator-fidelity.md, or checks that it is current"
  let discussion = """
    Writes \(path) from the tables of what the simulator does. With recorded traffic the rates
    of the replay are measured again; without, they stay as they are in the file. With --check nothing is written, and it
    exits with 2 when the file is not current.
    """
  let positional: Positional? = Positional(
    "FOLDER", count: 0...1, expected: "at most one folder",
    help: "the recorded exchanges (default: $SHEETS_RECORDINGS, else none)")
  let example = ["fidelity", "--check"]

  private let check = Option<Bool>.flag("--check", help: "compares instead of writing")

  var options: [any OptionDescription] { [check] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let package = try PackageFolder()
    let folder = try (arguments.positionals.first ?? Recording.folder).map { try PackageFolder.folder($0) }
    let written = try? package.text(Self.path)
    if folder == nil { console.note("no folder of recordings: the rates of the replay stay as \(Self.path) has them") }
    let rates =
      folder.map { ReplayedRates(ReplayReport(Recording.files(in: $0))) } ?? ReplayedRates(ledger: written ?? "")
    let made = Ledger.text(rates)
    if made == written {
      console.answer("\(Self.path) is current\n")
    } else if arguments[check] {
      console.answer(Self.difference(written ?? "", made))
      console.answer("\(Self.path) is not current; write it: swift run lab fidelity\n")
      return .worse
    } else {
      let file = package.file(Self.path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(made.utf8).write(to: file, options: .atomic)
      console.answer("\(Self.path) written\n")
    }
    return .nothingWorse
  }

  /// The lines that only one of two texts has.
  private static func difference(_ old: String, _ new: String) -> String {
    let (old, new) = (old.split(separator: "\n"), new.split(separator: "\n"))
    return new.difference(from: old).prefix(20).map { change in
      switch change {
      case .remove(_, let line, _): "-\(line)\n"
      case .insert(_, let line, _): "+\(line)\n"
      }
    }.joined()
  }
}
