// The simulation test itself: it sees harm, makes it small, and is the same for the same seed.

import BatchedSheets
import SheetsScenarios
import SheetsSim
import Testing

@Suite struct `The simulation test` {
  @Test(arguments: HarmfulTransport.Harm.allCases)
  func `finds harm done by the transport, and shrinks the world to what it needs`(
    harm: HarmfulTransport.Harm
  ) throws {
    let shrinker = Shrinker { HarmfulTransport(base: $0, harm: harm) }
    let failing = try #require(
      (1...40).lazy.map { WorldRun(RandomWorld(seed: $0), transport: shrinker.transport) }.first { run in
        WorldJudge.violations(of: run).contains { $0.invariant == harm.invariant }
      })
    let small = try #require(shrinker.shrink(failing.world, breaking: harm.invariant))
    #expect(small.violation.invariant == harm.invariant)
    // To see that a read is wrong takes a write before it.
    #expect(small.run.world.operationCount <= (harm == .emptyReads ? 2 : 1))
    #expect(small.run.world.faults.isEmpty)
    let timeline = "\(Timeline(small.run))"
    #expect(timeline.contains("asks \(small.run.records[0].id)"))
    #expect(timeline.contains("backend"))
  }

  @Test func `gives equal runs for equal seeds and different ones for others`() {
    let digests = (1...30).map { WorldRun(RandomWorld(seed: $0)).digest }
    #expect((1...30).map { WorldRun(RandomWorld(seed: $0)).digest } == digests)
    #expect(Set(digests).count == 30)
  }

  @Test func `runs each seed of a sweep once, seeds that once failed first`() {
    let sweep = SeedSweep(count: 50)
    let blocks = (0..<SeedSweep.blockCount).map { Array(sweep.seeds(block: $0)) }
    #expect(blocks.flatMap(\.self).sorted() == (SeedSweep.corpus + Array(1...50)).sorted())
    #expect(blocks.prefix(SeedSweep.corpus.count).compactMap(\.first) == SeedSweep.corpus)
    let repeated = SeedSweep(count: 1, from: 213)
    #expect((0..<SeedSweep.blockCount).flatMap { Array(repeated.seeds(block: $0)) } == [213])
  }
}
