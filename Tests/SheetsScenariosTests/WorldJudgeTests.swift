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

  @Test func `runs each world of a sweep once, those that once failed first`() {
    func items(_ sweep: SeedSweep) -> [[SeedSweep.Item]] {
      (0..<SeedSweep.blockCount).map { Array(sweep.items(block: $0)) }
    }
    let frozen = FrozenWorld.corpus.indices.map { SeedSweep.Item.frozen($0) }
    let blocks = items(SeedSweep(count: 50))
    #expect(blocks.flatMap(\.self).sorted() == frozen + (1...50).map { .seed($0) })
    #expect(blocks.prefix(frozen.count).compactMap(\.first) == frozen)
    #expect(items(SeedSweep(count: 1, from: 213)).flatMap(\.self) == [.seed(213)])
  }
}
