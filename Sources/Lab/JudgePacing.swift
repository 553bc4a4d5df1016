// Scripts/judge-pacing: the adaptive policy against every fixed one, on the same seeds, at every load.

import BatchedSheets
import PerformanceMetrics
import Testing

extension `On request` {
  @Test(.onRequest("judge-pacing")) func `the adaptive pacing is judged`() async throws {
    let request = try OnRequest.required()
    try await request.run {
      let options = try OptionWords(
        request.words, known: ["workers", "open", "identities", "mode", "seconds", "seeds"],
        flags: ["closed-only"])
      let seconds = try options.integer("seconds", otherwise: 600)
      let seeds = try options.integer("seeds", otherwise: 5)
      let workers = try options.integers("workers", otherwise: EnvelopeLoad.workers)
      let percents = options.has("closed-only") ? [] : try options.integers("open", otherwise: EnvelopeLoad.percents)
      let cells = LoadCell.all(
        workers.map(EnvelopeLoad.workers) + percents.map(EnvelopeLoad.percentOfCapacity),
        identities: try options.integers("identities", otherwise: [1, 5]),
        modes: try options.choice(
          "mode", among: FlushMode.allCases.map { ($0.rawValue, [$0]) } + [("both", FlushMode.allCases)],
          otherwise: FlushMode.allCases))
      let trials = try await Self.trials(cells, duration: .seconds(seconds), seeds: seeds)
      let table = PacingTable(
        cells: cells, trials: trials,
        heading: "p95 of finalizing 10 unions and mean waiting of all writes before they leave, "
          + "\(seconds) s of a closed loop with \(seeds == 1 ? "seed 1" : "seeds 1 to \(seeds)"), 120 s of an open one with seed 1"
      )
      return (table.text(request.style), table.objections.isEmpty ? 0 : 1)
    }
  }

  /// How many seeds a cell runs with: an open loop has thousands of operations with one.
  private static func seeds(for cell: LoadCell, _ seeds: Int) -> Int {
    if case .percentOfCapacity = cell.load { 1 } else { seeds }
  }

  /// One simulation for each cell, contender and seed, the longest first, as many at a time as there are processors.
  private static func trials(_ cells: [LoadCell], duration: Duration, seeds: Int) async throws -> [[PacingTrial]] {
    let contenders = [Contender.adaptive] + Contender.fixed
    let runs = cells.reduce(0) { $0 + Self.seeds(for: $1, seeds) }
    let progress = Progress(of: runs * contenders.count)
    var trials = cells.map { cell in
      contenders.map { _ in (1...Self.seeds(for: cell, seeds)).map { _ in PacingTrial() } }
    }
    try await withThrowingTaskGroup(of: (Int, Int, Int, PacingTrial).self) { group in
      for (cell, place) in zip(cells, cells.indices).sorted(by: { $0.0.weight > $1.0.weight }) {
        for (number, contender) in contenders.enumerated() {
          for seed in 1...Self.seeds(for: cell, seeds) {
            group.addTask {
              let trial = try PacingTrial(
                cell.load, duration: duration, policy: cell.policy(contender.pacing), seed: UInt64(seed))
              progress.step("\(cell.title), \(contender.name)")
              return (place, number, seed, trial)
            }
          }
        }
      }
      for try await (place, number, seed, trial) in group { trials[place][number][seed - 1] = trial }
    }
    return trials.map { $0.map { $0.reduce(into: PacingTrial()) { $0.add($1) } } }
  }
}
