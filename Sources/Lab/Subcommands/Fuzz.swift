// lab fuzz: seeded nonsense for the parsers and the REST interface of the simulator.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Fuzz: Subcommand {
  let name = "fuzz"
  let abstract = "gives seeded nonsense to the parsers and to the REST interface"
  let discussion = """
    Gives seeded nonsense to the parsers of A1 notation and JSON and to the simulator's REST interface: no crash, every
    rejection an error as Google shapes it, nothing changed by what was refused. Exits with 2 when a rule is broken, and
    with 3 when no input was tried, or of 1,000 and more all of a kind were taken or all refused.
    """
  let example = ["fuzz", "--seed", "2", "--seconds", "60"]

  private let inputs = Option<Int>.number("--inputs", default: 100_000, help: "the number of inputs")
  private let seed = Option<Int>.number("--seed", default: 1, help: "the seed that they are drawn from")
  private let first = Option<Int>.number("--from", default: 1, help: "the number of the first input")
  private let seconds = Option<Int?>.optionalNumber("--seconds", help: "stops after this many seconds")

  var options: [any OptionDescription] { [inputs, seed, first, seconds] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let count = arguments[inputs]
    let plan = FuzzPlan(seed: UInt64(arguments[seed]), from: arguments[first], count: count)
    let seconds = arguments[seconds]
    let ticker = Ticker(console)
    TrapNote.watch()
    let tally = try await plan.run(
      willTry: { input in
        TrapNote.begin(plan.command(repeating: input))
        ticker.count(of: count, "inputs")
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
