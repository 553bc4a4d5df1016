// lab simulate: random worlds, each from a seed, against the invariants of the batching service.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Simulate: Subcommand {
  let name = "simulate"
  let summary = "run random worlds and report the invariants they break"
  let discussion = """
    Runs random worlds against the batching service, one a seed, and says which invariants they broke. A failing world is
    made small and shown with its timeline. Exits with 2 when an invariant is broken, and with 3 when no world ran or some
    feature that worlds should have came up in none of 300.
    """
  let options: [Option] = [
    .number("seeds", help: "how many seeds (default: 1000, or as many as --seconds allows)"),
    .number("from", help: "the first seed (default: the seeds that once failed, then 1)"),
    .number("seconds", help: "stop after this many seconds"),
  ]

  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode {
    let seconds = values.optionalNumber("seconds")
    let count = values.optionalNumber("seeds") ?? (seconds == nil ? 1000 : nil)
    let sweep = SeedSweep(count: count, from: values.optionalNumber("from").map { UInt64($0) })
    let ticker = Ticker(console)
    TrapNote.watch()
    let tally = await sweep.run(
      .init(
        willRun: { TrapNote.begin(SeedSweep.command(repeating: $0)) },
        didRun: { tally in ticker.tick("\(tally.worlds) worlds, \(tally.failures) failed") },
        isOver: { seconds.map { ticker.seconds >= $0 } ?? false }))
    for report in tally.reports { console.answer(report + "\n\n") }
    console.answer(tally.summary)
    console.note("took \(ticker.seconds) s")
    if tally.failures > 0 { return .worse }
    if !tally.missing.isEmpty { console.answer("no world had any of: \(tally.missing.joined(separator: "; "))\n") }
    return tally.worlds == 0 || !tally.missing.isEmpty ? .incomplete : .nothingWorse
  }
}
