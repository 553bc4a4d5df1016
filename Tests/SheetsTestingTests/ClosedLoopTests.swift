// The closed loop: when each operation starts, and what counts as its latency.

import PerformanceMetrics
import SheetsSim
import SheetsTesting
import Testing

@Suite struct `A closed loop` {
  /// When operations start, in seconds, each of which takes so many.
  private func starts(
    times: Int, every period: Duration = .zero, workers: Int? = nil, lasting: [Int], seed: UInt64 = 1
  ) async throws -> [Int64] {
    let sheets = world(seed: Seed(seed))
    let starts = Notes<Int64>()
    _ = try await report {
      try await sheets.measure("pause", times: times, every: period, workers: workers) { number in
        starts.add(sheets.clock.now.nanoseconds)
        try await sheets.clock.sleep(for: .seconds(lasting[(number - 1) % lasting.count]))
      }
    }
    return starts.all
  }

  private func seconds(_ starts: [Int64]) -> [Int64] { starts.map { $0 / 1_000_000_000 } }

  @Test func `starts an operation every period, whatever the one before took of it`() async throws {
    #expect(try await seconds(starts(times: 4, every: .seconds(10), lasting: [1, 9])) == [0, 10, 20, 30])
  }

  @Test func `starts the next at once when an operation took longer than the period`() async throws {
    #expect(try await seconds(starts(times: 4, every: .seconds(10), lasting: [1, 25, 1, 1])) == [0, 10, 35, 45])
  }

  @Test func `without a period does one after another`() async throws {
    #expect(try await seconds(starts(times: 3, lasting: [2])) == [0, 2, 4])
  }

  @Test func `lets several workers start at seeded moments of the first period`() async throws {
    let first = try await starts(times: 1, every: .seconds(10), workers: 20, lasting: [1])
    #expect(Set(first).count == 20 && first.allSatisfy { $0 < 10_000_000_000 })
    #expect(try await starts(times: 1, every: .seconds(10), workers: 20, lasting: [1]) == first)
    #expect(try await starts(times: 1, every: .seconds(10), workers: 20, lasting: [1], seed: 2) != first)
  }

  @Test func `numbers the operations of all workers from 1 on, each once`() async throws {
    let sheets = world()
    let numbers = Notes<Int>()
    _ = try await report {
      try await sheets.measure("pause", times: 3, workers: 4) { numbers.add($0) }
    }
    #expect(numbers.all.sorted() == Array(1...12))
  }

  @Test func `measures an operation from its start to its end`() async throws {
    let sheets = world()
    let report = try await report {
      try await sheets.measure("pause", times: 20, every: .seconds(60)) { number in
        try await sheets.clock.sleep(for: .seconds(number))
      }
    }
    #expect(try report.metric("pause.p50").value == 10_000_000_000)
    #expect(try report.metric("pause.p95").value == 19_000_000_000)
  }
}
