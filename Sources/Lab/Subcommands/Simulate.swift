// lab simulate: random worlds, each from a seed, against the invariants of the batching service.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Simulate: Subcommand {
  let name = "simulate"
  let abstract = "runs random worlds and reports the invariants they break"
  let discussion = """
    Runs random worlds against the batching service, one a seed, and says which invariants they broke. A failing world is
    made small and shown with its timeline. Exits with 2 when an invariant is broken, and with 3 when no world ran or some
    feature that worlds should have came up in none of 300, or a rare state in none of 1,000.
    """
  let example = ["simulate", "--seconds", "60"]

  private let seeds = Option<Int?>.optionalNumber(
    "--seeds", default: "1000, or as many as --seconds allows", help: "the number of seeds")
  private let first = Option<Int?>.optionalNumber(
    "--from", default: "the worlds that once failed, then 1", help: "the first seed")
  private let seconds = Option<Int?>.optionalNumber("--seconds", help: "stops after this many seconds")

  var options: [any OptionDescription] { [seeds, first, seconds] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let seconds = arguments[seconds]
    let count = arguments[seeds] ?? (seconds == nil ? 1000 : nil)
    let sweep = SeedSweep(count: count, from: arguments[first].map { UInt64($0) })
    let ticker = Ticker(console)
    TrapNote.watch()
    let tally = await sweep.run(
      .init(
        willRun: { TrapNote.begin($0.command) },
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
