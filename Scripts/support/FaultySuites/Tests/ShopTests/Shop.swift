// Two root suites of one target, and the faults.

import Foundation
import PerformanceMetrics
import PerformanceTesting
import Testing

/// What goes wrong; nothing without the variable FAULT.
let fault = ProcessInfo.processInfo.environment["FAULT"] ?? ""

func calls(_ id: String, _ value: Int64 = 1) -> Metric {
  Metric(
    id: id, unit: .calls, basis: .simulated, scenario: Scenario(workload: "none", conditions: "none", seed: 1),
    value: value)
}

struct Broken: Error {}

/// Calls a test until it does not throw, at most three times.
struct RetryTrait: TestTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    for _ in 1...2 { if (try? await function()) != nil { return } }
    try await function()
  }
}

/// Fails while a test is prepared.
struct UnpreparedTrait: TestTrait {
  func prepare(for test: Test) async throws { if fault == "prepare" { throw Broken() } }
}

@Suite(
  .tags(.performance),
  .performance(.require("shop/sound", .atMost(1, .calls), id: "SHOP-01", row: "sound")))
enum `Shop performance` {
  @Suite(
    .performance(.require("shop/sound", .atMost(fault == "nested" ? 0 : 1, .calls), id: "SHOP-02", row: "nested")))
  struct Counter {
    @Test func sound() throws { try PerformanceCollector.record(calls("shop/sound")) }

    @Test(.timeLimit(.minutes(1)), UnpreparedTrait()) func faulty() async throws {
      try PerformanceCollector.record(calls("shop/faulty"))
      switch fault {
      case "expectation": #expect(Bool(false), "an acknowledged row was lost")
      case "known-issue": withKnownIssue { #expect(Bool(false), "an acknowledged row was lost") }
      case "throw": throw Broken()
      case "crash": fatalError("FAULT=crash")
      case "time-limit": while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
      case "cancel": try await canceled()
      case "duplicate": try PerformanceCollector.record(calls("shop/faulty"))
      case "impossible": try PerformanceCollector.record(calls("shop/impossible", -1))
      case "detached": await Task.detached { try? PerformanceCollector.record(calls("shop/detached")) }.value
      case "queue":
        await withCheckedContinuation { continuation in
          DispatchQueue(label: "away").async {
            try? PerformanceCollector.record(calls("shop/queue"))
            continuation.resume()
          }
        }
      case "no-samples":
        try PerformanceCollector.record(
          Metric.summary(
            id: "shop/empty", of: [], basis: .simulated,
            scenario: Scenario(workload: "none", conditions: "none", seed: 1)))
      default: break
      }
    }

    private func canceled() async throws {
      #if compiler(>=6.3)
        try Test.cancel("FAULT=cancel")
      #endif
    }

    @Test(arguments: [1, 2]) func cases(number: Int) throws {
      try PerformanceCollector.record(calls(fault == "two-cases" ? "shop/case" : "shop/case-\(number)"))
    }

    @Test(RetryTrait()) func retried() throws {
      let attempt = Attempts.next()
      try PerformanceCollector.record(calls("shop/retried", Int64(attempt)))
      if attempt < 3 {
        try PerformanceCollector.record(calls("shop/retried-\(fault == "retry" ? "wrong" : "\(attempt)")"))
        throw Broken()
      }
    }
  }
}

/// How often the retried test was called.
enum Attempts {
  nonisolated(unsafe) private static var count = 0
  private static let lock = NSLock()

  static func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }
}

@Suite(
  .tags(.performance),
  .performance(.require("stock/host", .atMost(20), id: "STOCK-01", row: "on this machine")))
struct `Stock performance` {
  @Test(.disabled(if: fault == "disabled"), .require("stock/shelf", .atMost(1, .calls), id: "STOCK-02"))
  func shelf() throws { try PerformanceCollector.record(calls("stock/shelf")) }

  @Suite(.disabled(if: fault == "disabled-suite")) struct Cellar {
    @Test(.require("stock/cellar", .atMost(1, .calls))) func bottles() throws {
      try PerformanceCollector.record(calls("stock/cellar"))
    }
  }

  @Test func host() throws {
    try PerformanceCollector.record(
      Metric(
        id: "stock/host", unit: .count, basis: .host,
        scenario: Scenario(workload: "none", conditions: "none", seed: 1), value: fault == "host" ? 21 : 18))
  }

  @Test func count() throws {
    try PerformanceCollector.record(calls(fault == "two-suites" ? "shop/sound" : "stock/count"))
  }
}
