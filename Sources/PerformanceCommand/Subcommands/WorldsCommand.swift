// `performance worlds`: the requirements under several worlds, side by side.

import PerformanceMetrics
import PerformanceReporting

struct WorldsCommand: Subcommand {
  let name = "worlds"
  let abstract = "shows the requirements of runs under different worlds side by side"
  let positional: Positional? = Positional(
    "FILE", count: 2...Int.max, expected: "two or more runs", help: "the runs to show")
  let example = ["worlds", "origin.json", "recorded.json"]

  var options: [any OptionDescription] { [SharedOptions.color] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let reports = try arguments.positionals.map { try context.locations.file(named: $0).report() }
    return Outcome(Document(worlds: reports).text(context.style(arguments[SharedOptions.color])))
  }
}
