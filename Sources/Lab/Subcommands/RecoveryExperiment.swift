// lab recovery: how long an outage and a quota cut affect waiting.

import BatchedSheets
import CommandLineOptions
import PerformanceMetrics
import SheetsScenarios

struct RecoveryExperiment: Subcommand {
  let name = "recovery"
  let abstract = "measures how long an outage and a quota cut affect waiting"
  let discussion = """
    Measures how long an outage and a quota cut affect waiting, beside the same runs without them: the part of load-sweep
    that its baseline holds too, alone and with as many seeds as wanted.
    """
  let example = ["recovery", "--seeds", "5"]

  private let seeds = Option<Int>.number(
    "--seeds", default: Disturbance.seeds, help: "the number of seeds that are pooled")

  var options: [any OptionDescription] { [seeds] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let policies = FlushMode.allCases.flatMap { mode in [1, 5].map { Policy(identities: $0, mode: mode) } }
    let table = try await RecoveryTable(policies, seeds: arguments[seeds], console)
    console.answer(table.lines(console.style).joined(separator: "\n") + "\n")
    return .nothingWorse
  }
}
