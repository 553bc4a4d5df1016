// `performance compare`: the gate.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct CompareCommand: Subcommand {
  let name = "compare"
  let abstract = "gives every metric and every requirement a verdict"
  let discussion = "With --baseline-ref, an edit of the baseline that lets more through and has no reason fails."
  let example = ["compare", "--metric", "load/*", "--fail-on", "drift"]

  private let failure = Option<FailureThreshold>.choice(
    "--fail-on", "CHANGE", of: FailureThreshold.allCases, default: .regression,
    help: "the change from which a metric fails; drift: any change of a value, for the better too")
  private let format = SharedOptions.format()

  var options: [any OptionDescription] {
    [
      SharedOptions.run, SharedOptions.baseline, SharedOptions.baselineReference, SharedOptions.partial, failure,
      SharedOptions.tag, SharedOptions.metric, format, SharedOptions.color,
    ]
  }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let judgement = try Judgement(
      arguments, in: context, failure: arguments[failure], selection: arguments.selection)
    let comparison = judgement.comparison
    let commands = context.commands
    let output =
      switch arguments[format] {
      case .table:
        Data(
          Document(
            comparison: comparison, run: judgement.run.file.name, baseline: judgement.baselineName, commands: commands
          ).text(context.style(arguments[SharedOptions.color])).utf8)
      case .markdown: Data(Document(comparison: comparison, commands: commands).markdown(opening: .verdict).utf8)
      case .json: try ComparisonJSON(comparison, commands: commands).data()
      }
    return Outcome(output: output, errors: judgement.run.origin, exitCode: comparison.exitCode)
  }
}
