// Draws the requests of the workers in a random world.

import SheetsSim

/// Draws the workers of a world, whose rows often number about as many as a chunk holds.
package struct Workload {
  let rowsPerChunk: Int
  /// Whether many make requests at once, some of them invalid, and wait only briefly.
  let isCrowd: Bool
  let ingredients: [Ingredient]

  /// The row of the cells that all workers write; each has another of its own.
  private static let sharedRow = 0

  package func workers(seed: UInt64) -> [RandomWorld.Worker] {
    var chance = SplitMix64(seed: seed, substream: "world.workers")
    let count = isCrowd ? 12 : chance.pick([1, 2, 3, 5, 8, 12, 30])
    let longestPause = isCrowd ? 500 : chance.pick([0, 500, 3_000, 30_000])
    let flawsPerMillion = isCrowd ? 250_000 : ingredients.contains(.flaws) ? chance.pick([50_000, 250_000]) : 0
    let deadlinesPerMillion = isCrowd || ingredients.contains(.deadlines) ? 200_000 : 0
    let withdrawalsPerMillion = isCrowd || ingredients.contains(.withdrawals) ? 200_000 : 0
    return (1...count).map { number in
      var haste = SplitMix64(seed: seed, substream: "world.haste \(number)")
      var own = SplitMix64(seed: seed, substream: "world.worker \(number)")
      let steps = (1...own.integer(in: 1...max(2, 48 / count))).map { step in
        let thinking = Duration.milliseconds(own.integer(in: 0...longestPause))
        let work =
          own.chance(perMillion: 200_000)
          ? RandomWorld.Work.read(targets(&own, worker: number))
          : .write(write(&own, worker: number, flawsPerMillion: flawsPerMillion))
        let deadline = Duration.milliseconds(haste.integer(in: 0...haste.pick([100, 5_000, 60_000])))
        let patience = Duration.milliseconds(haste.integer(in: 0...haste.pick([100, 5_000, 60_000])))
        return RandomWorld.Step(
          id: number * 100 + step, thinking: thinking,
          deadline: haste.chance(perMillion: deadlinesPerMillion) ? deadline : nil,
          patience: haste.chance(perMillion: withdrawalsPerMillion) ? patience : nil, work: work)
      }
      return RandomWorld.Worker(number: number, steps: steps)
    }
  }

  private func targets(_ chance: inout SplitMix64, worker: Int) -> [RandomWorld.Target] {
    let own = RandomWorld.Target.cells(row: worker)
    let shared = RandomWorld.Target.cells(row: Self.sharedRow)
    return chance.pick([[own], [shared], [shared, own], [own, .log], [.log]])
  }

  private func write(_ chance: inout SplitMix64, worker: Int, flawsPerMillion: Int) -> RandomWorld.Write {
    let isFlawed = chance.chance(perMillion: flawsPerMillion)
    // An update that is refused would keep the cells out; a row leaves them in.
    let flaw = isCrowd ? .rowTooLong : chance.pick(RandomWorld.Flaw.allCases)
    let rowsOf = chance.pick([[], [Self.sharedRow], [worker], [worker, Self.sharedRow]])
    let updates = rowsOf.map { row in
      let values = (0..<chance.integer(in: 1...4)).map { _ in chance.chance(perMillion: 800_000) }
      return RandomWorld.CellRun(row: row, column: chance.integer(in: 0...3), isWritten: values)
    }
    return RandomWorld.Write(
      updates: updates, rowCount: rowCount(&chance), padding: chance.pick([0, 0, 10, 100]),
      flaw: isFlawed ? flaw : nil)
  }

  private func rowCount(_ chance: inout SplitMix64) -> Int {
    let few = chance.integer(in: 1...4)
    let edge = chance.pick([
      rowsPerChunk - 1, rowsPerChunk, rowsPerChunk + 1, 2 * rowsPerChunk, 2 * rowsPerChunk + 1,
    ])
    // Rows cost time to simulate: where an edge has hundreds, it comes up less often.
    let edgesPerMillion = rowsPerChunk > 50 ? 60_000 : 400_000
    return chance.chance(perMillion: edgesPerMillion) ? edge : chance.pick([0, few, few, few])
  }
}
