// lab speed: what the parts of a call cost, and what ten million cells do.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Speed: Subcommand {
  let name = "speed"
  let abstract = "measures what the simulator costs this machine"
  let discussion = """
    Prints how fast the simulator is on this machine: what the parts of a call cost, beside a bare loop that sleeps and
    wakes, and as many cells as a workbook may hold. Exits with 2 when those hold more than 450 MB, when reading 1,000 of
    their rows takes more than 5 ms, or when a read does not bring what was written. Use a release build.
    """
  let example = ["speed", "--times", "20000"]

  private let times = Option<Int>.number("--times", default: 50_000, help: "the number of small reads, 20 or more")
  private let rows = Option<Int>.number(
    "--rows", default: 1_000_000, help: "the rows of ten cells in the large workbook, a multiple of 10,000")

  var options: [any OptionDescription] { [times, rows] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let (times, rows) = (arguments[times], arguments[rows])
    guard rows % 10_000 == 0 else { throw UsageError(found: "--rows \(rows)", expected: "a multiple of 10,000") }
    guard times >= 20 else { throw UsageError(found: "--times \(times)", expected: "20 or more") }
    console.note("filling a workbook…")
    // First, since peak memory is that of the whole process.
    let workbook = try LargeWorkbook(rows: rows)
    console.note("measuring calls…")
    let costs = try CallCosts.measured(times: times)
    let table = SpeedTable(costs: costs, workbook: workbook)
    console.answer(table.text(console.style))
    return table.objections.isEmpty ? .nothingWorse : .worse
  }
}
