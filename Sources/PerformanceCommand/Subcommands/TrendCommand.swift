// `performance trend`: how the metrics moved.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct TrendCommand: Subcommand {
  /// How many runs a trend looks at where nobody says.
  static let runs = 50

  let name = "trend"
  let abstract = "shows how the metrics moved over the last runs, and what is left to their bounds"
  let discussion =
    "Names the commits at which a value changed and since when it holds, the headroom to tolerances and requirements, and when it is used up at "
    + "the present drift."
  let example = ["trend", "--last", "10", "--metric", "load/*"]

  private let last = Option<Int>.number("--last", default: runs, help: "the number of runs, the latest")
  private let format = SharedOptions.format([.table, .json])

  var options: [any OptionDescription] {
    [
      SharedOptions.history, SharedOptions.baseline, last, SharedOptions.tag, SharedOptions.metric, format,
      SharedOptions.color,
    ]
  }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let file = context.locations.history(named: arguments[SharedOptions.history])
    let baseline = try context.locations.baseline(named: arguments[SharedOptions.baseline])
      .baseline(remedy: context.commands.update)
    let selection = arguments.selection
    let history = try file.orderedHistory(in: context)
    let trend = Trend(history: history, baseline: baseline, last: arguments[last], selection: selection)
    // What calls cost is in the history alone.
    if let problem = selection.problem(among: baseline.metrics), trend.hosts.isEmpty {
      throw SelectionError(description: "performance: \(problem)")
    }
    let output =
      arguments[format] == .json
      ? try TrendJSON(trend).data()
      : Data(
        Document(trend: trend, history: file.name, addCommand: context.commands.addToHistory)
          .text(context.style(arguments[SharedOptions.color])).utf8)
    return Outcome(output: output, errors: history.isTorn ? file.tornLine : "")
  }
}
