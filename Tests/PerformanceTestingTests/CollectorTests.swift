// What may be recorded, by whom, and where it is refused.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

@Suite struct `A recording` {
  @Test func `refuses a second metric with the same id, and names both recordings`() async throws {
    let outcome = try await Place().conduct {
      try PerformanceCollector.record(metric("one"))
      try PerformanceCollector.record(metric("one"))
    }
    let error = try #require(outcome.failure as? CollectorError)
    guard case .duplicate("one", let first, let second) = error.reason else {
      Issue.record("found \(error), expected a duplicate")
      return
    }
    #expect(first != second && first.contains("CollectorTests.swift:") && second.contains("CollectorTests.swift:"))
  }

  @Test(arguments: [1, 2]) func `names the case of a test that recorded an id twice`(number: Int) async throws {
    let outcome = try await Place().conduct {
      try PerformanceCollector.record(metric("one"))
      try PerformanceCollector.record(metric("one"))
    }
    #expect("\(try #require(outcome.failure))".contains("(number: \(number))"))
  }

  @Test(arguments: [("calls of one", 1), ("calls", -1)] as [(String, Int64)])
  func `refuses a metric that cannot be, at the line that records it`(id: String, value: Int64) async throws {
    let place = try Place()
    let outcome = await place.conduct {
      try PerformanceCollector.record(metric("good"))
      try PerformanceCollector.record(metric(id, value))
    }
    let error = try #require(outcome.failure as? CollectorError)
    guard case .invalid(id, _, _, _) = error.reason else {
      Issue.record("found \(error), expected a metric that cannot be")
      return
    }
    #expect(error.sourceLocation.fileName == "CollectorTests.swift")
    #expect(try place.written()?.metrics.map(\.id) == ["good"])
  }

  @Test func `that reaches nobody is in the report of the suites that are running`() async throws {
    await #expect(processExitsWith: .success) {
      let place = try Place()
      let outcome = await place.conduct {
        await Task.detached { try? PerformanceCollector.record(metric("lost")) }.value
      }
      let failed = try #require(try place.written()?.run.failedTests)
      try #require(failed.count == 1 && failed[0].name.contains("CollectorTests.swift"))
      try #require(outcome.sentences.first?.contains("Task.detached") == true)
    }
  }
}

@Suite struct `A recording outside a run` {
  @Test func `is refused`() throws {
    let error = #expect(throws: CollectorError.self) { try PerformanceCollector.record(metric("one")) }
    #expect(error?.reason == .noCollector)
  }
}
