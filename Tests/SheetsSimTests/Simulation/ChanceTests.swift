import SheetsSim
import Testing

@Suite struct `Seeded random numbers` {
  @Test func `match the published sequence of seed 0`() {
    var generator = SplitMix64(seed: 0)
    #expect([generator.next(), generator.next()] == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4])
  }

  @Test func `have a substream for each name`() {
    var first = SplitMix64(seed: 7, substream: "latency")
    var again = SplitMix64(seed: 7, substream: "latency")
    var other = SplitMix64(seed: 7, substream: "faults")
    let drawn = first.next()
    #expect(drawn == again.next())
    #expect(drawn != other.next())
  }

  @Test func `reach both ends of a range and nothing outside`() {
    var generator = SplitMix64(seed: 3)
    let draws = (0..<1000).map { _ in generator.draw(in: -2...2) }
    #expect(Set(draws) == [-2, -1, 0, 1, 2])
  }

  @Test func `can be drawn from the widest range`() {
    var generator = SplitMix64(seed: 3)
    let draws = (0..<64).map { _ in generator.draw(in: Int64.min...Int64.max) }
    #expect(Set(draws).count == 64)
  }

  @Test func `are true with the requested probability`() {
    var generator = SplitMix64(seed: 5)
    let hits = (0..<100_000).count { _ in generator.chance(perMillion: 20_000) }
    #expect((1_800...2_200).contains(hits))
  }
}
