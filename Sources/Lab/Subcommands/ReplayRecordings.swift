// lab replay: recorded traffic, answered by the simulator and compared.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct ReplayRecordings: Subcommand {
  let name = "replay"
  let abstract = "replays recorded traffic against the simulator"
  let discussion = """
    Sends recorded requests to the simulator's REST interface and compares every answer as JSON: a table by method and by
    file, and what differs. Exits with 2 when an exchange of a file that starts from an empty account differs, and with 3
    when there was none to replay.
    """
  let positional: Positional? = Positional(
    "FOLDER", count: 1...1, expected: "one folder", help: "the recorded exchanges, as JSON files below this folder")
  let example = ["replay", "recordings"]

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let files = Recording.files(in: try PackageFolder.folder(arguments.positionals[0]))
    console.note("replaying \(files.count) files…")
    let report = ReplayReport(files)
    console.answer(report.text + "\n")
    if report.files.all == 0 || report.sheetsExchanges.all == 0 { return .incomplete }
    return report.isEqual ? .nothingWorse : .worse
  }
}
