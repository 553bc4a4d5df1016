// lab pacing: the adaptive policy against every fixed one, on the same seeds, at every load.

import BatchedSheets
import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import SheetsScenarios

struct Pacing: Subcommand {
  let name = "pacing"
  let abstract = "judges the adaptive pacing against fixed policies on the same seeds"
  let discussion = """
    Judges the adaptive pacing against fixed policies on the same seeds, at every load. Exits with 2 when a fixed policy is
    better by more than a tenth and 5 ms, or when a number undercuts the offline optimum.
    """
  let example = ["pacing", "--workers", "10,50", "--closed-only"]

  private let workers = Option<[Int]>.numbers(
    "--workers", default: SweepLoad.workers, help: "the workers of each closed loop")
  private let open = Option<[Int]>.numbers(
    "--open", default: SweepLoad.percents, help: "the percentage of the capacity of each open loop")
  private let closedOnly = Option<Bool>.flag("--closed-only", help: "leaves the open loops out")
  private let identities = Option<[Int]>.numbers(
    "--identities", default: [1, 5], help: "the numbers of service accounts")
  private let mode = Option<[FlushMode]>(
    name: "--mode", placeholder: "MODE", help: "the calls of a flush", defaultText: "both", allowed: modes,
    expected: "one of \(modes.joined(separator: ", "))", defaultValue: FlushMode.allCases,
    parse: { text in text == "both" ? FlushMode.allCases : FlushMode(rawValue: text).map { [$0] } })
  private let seconds = Option<Int>.number(
    "--seconds", default: 600, help: "the simulated time that a closed loop lasts")
  private let seeds = Option<Int>.number(
    "--seeds", default: 5, help: "the number of seeds of a closed loop; an open one runs with one")

  private static let modes = FlushMode.allCases.map(\.rawValue) + ["both"]

  var options: [any OptionDescription] { [workers, open, closedOnly, identities, mode, seconds, seeds] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let (seconds, seeds) = (arguments[seconds], arguments[seeds])
    let percents = arguments[closedOnly] ? [] : arguments[open]
    let cells = LoadCell.all(
      arguments[workers].map(SweepLoad.workers) + percents.map(SweepLoad.percentOfCapacity),
      identities: arguments[identities], modes: arguments[mode])
    let trials = try await Self.trials(cells, duration: .seconds(seconds), seeds: seeds, console)
    let table = PacingTable(
      cells: cells, trials: trials,
      heading: "p95 of finalizing 10 unions and mean waiting of all writes before they leave, "
        + "\(seconds) s of a closed loop with \(seeds == 1 ? "seed 1" : "seeds 1 to \(seeds)"), 120 s of an open one with seed 1"
    )
    console.answer(table.text(console.style))
    return table.objections.isEmpty ? .nothingWorse : .worse
  }

  /// How many seeds a cell runs with: an open loop has thousands of operations with one.
  private static func seeds(for cell: LoadCell, _ seeds: Int) -> Int {
    if case .percentOfCapacity = cell.load { 1 } else { seeds }
  }

  /// One simulation for each cell, contender and seed, the longest first, as many at a time as there are processors.
  private static func trials(
    _ cells: [LoadCell], duration: Duration, seeds: Int, _ console: Console
  ) async throws -> [[PacingTrial]] {
    let contenders = [Contender.adaptive] + Contender.fixed
    let runs = cells.reduce(0) { $0 + Self.seeds(for: $1, seeds) }
    let progress = Progress(of: runs * contenders.count, console)
    var trials = cells.map { cell in
      contenders.map { _ in (1...Self.seeds(for: cell, seeds)).map { _ in PacingTrial() } }
    }
    try await withThrowingTaskGroup(of: (Int, Int, Int, PacingTrial).self) { group in
      for (cell, index) in zip(cells, cells.indices).sorted(by: { $0.0.weight > $1.0.weight }) {
        for (number, contender) in contenders.enumerated() {
          for seed in 1...Self.seeds(for: cell, seeds) {
            group.addTask {
              let trial = try PacingTrial(
                cell.load, duration: duration, policy: cell.policy(contender.pacing), seed: UInt64(seed))
              progress.step("\(cell.title), \(contender.name)")
              return (index, number, seed, trial)
            }
          }
        }
      }
      for try await (index, number, seed, trial) in group { trials[index][number][seed - 1] = trial }
    }
    return trials.map { $0.map { $0.reduce(into: PacingTrial()) { $0.add($1) } } }
  }
}
