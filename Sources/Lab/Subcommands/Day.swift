// lab day: 24 hours of 50 workers, how long they take, and whether memory grows with simulated time.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Day: Subcommand {
  let name = "day"
  let abstract = "simulates a day whose log moves to a new workbook every hour"
  let discussion = """
    Exits with 2 when it takes a minute or more, when a row is missing or doubled, when an operation fails, or when the
    memory in use in the last quarter of the day is \(MemoryGrowth.percent) % above that in the second. Memory is
    judged from \(MemoryGrowth.fewestSamples + 1) hours on.
    """
  let example = ["day", "--hours", "12"]

  private let workers = Option<Int>.number("--workers", default: 50, help: "the number of people who work")
  private let hours = Option<Int>.number("--hours", default: 24, help: "the simulated hours")
  private let identities = Option<Int>.number("--identities", default: 5, help: "the service accounts of the service")

  var options: [any OptionDescription] { [workers, hours, identities] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let (workers, hours) = (arguments[workers], arguments[hours])
    let policy = Policy(identities: arguments[identities], mode: .oneCall)
    let progress = Progress(of: hours, console)
    let day = try DayRun(workers: workers, hours: hours, policy: policy) { progress.step("hour \($0.number + 1)") }
    let table = DayTable(day: day, heading: "\(hours) hours of \(workers) workers, \(policy.title)")
    console.answer(table.text(console.style))
    return table.objections.isEmpty ? .nothingWorse : .worse
  }
}
