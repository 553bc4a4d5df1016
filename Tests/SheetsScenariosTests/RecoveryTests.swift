// The way back after a disturbance, on latencies that are made up.

import SheetsScenarios
import Testing

@Suite struct `The way back to the steady state` {
  private static let second: Int64 = 1_000_000_000

  /// One operation a second for 600 s, 1 s each; from 300 s on `latency` says.
  private static func latencies(_ latency: (Int64) -> Int64) -> [(acceptedAt: Int64, latency: Int64)] {
    (0..<600).map { moment in
      (acceptedAt: moment * second, latency: moment < 300 ? second : latency(moment))
    }
  }

  private static func recovery(_ latency: (Int64) -> Int64) -> Recovery? {
    Recovery(latencies(latency), from: .seconds(300), until: .seconds(360))
  }

  @Test func `takes no time when nobody waits longer`() throws {
    let recovery = try #require(Self.recovery { _ in Self.second })
    #expect(recovery.duration == 0)
    #expect(recovery.steady == Self.second)
  }

  @Test func `ends with the first group with at most one slow member`() throws {
    // Slow until 400 s: a group of 20 has two slow ones as long as it begins by 399 s, one from 400 s on.
    let recovery = try #require(Self.recovery { $0 <= 400 ? 5 * Self.second : Self.second })
    #expect(recovery.duration == 40 * Self.second)
    #expect(recovery.worst == 5 * Self.second)
  }

  @Test func `ignores groups that are a tenth slower`() throws {
    #expect(try #require(Self.recovery { _ in 1_100_000_000 }).duration == 0)
    #expect(try #require(Self.recovery { _ in 1_100_000_001 }).duration == nil)
  }

  @Test func `lasts until the end of a relapse`() throws {
    let recovery = try #require(Self.recovery { [500, 501].contains($0) ? 3 * Self.second : Self.second })
    #expect(recovery.duration == 141 * Self.second)
  }

  @Test func `takes no time when the wait is over before the disturbance`() throws {
    let recovery = try #require(Self.recovery { $0 < 320 ? 2 * Self.second : Self.second })
    #expect(recovery.duration == 0)
  }

  @Test func `is unknown with too few samples`() {
    #expect(
      Recovery(Array(Self.latencies { _ in Self.second }.prefix(300)), from: .seconds(300), until: .seconds(360))
        == nil)
  }
}
