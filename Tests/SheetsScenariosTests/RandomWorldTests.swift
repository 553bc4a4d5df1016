// The simulation test: random workloads, faults and configurations, each from one seed.

import Testing

@Suite(.sweepReport) struct `Random worlds` {
  @Test(arguments: 0..<SeedSweep.blockCount)
  func `break no invariant`(block: Int) async throws {
    let tally = try #require(SweepTally.current)
    for seed in tally.sweep.seeds(block: block) where !tally.isOver {
      let run = tally.run(seed)
      if let violation = WorldJudge.violations(of: run).first { Self.report(violation, of: run, tally) }
      tally.add(run)
      // Lets the other blocks go on, so that seeds are run about in their order.
      await Task.yield()
    }
  }

  private static func report(_ violation: Violation, of run: WorldRun, _ tally: SweepTally) {
    let seed = run.world.seed
    var text = "seed \(seed) breaks \(violation)\nrepeat it with \(SeedSweep.command(repeating: seed))"
    if tally.fail(seed, violation.invariant), let small = Shrinker().shrink(run.world, breaking: violation.invariant) {
      text += """
        \nshrunk from \(run.world.size) to \(small.run.world.size):
        \(small.run.world)
        \(Timeline(small.run))
        \(small.violation)
        """
    }
    Issue.record("\(text)")
  }
}
