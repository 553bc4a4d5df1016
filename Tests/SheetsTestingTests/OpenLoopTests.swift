// The open loop: operations arrive whether or not those before have ended.

import PerformanceMetrics
import SheetsSim
import Testing

@testable import SheetsTesting

@Suite struct `An open loop` {
  @Test func `counts the latency from the arrival, also where the service is busy`() async throws {
    let sheets = world()
    let report = try await report {
      let desk = Desk(sheets.clock)
      try await sheets.measure("visit", arrivals: .every(.seconds(1)), for: .seconds(4)) { _ in
        try await desk.serve(for: .seconds(3))
      }
    }
    // Of four that come at 0, 1, 2 and 3 s, the last is served from 9 to 12 s.
    let visit = try report.metric("visit.p99")
    #expect(visit.distribution?.count == 4 && visit.distribution?.maximum == 9_000_000_000)
  }

  @Test func `lets as many arrive as its rate says, at seeded times`() {
    func times(_ seed: UInt64) -> [Duration] {
      Arrivals.poisson(perMinute: 30).times(for: .seconds(6_000), generator: SplitMix64(seed: seed))
    }
    #expect((2_850...3_150).contains(times(1).count))
    #expect(times(1) == times(1).sorted() && times(1) != times(2))
    #expect(times(1).allSatisfy { $0 < .seconds(6_000) })
  }

  @Test func `of equal distances begins at once and ends before its time is over`() {
    let times = Arrivals.every(.seconds(2)).times(for: .seconds(6), generator: SplitMix64(seed: 1))
    #expect(times == [.zero, .seconds(2), .seconds(4)])
  }

  @Test func `says so when nothing arrives`() async throws {
    let sheets = world()
    let error = await #expect(throws: SheetsMeasurementError.self) {
      try await report {
        try await sheets.measure("visit", arrivals: .poisson(perMinute: 1), for: .nanoseconds(1)) { _ in }
      }
    }
    #expect(error?.description == "visit: found no arrival in 1 ns, expected 1 or more; let them arrive for longer")
  }
}

/// A service that serves one after another, each until its time is over.
private actor Desk {
  private let clock: SimulatedClock
  private var freeAt: SimulatedClock.Instant

  init(_ clock: SimulatedClock) {
    self.clock = clock
    freeAt = clock.now
  }

  func serve(for duration: Duration) async throws {
    freeAt = max(freeAt, clock.now).advanced(by: duration)
    try await clock.sleep(until: freeAt)
  }
}
