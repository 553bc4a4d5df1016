import Testing

import BatchedSheets
import SheetsSim

@Suite struct `A call window` {
  /// A table row: the seconds of sent calls, the calls requested at a second, and the second at which they may leave.
  struct Case: CustomTestStringConvertible {
    let sent: [Int]
    let calls: Int
    let now: Int
    let earliest: Int
    var testDescription: String { "sent at \(sent), \(calls) more at \(now) s" }
  }

  @Test(arguments: [
    Case(sent: [], calls: 1, now: 5, earliest: 5),
    Case(sent: [0, 1], calls: 1, now: 5, earliest: 5),
    Case(sent: [0, 1, 2], calls: 1, now: 5, earliest: 60),
    Case(sent: [0, 1, 2], calls: 2, now: 5, earliest: 61),
    Case(sent: [0, 1, 2], calls: 3, now: 5, earliest: 62),
    Case(sent: [0, 1, 2], calls: 1, now: 59, earliest: 60),
    Case(sent: [0, 1, 2], calls: 1, now: 60, earliest: 60),
    Case(sent: [0, 1, 2], calls: 1, now: 75, earliest: 75),
  ])
  func `delays a call until no half-open minute has more than three`(_ example: Case) {
    var window = CallWindow(limit: 3)
    for second in example.sent {
      window.reserve(1)
      window.send(at: .seconds(second))
    }
    #expect(window.earliest(for: example.calls, now: .seconds(example.now)) == .seconds(example.earliest))
  }

  @Test(arguments: 1...3) func `has the departures of flushes that ask and leave one after another`(calls: Int) {
    var random = SplitMix64(seed: UInt64(calls))
    for limit in calls...12 {
      var window = CallWindow(limit: limit)
      var now = Nanoseconds.zero
      for _ in 0..<50 {
        now += .milliseconds(Int(random.draw(below: 9_000)))
        if let moment = window.earliest(for: 1, now: now), moment <= now {
          window.reserve(1)
          window.send(at: now)
        }
        var departures = window.departures(of: calls, now: now)
        var one = window
        var last = now
        for _ in 0..<limit / calls {
          last = one.earliest(for: calls, now: last) ?? .max
          #expect(departures.first == last, "\(calls) calls of a limit of \(limit)")
          for _ in 0..<calls {
            one.reserve(1)
            one.send(at: last)
          }
          departures.removeFirst()
        }
        #expect(departures.first == .max)
      }
    }
  }

  @Test func `counts a reserved call until it is sent or released`() {
    var window = CallWindow(limit: 3)
    window.reserve(3)
    #expect(window.earliest(for: 1, now: .seconds(500)) == nil)
    window.send(at: .seconds(500))
    window.release(2)
    #expect(window.earliest(for: 2, now: .seconds(501)) == .seconds(501))
    #expect(window.earliest(for: 3, now: .seconds(501)) == .seconds(560))
  }
}
