// What a run keeps note of while its tests run under its eyes.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

@Suite struct `A watched test` {
  @Test func `writes what was recorded before a test threw, and that it did`() async throws {
    struct Broken: Error {}
    let place = try Place()
    let outcome = await place.conduct {
      try await underWatch {
        try PerformanceCollector.record(metric("one"))
        throw Broken()
      }
    }
    #expect(outcome.failure is Broken)
    #expect(try place.written()?.metrics.map(\.id) == ["one"])
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.status) == [.failed, .failed])
    #expect(failed.last?.name.contains("writes what was recorded before a test threw") == true)
    #expect(failed.last?.issue?.contains("threw Broken()") == true)
  }

  @Test func `counts a test that was canceled as failed`() async throws {
    let place = try Place()
    _ = await place.conduct {
      let task = Task { try await underWatch { while !Task.isCancelled { await Task.yield() } } }
      task.cancel()
      try await task.value
    }
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.issue) == ["was canceled before its end, as a time limit does"])
  }

  @Test func `names the tests that are running while they run`() async throws {
    let place = try Place()
    _ = await place.conduct {
      try await underWatch {
        let names = try place.written()?.run.failedTests.map(\.name)
        #expect(names?.count == 2)
        #expect(names?.last?.contains("names the tests that are running") == true)
      }
    }
  }

  @Test func `counts the last attempt of a test that is repeated`() async throws {
    struct Broken: Error {}
    let place = try Place()
    _ = await place.conduct {
      try? await underWatch {
        try PerformanceCollector.record(metric("one", 1), metric("gone"))
        throw Broken()
      }
      try await underWatch { try PerformanceCollector.record(metric("one", 2)) }
    }
    let report = try #require(try place.written())
    #expect(report.run.failedTests.isEmpty)
    #expect(report.metrics.map(\.id) == ["one"] && report.metrics.map(\.value) == [2])
  }
}
