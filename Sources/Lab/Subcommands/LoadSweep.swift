// lab load-sweep: every load and every disturbance under four policies, compared with the baseline.

import BatchedSheets
import CommandLineOptions
import Foundation
import HostMeasurement
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct LoadSweep: Subcommand {
  static let baseline = "Baselines/load-sweep.json"

  let name = "load-sweep"
  let abstract = "measures 1 to 500 workers, overload and recovery, against the baseline"
  let discussion = """
    Measures how the service does from 1 to 500 workers, in an open loop up to overload, and after disturbances, under four
    policies, and compares with \(baseline). Exits with 2 when a number differs, and with 3 when
    there is no baseline yet.
    """
  let example = ["load-sweep", "--update"]

  private static let report = ".build/lab/load-sweep.json"

  private let update = Option<Bool>.flag("--update", help: "makes these numbers the baseline")
  private let output = Option<String?>.text(
    "--output", "FILE", help: "the file of the report, relative to the package", default: report)

  var options: [any OptionDescription] { [update, output] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let package = try PackageFolder()
    let file = package.file(Self.baseline)
    let sweep = try await Self.measure(console)
    let report = try PerformanceReport(
      run: .current(seed: suiteSeed, root: package.root, warnings: []), requirements: sweep.requirements,
      metrics: sweep.metrics, series: [])
    let path = arguments[output] ?? Self.report
    let output = path.hasPrefix("/") ? URL(filePath: path) : package.file(path)
    try FileManager.default.createDirectory(at: output.deletingLastPathComponent(), withIntermediateDirectories: true)
    try report.json().write(to: output, options: .atomic)
    console.answer(sweep.text(console.style) + "\n")
    if arguments[update] {
      try Baseline(from: report).json().write(to: file, options: .atomic)
      console.answer("Updated: \(Self.baseline) holds \(report.metrics.count) metrics.\n")
      return .nothingWorse
    }
    guard FileManager.default.fileExists(atPath: file.path) else {
      console.answer("There is no baseline yet: swift run -c release lab load-sweep --update\n")
      return .incomplete
    }
    let comparison = Comparison(
      baseline: try Baseline(json: Data(contentsOf: file), file: Self.baseline), report: report)
    return show(comparison, count: report.metrics.count, console)
  }

  private func show(_ comparison: Comparison, count: Int, _ console: Console) -> ExitCode {
    let differences =
      comparison.metrics.count { $0.verdict != .unchanged }
      + comparison.requirements.count { $0.declaration != .unchanged }
    guard differences > 0 else {
      console.answer("All \(count) numbers are as in \(Self.baseline).\n")
      return .nothingWorse
    }
    let measure = "swift run -c release lab load-sweep"
    let commands = SuggestedCommands(
      measure: measure, compare: measure, update: "\(measure) --update", addToHistory: measure)
    let document = Document(comparison: comparison, run: "this run", baseline: Self.baseline, commands: commands)
    console.answer(document.withoutVerdict.text(console.style) + "\n")
    console.answer(
      "\(differences) of \(comparison.metrics.count + comparison.requirements.count) numbers and requirements differ from "
        + "\(Self.baseline). To update it: swift run -c release lab load-sweep --update\n")
    return .worse
  }

  /// One simulation for each load and policy, the longest first, as many at a time as there are processors.
  private static func measure(_ console: Console) async throws -> LoadSweepTable {
    let policies = FlushMode.allCases.flatMap { mode in [1, 5].map { Policy(identities: $0, mode: mode) } }
    let loads = SweepLoad.all.flatMap { load in policies.map { (policy: $0, load: load) } }
    let progress = Progress(of: loads.count, console)
    let rows = try await withThrowingTaskGroup(of: (Int, LoadSweepTable.Row).self) { group in
      let weights = loads.map { $0.load.weight($0.policy) }
      for index in loads.indices.sorted(by: { weights[$0] > weights[$1] }) {
        let (policy, load) = loads[index]
        group.addTask {
          let figures = try LoadFigures(load.run(policy), policy: policy)
          progress.step("\(load.name), \(policy.title)")
          return (index, LoadSweepTable.Row(policy: policy, load: load, figures: figures))
        }
      }
      return try await group.reduce(into: [:]) { rows, row in rows[row.0] = row.1 }
    }
    return LoadSweepTable(
      policies: policies, rows: loads.indices.compactMap { rows[$0] },
      recovery: try await RecoveryTable(policies, seeds: Disturbance.seeds, console))
  }
}
