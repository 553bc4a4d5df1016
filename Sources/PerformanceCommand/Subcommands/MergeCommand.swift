// `performance merge`: the runs of several machines become one.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting

struct MergeCommand: Subcommand {
  let name = "merge"
  let abstract = "joins partial runs of one commit, seed and configuration into one"
  let discussion =
    "A conflict, a mixture or a gap is refused by name; with --partial, a gap is a warning. The baseline, where there is "
    + "one, tells what is missing."
  let positional: Positional? = Positional(
    "FILE", count: 2...Int.max, expected: "two or more runs", help: "the runs to join")
  let example = ["merge", "one.json", "two.json"]

  private let output = SharedOptions.output(default: "$PERFORMANCE_OUTPUT, else \(Locations.report)")

  var options: [any OptionDescription] { [output, SharedOptions.baseline, SharedOptions.partial] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let locations = context.locations
    let file = locations.run(named: arguments[output])
    let baselineFile = locations.baseline(named: arguments[SharedOptions.baseline])
    let shards = try arguments.positionals.map {
      let shard = locations.file(named: $0)
      return NamedReport(name: shard.name, report: try shard.report())
    }
    let baseline = baselineFile.exists ? try baselineFile.baseline(remedy: context.commands.update) : nil
    let report: PerformanceReport
    do {
      report = try PerformanceReport(merging: shards, baseline: baseline, scope: arguments[SharedOptions.partial])
    } catch {
      return Outcome(errors: "\(error)\n", exitCode: error.exitCode)
    }
    try file.replaceOwn(
      with: try report.json(), kind: "a performance report", isOwn: PerformanceReport.isReport)
    let check = baseline == nil ? "; there is no \(baselineFile.name) to tell whether it is complete" : ""
    return Outcome("\(file.name): \(report.metrics.count) metrics of \(shards.count) runs\(check).\n")
  }
}
