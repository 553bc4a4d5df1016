// `performance show`: a run as it is.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct ShowCommand: Subcommand {
  let name = "show"
  let abstract = "shows a run: every number of it, or those of one basis as bytes"
  let discussion = "With --basis simulated and --format json, equal code and seed give equal bytes."
  let example = ["show", "--basis", "host"]

  private let basis = Option<Basis?>(
    name: "--basis", placeholder: "BASIS", help: "only what was measured on this basis", defaultText: "both",
    allowed: Basis.allCases.map(\.rawValue),
    expected: "one of \(Basis.allCases.map(\.rawValue).joined(separator: ", "))",
    defaultValue: .some(nil), parse: { text in Basis(rawValue: text).map { .some($0) } })
  private let format = SharedOptions.format([.table, .json])

  var options: [any OptionDescription] { [SharedOptions.run, basis, format, SharedOptions.color] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let run = try MeasuredRun(arguments, in: context)
    let report = run.report
    let basis = arguments[basis]
    guard arguments[format] == .json else {
      return Outcome(
        Document(run: report, basis: basis).text(context.style(arguments[SharedOptions.color])), errors: run.origin)
    }
    return Outcome(output: try basis.map { try report.canonicalJSON($0) } ?? report.json(), errors: run.origin)
  }
}
