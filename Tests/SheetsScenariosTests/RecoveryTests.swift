// The way back after a disturbance, on latencies that are made up.

import SheetsScenarios
import Testing

@Suite struct `The way back to the usual waiting` {
  private static let second: Int64 = 1_000_000_000

  /// Ten operations a second for 600 s, each as long as `latency` says of the second in which it is handed over.
  private static func handovers(_ latency: (Int64) -> Int64) -> [Recovery.Handover] {
    (0..<6000).map { .init(acceptedAt: $0 * second / 10, latency: latency($0 / 10)) }
  }

  /// Beside a twin that takes 1 s; the disturbance ends after 360 s.
  private static func recovery(_ latency: (Int64) -> Int64) throws -> Recovery {
    try #require(Recovery(handovers(latency), undisturbed: handovers { _ in second }, until: .seconds(360)))
  }

  @Test func `takes no time when nobody waits longer afterwards`() throws {
    let recovery = try Self.recovery { $0 < 350 ? 5 * Self.second : Self.second }
    #expect(recovery.duration == 0)
    #expect(recovery.undisturbed == Self.second)
    #expect(recovery.worst == Self.second)
  }

  @Test func `ends with the last window whose p95 is slower than usual`() throws {
    // Slow until 399 s, the last second of the fourth window of 10 s.
    let recovery = try Self.recovery { $0 < 400 ? 5 * Self.second : Self.second }
    #expect(recovery.duration == 40 * Self.second)
    #expect(recovery.worst == 5 * Self.second)
  }

  @Test func `ignores the slowest twentieth of a window`() throws {
    let slow = Self.handovers { _ in Self.second }.map { one in
      // Five of the hundred that a window has.
      one.acceptedAt % (10 * Self.second) < Self.second / 2
        ? Recovery.Handover(acceptedAt: one.acceptedAt, latency: 9 * Self.second) : one
    }
    let twin = Self.handovers { _ in Self.second }
    #expect(try #require(Recovery(slow, undisturbed: twin, until: .seconds(360))).duration == 0)
  }

  @Test func `ignores windows that are a tenth slower than the twin's slowest`() throws {
    #expect(try Self.recovery { _ in 1_100_000_000 }.duration == 0)
    #expect(try Self.recovery { $0 < 500 ? 1_100_000_001 : Self.second }.duration == 140 * Self.second)
  }

  @Test func `never comes when the last window is slow`() throws {
    #expect(try Self.recovery { _ in 2 * Self.second }.duration == nil)
  }

  @Test func `lasts until the end of a relapse`() throws {
    #expect(try Self.recovery { $0 == 500 ? 3 * Self.second : Self.second }.duration == 150 * Self.second)
  }

  @Test func `tells when the last of those who waited at the end was answered`() throws {
    #expect(try Self.recovery { $0 == 350 ? 30 * Self.second : Self.second }.backlog == 20_900_000_000)
  }

  @Test func `is unknown without an operation after the end`() {
    let all = Self.handovers { _ in Self.second }
    #expect(Recovery(all, undisturbed: all, until: .seconds(600)) == nil)
  }
}
