// lab replay: recorded traffic, answered by the simulator and compared.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct ReplayRecordings: Subcommand {
  let name = "replay"
  let summary = "replay recorded traffic against the simulator"
  let discussion = """
    Sends recorded requests to the simulator's REST interface and compares every answer as JSON: a table by method and by
    file, and what differs. Exits with 2 when an exchange of a file that starts from an empty account differs, and with 3
    when there was none to replay.
    """
  let argument: Argument? = Argument("FOLDER", help: "recorded exchanges, as JSON files below this folder")

  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode {
    let files = Recording.files(in: try PackageFolder.folder(values.arguments[0]))
    console.note("replaying \(files.count) files…")
    let report = ReplayReport(files)
    console.answer(report.text + "\n")
    if report.files.all == 0 || report.sheetsExchanges.all == 0 { return .incomplete }
    return report.isEqual ? .nothingWorse : .worse
  }
}
