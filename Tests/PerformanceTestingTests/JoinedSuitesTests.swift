// Several root suites write into the report of one invocation.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceTesting
import Testing

@Suite struct `Suites of one invocation` {
  @Test func `joins the suites of one invocation, whatever their order`() async throws {
    let place = try Place()
    for suite in ["A.One", "B.Two", "A.Three"] {
      _ = await place.conduct([requirement("\(suite)/calls", atMost: 2)], suite: suite, invocation: "1-2") {
        try PerformanceCollector.record(metric("\(suite)/calls", test: "\(suite)/test()"))
      }
    }
    let report = try #require(try place.written())
    #expect(report.metrics.map(\.id) == ["A.One/calls", "A.Three/calls", "B.Two/calls"])
    #expect(report.requirements.map(\.status) == [.met, .met, .met])
    _ = await place.conduct(suite: "A.One", invocation: "1-3") {
      try PerformanceCollector.record(metric("later", test: "A.One/test()"))
    }
    #expect(try place.written()?.metrics.map(\.id) == ["later"])
  }

  @Test func `fails where two suites measured one id, and names both tests`() async throws {
    let place = try Place()
    for suite in ["A.One", "B.Two"] {
      let outcome = await place.conduct(suite: suite, invocation: "1-2") {
        try PerformanceCollector.record(metric("calls", test: "\(suite)/test()"))
      }
      #expect(outcome.problems.isEmpty == (suite == "A.One"))
    }
    let failed = try #require(try place.written()?.run.failedTests)
    #expect(failed.map(\.name) == ["B.Two"])
    #expect(failed[0].issue?.contains("A.One/test() and by B.Two/test()") == true)
  }

  @Test func `of many suites at once loses none`() async throws {
    let place = try Place()
    await withTaskGroup(of: Void.self) { group in
      for number in 10..<30 {
        group.addTask {
          _ = await place.conduct(suite: "A.S\(number)", invocation: "1-2") {
            try PerformanceCollector.record(metric("\(number)", test: "A.S\(number)/test()"))
          }
        }
      }
    }
    #expect(try place.written()?.metrics.count == 20)
    #expect(try place.written()?.run.failedTests == [])
  }
}
