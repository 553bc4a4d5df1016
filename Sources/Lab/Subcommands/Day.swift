// lab day: 24 hours of 50 workers, how long they take, and whether memory grows.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Day: Subcommand {
  let name = "day"
  let summary = "simulate a day whose log moves to a new workbook every hour"
  let discussion = """
    Simulates a day of the shop floor whose log moves to a new workbook every hour. Exits with 2 when it takes a minute or
    more, when a row is missing or doubled, when an operation fails, or when memory grows after the second hour.
    """
  let options: [Option] = [
    .number("workers", default: 50, help: "how many people work"),
    .number("hours", default: 24, help: "how long"),
    .number("identities", default: 5, help: "how many service accounts the service has"),
  ]

  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode {
    let (workers, hours) = (values.number("workers"), values.number("hours"))
    let policy = Policy(identities: values.number("identities"), mode: .oneCall)
    let progress = Progress(of: hours, console)
    let day = try DayRun(workers: workers, hours: hours, policy: policy) { progress.step("hour \($0.number + 1)") }
    let table = DayTable(day: day, heading: "\(hours) hours of \(workers) workers, \(policy.title)")
    console.answer(table.text(console.style))
    return table.objections.isEmpty ? .nothingWorse : .worse
  }
}
