// lab refusals: what invalid operations cost the good ones beside them.

import BatchedSheets
import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Refusals: Subcommand {
  let name = "refusals"
  let abstract = "measures what invalid operations cost the good ones beside them"
  let discussion = """
    Lets two good operations arrive each second, and invalid ones beside them, and shows how long the good ones take. Exits
    with 2 when a good operation fails or an invalid one is acknowledged.
    """
  let example = ["refusals", "--seconds", "300"]

  private let seconds = Option<Int>.number("--seconds", default: 600, help: "the time in which operations arrive")
  private let seed = Option<Int>.number("--seed", default: Int(suiteSeed), help: "the seed of every run")

  var options: [any OptionDescription] { [seconds, seed] }

  private struct Row {
    let identities: Int
    /// The mean time between two invalid operations in seconds; `nil` for none.
    let every: Int?
  }

  private static let rows = [1, 5].flatMap { identities in
    [nil, 20, 5, 1].map { Row(identities: identities, every: $0) }
  }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let (seconds, seed) = (arguments[seconds], UInt64(arguments[seed]))
    let progress = Progress(of: Self.rows.count, console)
    let runs = try await withThrowingTaskGroup(of: (Int, InvalidOperationsRun).self) { group in
      for (index, row) in Self.rows.enumerated() {
        group.addTask {
          let run = try InvalidOperationsRun(
            goodEvery: .milliseconds(500), invalidEvery: row.every.map { .seconds($0) }, duration: .seconds(seconds),
            policy: Policy(identities: row.identities, mode: .oneCall), seed: seed)
          progress.step(Self.title(row))
          return (index, run)
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    let ordered = Self.rows.indices.compactMap { runs[$0] }
    console.answer(Self.text(ordered, console.style))
    return ordered.allSatisfy { $0.goodFailures == 0 && $0.invalid.acknowledged == 0 } ? .nothingWorse : .worse
  }

  private static func title(_ row: Row) -> String {
    let who = row.identities == 1 ? "1 identity" : "\(row.identities) identities"
    return "\(who), \(row.every.map { "an invalid one every \($0) s" } ?? "no invalid one")"
  }

  private static func text(_ runs: [InvalidOperationsRun], _ style: TextStyle) -> String {
    var table = TextTable([.left] + Array(repeating: .right, count: 8), flexible: 0)
    table.add(
      ["", "p50", "p95", "of the first minute", "of the last", "waiting", "at best", "failed", "invalid"].map {
        .init($0, .faint)
      })
    for (row, run) in zip(rows, runs) {
      let minutes = run.percentileByMinute(permille: 500)
      let times: [Int64?] = [
        run.percentile(permille: 500), run.percentile(permille: 950), minutes.first.flatMap(\.self),
        minutes.last.flatMap(\.self),
        run.meanWaiting, run.meanBound,
      ]
      table.add(
        [.init(title(row))] + times.map { .init($0.map { Quantity.text($0, .nanoseconds) } ?? "–") }
          + [.init("\(run.goodFailures)"), .init("\(run.invalid.count)")])
    }
    let lines =
      [
        style.paint("Two good operations each second beside invalid ones, 1 call a flush", .strong)
      ]
      + TextTable.wrapped(
        "p50 of all good ones and of the first and last minute; the mean time before the flush left that carried one, and "
          + "the least of it that the budget allows, when each invalid one has cost a call", indent: 0)
    return (lines + table.lines(style)).joined(separator: "\n") + "\n"
  }
}
