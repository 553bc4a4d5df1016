import AllocationCounting
import Foundation
import PerformanceMetrics
import Testing

@testable import PerformanceTesting

struct MeasureTests {
  private static func values(_ work: @Sendable () async throws -> Void) async throws -> [String: Int64] {
    let collector = PerformanceCollector()
    try await collector.whileRunning(work)
    return Dictionary(uniqueKeysWithValues: collector.collected.metrics.map { ($0.id, $0.value) })
  }

  private static let isCounted = allocation_counting_obstacle() == nil

  @Test(.enabled(if: isCounted)) func `a call that allocates nothing costs no allocation`() async throws {
    let values = try await Self.values { try measure("nothing", times: 20) { 17 } }
    #expect(values["nothing.allocations"] == 0)
    #expect(values["nothing.peak-bytes"] == 0)
  }

  @Test(.enabled(if: isCounted)) func `allocations are counted exactly, beside busy threads`() async throws {
    let busy = Task.detached { while !Task.isCancelled { free(malloc(100)) } }
    defer { busy.cancel() }
    let values = try await Self.values {
      try measure("blocks", times: 20) {
        free(malloc(100))
        free(malloc(200))
        free(malloc(300))
      }
    }
    #expect(values["blocks.allocations"] == 3)
    #expect(values["blocks.allocated-bytes"] == 600)
    #expect(values["blocks.held-bytes"] == 0)
  }

  @Test(.enabled(if: isCounted)) func `what a call leaves behind is held`() async throws {
    let values = try await Self.values {
      nonisolated(unsafe) var kept: [UnsafeMutableRawPointer?] = []
      kept.reserveCapacity(100)
      try measure("leak", times: 20) { kept.append(malloc(1_000)) }
      for block in kept { free(block) }
    }
    #expect((1_000...1_032).contains(try #require(values["leak.held-bytes"])))
  }

  @Test(.enabled(if: isCounted)) func `async work is counted with its child tasks and actors`() async throws {
    actor Store {
      func work(blocks: Int) { for _ in 0..<blocks { free(malloc(8)) } }
    }
    let store = Store()
    @Sendable func work(_ blocks: Int) async {
      await withTaskGroup(of: Void.self) { group in group.addTask { await store.work(blocks: blocks) } }
    }
    let values = try await Self.values {
      try await measure("few", times: 20) { await work(0) }
      try await measure("many", times: 20) { await work(100) }
    }
    let (few, many) = (try #require(values["few.allocations"]), try #require(values["many.allocations"]))
    #expect(many - few == 100)
  }

  @Test func `async work that leaves the thread has a wall time alone`() async throws {
    let values = try await Self.values {
      try await measure("escape", times: 10) { await Task.detached { 17 }.value }
    }
    #expect(values.keys.sorted() == ["escape.wall-time.p50"])
  }

  @Test func `work that fails fails the measurement, sync and async`() async throws {
    struct Failure: Error {}
    let collector = PerformanceCollector()
    await #expect(throws: Failure.self) {
      try await collector.whileRunning { try measure("failing") { throw Failure() } }
    }
    await #expect(throws: Failure.self) {
      try await collector.whileRunning { try await measure("failing") { () async throws in throw Failure() } }
    }
    #expect(collector.collected.metrics.isEmpty)
  }

  @Test func `nothing is measured where nobody collects`() {
    nonisolated(unsafe) var calls = 0
    #expect(throws: CollectorError.self) { try measure("stray") { calls += 1 } }
    #expect(calls == 0)
  }

  @Test func `no call to measure is refused`() async throws {
    await #expect(throws: MeasuringError.noCalls(name: "none", times: 0)) {
      try await PerformanceCollector().whileRunning { try measure("none", times: 0) { 17 } }
    }
  }
}
