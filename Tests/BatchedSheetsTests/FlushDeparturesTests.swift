import Testing

import BatchedSheets
import SheetsSim

@Suite struct `The departures of flushes` {
  private static func window(limit: Int, now: Nanoseconds, _ random: inout SplitMix64) -> CallWindow {
    var window = CallWindow(limit: limit)
    var moment = now - .seconds(70)
    while moment < now {
      if window.earliest(for: 1, now: moment) == moment {
        window.reserve(1)
        window.send(at: moment)
      }
      moment += .milliseconds(Int(random.draw(below: 9_000)))
    }
    return window
  }

  private static func all(of departures: CallWindow.Departures) -> [Nanoseconds] {
    var (departures, moments) = (departures, [Nanoseconds]())
    while departures.first < .max {
      moments.append(departures.first)
      departures.removeFirst()
    }
    return moments
  }

  @Test(arguments: 1...4, 1...2)
  func `find an opening of an identity and of the project, and spare some evenly`(identities: Int, calls: Int) {
    var random = SplitMix64(seed: UInt64(10 * identities + calls))
    let now = Nanoseconds.seconds(100)
    for others in 0..<24 {
      let ofIdentities = (0..<identities).map { _ in
        Self.window(limit: 2 + Int(random.draw(below: 9)), now: now, &random).departures(of: calls, now: now)
      }
      let common = Self.window(limit: 4 + Int(random.draw(below: 24)), now: now, &random)
        .departures(of: calls, now: now)
      let openings = ofIdentities.flatMap(Self.all).sorted()
      let moments = zip(openings, Self.all(of: common)).map { max($0, $1) }
      let kept = moments.count - min(others, moments.count / 2)
      let departures = FlushDepartures(ofIdentities: ofIdentities, common: common, sparing: others)
      #expect(Array(departures) == (0..<kept).map { moments[$0 * moments.count / kept] })
    }
  }
}
