// What a test says of itself: the names, the labels and the seed of what is measured in it.

import PerformanceMetrics
import Testing

@testable import PerformanceTesting

@Suite struct `What a test says of itself` {
  private enum Mode: CaseIterable { case twoCalls }

  /// The test that is running, as a measurement in it sees it.
  private func measured(seed: UInt64 = 1) throws -> MeasuredTest {
    try PerformanceCollector.$current.withValue(PerformanceCollector(seed: Seed(seed))) {
      try MeasuredTest.current(sourceLocation: #_sourceLocation)
    }
  }

  @Test func `is its name, where it has no arguments`() throws {
    let test = try measured()
    #expect(test.id("report-parsing") == "report-parsing")
    #expect(test.workload == "is its name, where it has no arguments")
    #expect(test.labels.isEmpty)
  }

  @Test func plainly() throws {
    #expect(try measured().workload == "plainly")
  }

  @Test("a display name") func otherName() throws {
    #expect(try measured().workload == "a display name")
  }

  @Test(arguments: [10], Mode.allCases) private func `has its arguments in id, workload and labels`(
    unions: Int, mode: Mode
  ) throws {
    let test = try measured()
    #expect(test.id("report-parsing") == "report-parsing/unions-10/mode-two-calls")
    #expect(test.workload == "has its arguments in id, workload and labels, unions: 10, mode: twoCalls")
    #expect(test.labels == ["unions": "10", "mode": "twoCalls"])
  }

  @Test(arguments: ["a b"]) func `calls an argument by its inner name`(_ text: String) throws {
    let test = try measured()
    #expect(test.id("words") == "words/text-a-b")
    #expect(test.labels == ["text": "a b"])
  }

  @Test(arguments: [
    ("unions 10", "unions-10"), ("twoCalls", "two-calls"), ("share 0.25", "share-0.25"), ("a  b, c.", "a-b-c"),
    (".twoCalls", "two-calls"), ("HTTP2Server", "http2-server"),
  ])
  func `has ids of small letters and hyphens`(text: String, id: String) {
    #expect(MeasuredTest.kebab(text) == id)
  }

  @Test func `has the seed of its run, and 1 outside of one`() throws {
    #expect(try measured(seed: 7).seed == 7)
    #expect(PerformanceCollector.$current.withValue(PerformanceCollector(seed: 7)) { Seed.run } == 7)
    #expect(Seed.run == 1)
  }

  @Test func `is asked for in vain outside a collecting suite`() {
    #expect(throws: CollectorError.self) { try MeasuredTest.current(sourceLocation: #_sourceLocation) }
  }
}
