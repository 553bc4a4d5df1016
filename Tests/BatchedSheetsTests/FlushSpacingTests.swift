import Testing

import BatchedSheets

@Suite struct `The spacing of flushes` {
  private static let interval = Nanoseconds.seconds(2)
  private static let free = [Nanoseconds](repeating: .zero, count: 30)

  /// A policy after two minutes of regular arrivals, with a flush that left at their end.
  private func seasoned(_ policy: PacingPolicy, arrivalsEvery mean: Nanoseconds) -> FlushSpacing {
    var spacing = FlushSpacing(policy: policy)
    var now = Nanoseconds.zero
    while now <= .seconds(120) {
      spacing.arrived(at: now)
      now += mean
    }
    spacing.left(interval: Self.interval, at: .seconds(120))
    return spacing
  }

  private func departures(_ seconds: [Int]) -> [Nanoseconds] { seconds.map { .seconds($0) } }

  @Test func `adaptive sends a flush at once while the budget is ample`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .seconds(3))
    let moment = spacing.earliest(
      since: .seconds(121), interval: Self.interval, departures: Self.free, now: .seconds(121))
    #expect(moment == .seconds(121))
  }

  @Test func `adaptive lingers for the interval less the mean time between arrivals`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .milliseconds(500))
    let now = Nanoseconds.seconds(120) + .milliseconds(999)
    let moment = spacing.earliest(since: now, interval: Self.interval, departures: Self.free, now: now)
    // 119 arrivals in the last 59.999 s, so one every 504.193277... ms.
    #expect(moment == now + Self.interval - 504_193_278)
  }

  @Test func `adaptive delays operations left behind by a whole interval`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .milliseconds(500))
    let moment = spacing.earliest(
      since: .seconds(119), interval: Self.interval, departures: Self.free, now: .seconds(121))
    #expect(moment == .seconds(122))
  }

  @Test func `adaptive spreads flushes over a nearly used budget`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .milliseconds(500))
    // From the last flush, openings come after 1, 13 and 16 s: flushes 6.5 s apart find each of them open.
    let moment = spacing.earliest(
      since: .seconds(119), interval: Self.interval, departures: departures([121, 133, 136]), now: .seconds(121))
    #expect(moment == .milliseconds(126_500))
  }

  @Test func `adaptive spreads the rest of the budget after a rush in a quiet time`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .seconds(3))
    // 20 arrivals in the last 60 s; openings 30 and 60 s after the last flush: 30 s apart, less 3 s.
    let now = Nanoseconds.seconds(120) + .milliseconds(999)
    let moment = spacing.earliest(
      since: now, interval: Self.interval, departures: [now + .seconds(30), now + .seconds(60)], now: now)
    #expect(moment > now + .seconds(26) && moment < now + .seconds(28))
  }

  @Test func `adaptive decides once for a flush, whatever arrives later`() {
    var spacing = seasoned(.adaptive, arrivalsEvery: .milliseconds(500))
    let first = spacing.earliest(
      since: .seconds(121), interval: Self.interval, departures: Self.free, now: .seconds(121))
    for _ in 0..<1000 { spacing.arrived(at: .seconds(121)) }
    let second = spacing.earliest(
      since: .seconds(121), interval: Self.interval, departures: departures([121, 200]), now: .seconds(122))
    #expect(first == second)
  }

  @Test func `adaptive sends the very first flush at once`() {
    var spacing = FlushSpacing(policy: .adaptive)
    for _ in 0..<100 { spacing.arrived(at: .zero) }
    #expect(spacing.earliest(since: .zero, interval: Self.interval, departures: Self.free, now: .zero) == .zero)
  }

  @Test func `adaptive spaces evenly during a warm-up of five seconds`() {
    var spacing = FlushSpacing(policy: .adaptive)
    spacing.left(interval: Self.interval, at: .seconds(3))
    for (since, moment) in [(4, 5), (5, 5), (6, 6)] {
      spacing.arrived(at: .seconds(since))
      let earliest = spacing.earliest(
        since: .seconds(since), interval: Self.interval, departures: Self.free, now: .seconds(since))
      #expect(max(earliest, .seconds(since)) == .seconds(moment))
    }
  }

  @Test(arguments: [
    (PacingPolicy.unpaced, [0, 0, 0, 0]), (.evenlySpaced, [0, 2, 4, 6]), (.tokenBucket(burst: 1), [0, 2, 4, 6]),
    (.tokenBucket(burst: 3), [0, 0, 0, 2]),
  ])
  func `fixed policies space flushes of a queue that never empties`(policy: PacingPolicy, seconds: [Int]) {
    var spacing = FlushSpacing(policy: policy)
    var now = Nanoseconds.zero
    let left = seconds.map { _ in
      now = max(
        now, spacing.earliest(since: .zero, interval: Self.interval, departures: Self.free, now: now))
      spacing.left(interval: Self.interval, at: now)
      return now
    }
    #expect(left == departures(seconds))
  }

  @Test func `a token bucket refills up to its burst in a quiet time`() {
    var spacing = FlushSpacing(policy: .tokenBucket(burst: 2))
    for _ in 0..<2 { spacing.left(interval: Self.interval, at: .zero) }
    var left = 0
    while spacing.earliest(since: .zero, interval: Self.interval, departures: Self.free, now: .seconds(500))
      <= .seconds(500)
    {
      spacing.left(interval: Self.interval, at: .seconds(500))
      left += 1
    }
    #expect(left == 2)
  }
}

@Suite struct `The rate of arrivals` {
  /// The estimate after one arrival a second, a silence of 50 s from 100 s on, and some arrivals a second after that.
  private func estimate(afterSilence rate: Int, seconds: Int) -> ArrivalRate.Estimate {
    var arrivals = ArrivalRate()
    for second in 0..<100 { arrivals.count(at: .seconds(second)) }
    for second in 150..<150 + seconds { for _ in 0..<rate { arrivals.count(at: .seconds(second)) } }
    return arrivals.estimate(at: .seconds(150 + seconds) - .milliseconds(1))
  }

  @Test func `is that of the last seconds in a rush after a silence`() {
    // The minute has 5 + 20 arrivals, which explain 2.1 in 5 s.
    let rush = estimate(afterSilence: 4, seconds: 5)
    #expect(rush.arrivals == 20)
    #expect(rush.span == .milliseconds(4999))
  }

  @Test func `is that of the minute while chance explains the last seconds`() {
    // The minute has 7 + 3 arrivals, which explain 0.8 in 5 s, and by chance up to 3.6.
    let calm = estimate(afterSilence: 1, seconds: 3)
    #expect(calm.arrivals == 10)
    #expect(calm.span == .milliseconds(59_999))
  }

  @Test(arguments: [(8, false), (9, true)])
  func `takes a rush from more than three standard deviations on`(arrivals: Int, isRush: Bool) {
    var rate = ArrivalRate()
    // At the end of a minute with 36 in all, which explains 3 in 5 s, and by chance up to 8.2.
    for _ in 0..<36 - arrivals { rate.count(at: .seconds(61)) }
    for _ in 0..<arrivals { rate.count(at: .seconds(119)) }
    let estimate = rate.estimate(at: .milliseconds(119_999))
    #expect((estimate.arrivals != 36) == isRush)
  }

  @Test func `counts the arrivals of the last minute`() {
    var rate = ArrivalRate()
    for second in 0..<200 { rate.count(at: .seconds(second)) }
    #expect(rate.estimate(at: .seconds(199)).arrivals == 60)
    #expect(rate.estimate(at: .seconds(229)).arrivals == 30)
    #expect(rate.estimate(at: .seconds(10_000)).arrivals == 0)
  }

  @Test func `knows the time span of its count`() {
    var rate = ArrivalRate()
    rate.count(at: .zero)
    #expect(rate.estimate(at: .seconds(2)).span == .seconds(2))
    #expect(rate.estimate(at: .seconds(30)).span == .seconds(30))
    #expect(rate.estimate(at: .milliseconds(100_250)).span == .milliseconds(59_250))
  }

  @Test func `has a mean time between arrivals in whole nanoseconds`() {
    var rate = ArrivalRate()
    for _ in 0..<3 { rate.count(at: .zero) }
    #expect(rate.estimate(at: .seconds(10)).interval == 3_333_333_334)
    #expect(rate.estimate(at: .seconds(1000)).interval == nil)
  }
}
