// `performance report`: the files that people look at. The report, its charts, the badge.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct ReportCommand: Subcommand {
  let name = "report"
  let abstract = "writes the report as Markdown and as a page, its charts and the badge"
  let discussion =
    "The report of a run goes beside its file. With --committed it is made from the baseline and goes to "
    + "\(Locations.docs); with --check nothing is written, and exit code 2 names each file there that is stale."
  let example = ["report", "--baseline-ref", "origin/main"]

  private let loadSweep = Option<String?>.text(
    "--load-sweep", "FILE", help: "the load sweep", default: "\(Locations.loadSweep), where there is one")
  private let output = Option<String?>.text(
    "--output", "FOLDER", help: "the folder that is written",
    default: "that of the run; with --committed \(Locations.docs)", expected: "the name of a folder")
  private let committed = Option<Bool>.flag("--committed", help: "reports the baseline rather than a run")
  private let check = Option<Bool>.flag("--check", help: "compares the files with what they should be, writes nothing")

  /// What decides by what a run is judged, and so belongs to a command that judges it again.
  private var judging: [any OptionDescription] {
    [SharedOptions.run, SharedOptions.baseline, SharedOptions.baselineReference, SharedOptions.partial]
  }

  var options: [any OptionDescription] { judging + [SharedOptions.history, loadSweep, output, committed, check] }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let isCommitted = arguments[committed]
    let ofRun: [any OptionDescription] = [
      SharedOptions.run, SharedOptions.baselineReference, SharedOptions.partial,
    ]
    if isCommitted, let option = ofRun.first(where: { arguments.has($0) }) {
      throw UsageError(found: "--committed with \(option.name)", expected: "one of the two: a baseline has no run")
    }
    if arguments[check], !isCommitted {
      throw UsageError(
        found: "--check alone", expected: "--committed --check: the report of a run is not committed")
    }
    let content = try content(arguments, in: context)
    let document = content.document
    let files = ReportFiles(
      files: try files(of: document, Badge(content), isCommitted: isCommitted),
      folder: context.locations.reports(
        named: arguments[output], of: arguments[SharedOptions.run], isCommitted: isCommitted),
      environment: context.environment)
    if arguments[check] {
      return try files.check(remedy: SuggestedCommands.performance(["report", committed.name]))
    }
    let list = try files.write()
    let next = isCommitted ? "" : next(content, page: files.page.name, arguments, context.commands)
    return Outcome("\(document.title): \(content.state.rawValue). \(content.verdict)\n\(list)\(next)")
  }

  private func content(_ arguments: Arguments, in context: Context) throws -> ReportContent {
    let commands = context.commands
    let locations = context.locations
    let baselineFile = locations.baseline(named: arguments[SharedOptions.baseline])
    let sweepFile = locations.loadSweep(named: arguments[loadSweep])
    let historyFile = locations.history(named: arguments[SharedOptions.history])
    // A committed report is the same in every clone, however much of the past git has there.
    let history = try arguments[committed] ? historyFile.history() : historyFile.orderedHistory(in: context)
    // A file that was named must be there; one that was not may be missing.
    let sweep = arguments.has(loadSweep) || sweepFile.exists ? try sweepFile.loadSweep() : nil
    func trend(_ baseline: Baseline) -> Trend? {
      history.entries.isEmpty ? nil : Trend(history: history, baseline: baseline, last: TrendCommand.runs)
    }
    if arguments[committed] {
      let baseline = try baselineFile.baseline(remedy: context.commands.update)
      return ReportContent(baseline: baseline, trend: trend(baseline), loadSweep: sweep, commands: commands)
    }
    guard
      arguments.has(SharedOptions.baselineReference) || arguments.has(SharedOptions.baseline) || baselineFile.exists
    else {
      let report = try MeasuredRun(arguments, in: context, scope: arguments[SharedOptions.partial]).report
      return ReportContent(run: report, baseline: nil, comparison: nil, loadSweep: sweep, commands: commands)
    }
    let judgement = try Judgement(arguments, in: context)
    return ReportContent(
      run: judgement.run.report, baseline: judgement.baseline, comparison: judgement.comparison,
      trend: trend(judgement.baseline), loadSweep: sweep, commands: commands)
  }

  /// The files of a document by their names in its folder; the page is for a run, as a repository shows Markdown.
  private func files(of document: Document, _ badge: Badge, isCommitted: Bool) throws -> [ReportFiles.File] {
    let page = isCommitted ? nil : HTMLPage(document).text
    return [(ReportFiles.markdown, Data(document.markdown(charts: "charts").utf8))]
      + (page.map { [(ReportFiles.page, Data($0.utf8))] } ?? [])
      + [("badge.svg", Data(badge.svg.utf8)), ("badge.json", try badge.json())]
      + document.charts.map { ("charts/\($0.name).svg", Data($0.svg.utf8)) }
  }

  /// What to type after the report of a run was written.
  private func next(
    _ content: ReportContent, page: String, _ arguments: Arguments, _ commands: SuggestedCommands
  ) -> String {
    let run = arguments.repeated([SharedOptions.run])
    var lines = [
      "  see it:            \(SuggestedCommands.open(page))",
      "  every number:      \(SuggestedCommands.performance(["show"] + run))",
    ]
    if let id = content.comparison?.failingMetric {
      let options = ["--metric", id] + arguments.repeated(judging)
      lines.append("  what fails, alone: \(commands.compare(options))")
    } else if content.trend != nil {
      lines.append("  over time:         \(SuggestedCommands.performance(["trend"]))")
    }
    return "Next\n" + lines.map { "\($0)\n" }.joined()
  }
}

extension Comparison {
  /// A metric that regressed or misses a requirement, the first; `nil` where nothing is worse.
  fileprivate var failingMetric: String? {
    metrics(.regressed).first?.id
      ?? requirements.first { $0.result.status == .unmet }?.result.requirement.metric
  }
}
