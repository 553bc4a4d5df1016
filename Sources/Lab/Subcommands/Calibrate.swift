// lab calibrate: measured latencies become a profile that the suites can run under.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

package struct Calibrate: Subcommand {
  package let name = "calibrate"
  package let abstract = "makes a latency profile from calls that you measured"
  package let discussion = """
    The file is CSV with the header \(LatencySamples.header) and a line for each call, as in values.get,312.5; at least
    \(LatencyCalibration.fewestSamples) calls of each method. PERFORMANCE_LATENCY names the profile to the suites.
    """
  package let positional: Positional? = Positional(
    "SAMPLES", count: 1...1, expected: "one file of samples, as in samples.csv", help: "the measured calls")
  package let example = ["calibrate", "samples.csv", "--output", "profile.json"]

  private let output = Option<String?>.text(
    "--output", "FILE", help: "the file of the profile", default: "standard output")

  package var options: [any OptionDescription] { [output] }

  package func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    console.answer(try Self.answer(samples: arguments.positionals[0], output: arguments[output], console.style))
    return .nothingWorse
  }

  /// Writes the profile and describes it; without a file to write, the answer is the profile itself.
  ///
  /// - Throws: `InputError` for samples that cannot be read or are too few, and the error of writing the file.
  package static func answer(samples name: String, output: String?, _ style: TextStyle) throws -> String {
    guard let data = FileManager.default.contents(atPath: name) else {
      throw InputError(
        file: name, found: "no such file", expected: "measured latencies",
        remedy: "write a line for each call below \(LatencySamples.header)")
    }
    let calibration = try LatencyCalibration(LatencySamples(csv: data, file: name), file: name)
    let profile = try calibration.json()
    guard let output else { return String(decoding: profile, as: UTF8.self) }
    try profile.write(to: URL(filePath: output), options: .atomic)
    let measure = "PERFORMANCE_LATENCY=\(output) \(SuggestedCommands { _ in nil }.measure)"
    return "\(output)\n\(calibration.document.text(style))measure under it with: \(measure)\n"
  }
}
