// One request from words to an answer. Everything of the process that matters comes in through `init`.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// What a request answers: the bytes for standard output, the text for standard error, and the exit code.
package struct Outcome {
  package var output = Data()
  package var errors = ""
  package var exitCode = ExitCode.nothingWorse
}

/// The command, in an environment and a working directory.
package struct Program: Sendable {
  package let environment: [String: String]
  package let directory: String
  package let isTerminal: Bool

  package init(environment: [String: String], directory: String, isTerminal: Bool) {
    self.environment = environment
    self.directory = directory
    self.isTerminal = isTerminal
  }

  /// Answers the words after the program's name.
  package func run(_ words: [String]) -> Outcome {
    do {
      switch try CommandParser.parse(words) {
      case .help: return Outcome(output: Data(HelpText.text.utf8))
      case .show(let run, let basis, let format, let colour):
        return try show(locations.run(named: run), basis, format, style(colour))
      case .compare(let request): return try compare(request)
      case .export(let request):
        return try Exporting(request: request, locations: locations, environment: environment).outcome()
      case .merge(let runs, let output, let baseline, let scope):
        return try merge(
          runs.map { locations.run(named: $0) }, to: locations.run(named: output),
          locations.baseline(named: baseline), scope)
      case .addToHistory(let files):
        return try HistoryKeeping(
          run: locations.run(named: files.run), history: locations.history(named: files.history)
        ).outcome()
      case .trend(let request): return try trend(request)
      case .report(let request):
        return try Reporting(locations: locations, request: request, environment: environment).outcome()
      case .worlds(let runs, let colour):
        let reports = try runs.map { try locations.run(named: $0).report() }
        return Outcome(output: Data(WorldsTable(reports).text(style(colour)).utf8))
      case .calibrate(let samples, let output, let colour):
        return try Calibrating(
          samples: locations.run(named: samples), output: output.map { locations.run(named: $0) }, style: style(colour)
        ).outcome()
      case .accept(let request):
        return try Accepting(
          run: locations.run(named: request.files.run), baseline: locations.baseline(named: request.files.baseline),
          request: request, style: style(request.colour)
        ).outcome()
      }
    } catch {
      return Outcome(errors: "\(error)\n", exitCode: .couldNotJudge)
    }
  }

  private func compare(_ request: CompareRequest) throws -> Outcome {
    let judged = try Judging(request, locations, environment: environment)
    let comparison = judged.comparison
    let output =
      switch request.format {
      case .table:
        Data(
          ComparisonTable(comparison, run: judged.run.name, baseline: judged.baselineName)
            .text(style(request.colour)).utf8)
      case .markdown: Data(ComparisonMarkdown(comparison).text().utf8)
      case .json: try ComparisonJSON(comparison).data()
      }
    return Outcome(output: output, exitCode: comparison.exitCode)
  }

  private func merge(
    _ runs: [NamedFile], to output: NamedFile, _ baseline: NamedFile, _ scope: ComparisonScope
  ) throws -> Outcome {
    let shards = try runs.map { NamedReport(name: $0.name, report: try $0.report()) }
    let accepted = baseline.exists ? try baseline.baseline() : nil
    let report: PerformanceReport
    do {
      report = try PerformanceReport(merging: shards, baseline: accepted, scope: scope)
    } catch {
      return Outcome(errors: "\(error)\n", exitCode: error.exitCode)
    }
    try output.replace(with: try report.json(), expected: "room for a report")
    let check = accepted == nil ? "; there is no \(baseline.name) to tell whether it is complete" : ""
    return Outcome(
      output: Data("\(output.name): \(report.metrics.count) metrics of \(runs.count) runs\(check).\n".utf8))
  }

  private func trend(_ request: TrendRequest) throws -> Outcome {
    let file = locations.history(named: request.files.history)
    let baseline = try locations.baseline(named: request.files.baseline).baseline()
    if let problem = request.selection.problem(among: baseline.metrics) {
      return Outcome(errors: "performance: \(problem)\n", exitCode: .couldNotJudge)
    }
    let history = try file.history()
    let trend = Trend(history: history, baseline: baseline, last: request.last, selection: request.selection)
    var outcome = Outcome(errors: history.isTorn ? file.tornLine : "")
    outcome.output =
      request.format == .json
      ? try TrendJSON(trend).data() : Data(TrendTable(trend, history: file.name).text(style(request.colour)).utf8)
    return outcome
  }

  private func show(_ run: NamedFile, _ basis: Basis?, _ format: Format, _ style: TextStyle) throws -> Outcome {
    let report = try run.report()
    switch (format, basis) {
    case (.table, _), (.markdown, _): return Outcome(output: Data(RunTable(report, basis: basis).text(style).utf8))
    case (.json, nil): return Outcome(output: try report.json())
    case (.json, let basis?): return Outcome(output: try report.canonicalJSON(basis))
    }
  }

  private var locations: Locations { Locations(environment: environment, directory: directory) }

  /// Colour where it is wanted; `NO_COLOR` (no-color.org) says no to `auto`, whatever it holds unless it is empty.
  private func style(_ choice: ColourChoice) -> TextStyle {
    switch choice {
    case .always: .coloured
    case .never: .plain
    case .auto: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty ? .coloured : .plain
    }
  }
}
