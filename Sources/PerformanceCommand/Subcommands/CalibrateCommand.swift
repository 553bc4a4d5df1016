// `performance calibrate`: one's own measured latencies become a profile that scenarios are run under.

import PerformanceMetrics
import PerformanceReporting

struct CalibrateCommand: Subcommand {
  let name = "calibrate"
  let abstract = "makes a latency profile of your own measured calls"
  let discussion =
    "The file is CSV with the header \(LatencySamples.header) and a line for each call, as in values.get,312.5; at least "
    + "100 calls of each method. PERFORMANCE_LATENCY names the profile to the suites."
  let positional: Positional? = Positional(
    "FILE", count: 1...1, expected: "one file of samples, as in samples.csv", help: "the measured calls")
  let example = ["calibrate", "samples.csv", "--output", "profile.json"]

  private let output = SharedOptions.output(default: "standard output")

  var options: [any OptionDescription] { [output, SharedOptions.color] }

  /// Writes the profile; what is in it is shown when it goes to a file.
  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let samples = context.locations.file(named: arguments.positionals[0])
    let calibration = try LatencyCalibration(samples.samples(), file: samples.name)
    let profile = try calibration.json()
    guard let output = arguments[output].map(context.locations.file(named:)) else { return Outcome(output: profile) }
    try output.replace(with: profile, expected: "a writable path")
    let table = calibration.document.text(context.style(arguments[SharedOptions.color]))
    return Outcome(
      "\(output.name)\n\(table)measure under it with: PERFORMANCE_LATENCY=\(output.name) \(context.commands.measure)\n")
  }
}
