// lab fuzz: seeded nonsense for the parsers and the REST interface of the simulator.

import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Fuzz: Subcommand {
  let name = "fuzz"
  let summary = "give seeded nonsense to the parsers and to the REST interface"
  let discussion = """
    Gives seeded nonsense to the parsers of A1 notation and JSON and to the simulator's REST interface: no crash, every
    rejection an error as Google shapes it, nothing changed by what was refused. Exits with 2 when a rule is broken, and
    with 3 when no input was tried, or of 1,000 and more all of a kind were taken or all refused.
    """
  let options: [Option] = [
    .number("inputs", default: 100_000, help: "how many inputs"),
    .number("seed", default: 1, help: "what they are drawn from"),
    .number("from", default: 1, help: "the number of the first input"),
    .number("seconds", help: "stop after this many seconds"),
  ]

  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode {
    let plan = FuzzPlan(
      seed: UInt64(values.number("seed")), from: values.number("from"), count: values.number("inputs"))
    let seconds = values.optionalNumber("seconds")
    let ticker = Ticker(console)
    TrapNote.watch()
    let tally = try await plan.run(
      willTry: { input in
        TrapNote.begin(plan.command(repeating: input))
        ticker.count(of: values.number("inputs"), "inputs")
      },
      isOver: { seconds.map { ticker.seconds >= $0 } ?? false })
    for report in tally.reports(plan) { console.answer(report + "\n\n") }
    console.answer(tally.summary(plan))
    if !tally.findings.isEmpty { return .worse }
    let isOneSided = tally.inputs >= 1000 && !tally.oneSided.isEmpty
    if isOneSided { console.answer("one-sided: \(tally.oneSided.joined(separator: ", "))\n") }
    return tally.inputs == 0 || isOneSided ? .incomplete : .nothingWorse
  }
}
