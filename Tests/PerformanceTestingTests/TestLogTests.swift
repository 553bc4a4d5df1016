// What became of each test, as timelines of events.

import PerformanceMetrics
import Testing

@testable import PerformanceTesting

@Suite struct `A log of tests` {
  private func subject(_ test: String, _ arguments: String? = nil) -> TestLog.Subject {
    TestLog.Subject(test: test, arguments: arguments)
  }

  @Test func `takes a test for unfinished until it ends`() {
    var log = TestLog()
    log.began(subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .unfinished)])
    log.ended(subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .passed)])
  }

  @Test func `keeps the first issue of a test`() {
    var log = TestLog()
    log.began(subject("a"))
    log.issue("first", of: subject("a"))
    log.issue("second", of: subject("a"))
    log.ended(subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .failed, issue: "first")])
  }

  @Test func `counts an issue of a test that never began`() {
    var log = TestLog()
    log.issue("prepare threw", of: subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .failed, issue: "prepare threw")])
  }

  @Test func `fails a test for one case of it, and names the case`() {
    var log = TestLog()
    log.began(subject("a"))
    for number in 1...3 {
      log.began(subject("a", "n: \(number)"))
      if number == 2 { log.issue("too many", of: subject("a", "n: 2")) }
      log.ended(subject("a", "n: \(number)"))
    }
    log.ended(subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .failed, issue: "(n: 2) too many")])
  }

  @Test func `forgets an attempt when the test begins again`() {
    var log = TestLog()
    log.began(subject("a"))
    log.issue("once", of: subject("a"))
    log.ended(subject("a"))
    log.began(subject("a"))
    log.ended(subject("a"))
    #expect(log.outcomes == [TestOutcome(name: "a", status: .passed)])
  }

  @Test func `lists a suite only where it failed or has not ended`() {
    var log = TestLog()
    for name in ["passed", "failed", "running"] { log.began(subject(name), isSuite: true) }
    log.issue("broken", of: subject("failed"))
    log.ended(subject("passed"))
    log.ended(subject("failed"))
    #expect(
      log.outcomes == [
        TestOutcome(name: "failed", status: .failed, issue: "broken"),
        TestOutcome(name: "running", status: .unfinished),
      ])
  }
}
