// The moments of the last minute, against a list that is filtered each time.

import BatchedSheets
import SheetsSim
import Testing

@Suite struct `The moments of the last minute` {
  /// An index of ten, the last two of them seldom.
  private static func pick(_ random: inout SplitMix64) -> Int {
    Int(random.draw(below: 40) == 0 ? 8 + random.draw(below: 2) : random.draw(below: 8))
  }

  @Test(arguments: 1...4) func `are those of a plain list, whatever comes and however long nothing does`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var moments = RecentMoments()
    var all: [Nanoseconds] = []
    var now = Nanoseconds.zero
    for _ in 0..<2_000 {
      // Mostly part of a second, often nothing, now and then exactly a minute or more.
      now += .milliseconds([0, 0, 300, 300, 700, 700, 1_500, 1_500, 60_000, 90_000][Self.pick(&random)])
      if random.draw(below: 3) > 0 {
        moments.append(now)
        all.append(now)
      }
      let recent = all.filter { now - $0 < .seconds(60) }
      #expect(moments.count(at: now) == recent.count)
      #expect(Array(moments.recent(at: now)) == recent)
      let later = now + .seconds(45)
      #expect(moments.count(at: later) == all.count { later - $0 < .seconds(60) })
    }
  }
}
