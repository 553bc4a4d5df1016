// `performance export`: a comparison in the format of another tool.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct ExportCommand: Subcommand {
  let name = "export"
  let abstract = "writes the comparison for other tools, and exits as compare does"
  let discussion = "What a format cannot hold is said on standard error."
  let example = ["export", "--format", "junit", "--output", "performance-junit.xml"]

  private let format = Option<ExportFormat>.choice(
    "--format", "FORMAT", of: ExportFormat.allCases, default: nil, help: "the format")
  private let output = SharedOptions.output(default: "-, standard output")

  var options: [any OptionDescription] {
    [format, SharedOptions.run, SharedOptions.baseline, SharedOptions.baselineReference, output]
  }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let judgement = try Judgement(arguments, in: context)
    let comparison = judgement.comparison
    let format = arguments[format]
    let export = format.export(comparison)
    let outcome = Outcome(
      output: try export.data(),
      errors: judgement.run.origin + export.omissions.map { "\(format.rawValue): \($0)\n" }.joined(),
      exitCode: comparison.exitCode)
    return try outcome.written(
      to: arguments[output], in: context, kind: "an export as \(format.rawValue)", isOwn: format.isExport)
  }
}

extension Outcome {
  /// The outcome with its output in a file, and a note where it went; as it is for `nil` and `-`.
  ///
  /// `isOwn` tells a file of the kind that is written, which an earlier one may be replaced by, from somebody else's.
  ///
  /// - Throws: `InputError` for somebody else's file, and for one that cannot be written.
  func written(
    to name: String?, in context: Context, kind: String, isOwn: (Data) -> Bool
  ) throws(InputError) -> Outcome {
    guard let name, name != "-" else { return self }
    let file = context.locations.file(named: name)
    try file.replaceOwn(with: output, kind: kind, isOwn: isOwn)
    return Outcome(errors: errors + "\(file.name): written\n", exitCode: exitCode)
  }
}
