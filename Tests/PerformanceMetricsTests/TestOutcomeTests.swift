// What became of the tests of a run decides whether it is a measurement.

import PerformanceExamples
import PerformanceMetrics
import Testing

@Suite struct `Failed tests` {
  private func compare(_ tests: [TestOutcome]?, value: Int64 = 100) throws -> Comparison {
    let report = try Example.report([Example.metric("m", value)])
    let run = try PerformanceReport(
      run: Example.run.with(tests: tests, warnings: []), requirements: [], metrics: report.metrics, series: [])
    return Comparison(baseline: Baseline(from: try Example.report([Example.metric("m")])), report: run)
  }

  @Test(arguments: [
    (TestOutcome.Status.passed, ExitCode.nothingWorse), (.failed, .incomplete), (.unfinished, .incomplete),
  ])
  func `make the run no whole measurement`(status: TestOutcome.Status, code: ExitCode) throws {
    #expect(try compare([TestOutcome(name: "A/b()", status: status)]).exitCode == code)
  }

  @Test func `that a run says nothing of do not pass`() throws {
    #expect(try compare(nil).exitCode == .incomplete)
  }

  @Test func `do not hide a regression`() throws {
    #expect(try compare([TestOutcome(name: "A/b()", status: .failed)], value: 200).exitCode == .worse)
  }

  @Test func `outlive the way through a file, and a merge`() throws {
    let tests = [
      TestOutcome(name: "A/b()", status: .failed, issue: "a row was lost"), .init(name: "C", status: .passed),
    ]
    let report = try PerformanceReport(
      run: Example.run.with(tests: tests, warnings: []), requirements: [], metrics: [Example.metric("m")], series: [])
    let read = try PerformanceReport(json: report.json(), file: "run.json")
    #expect(read.run.tests == tests)
    let passed = try PerformanceReport(
      run: Example.run.with(tests: [.init(name: "A/b()", status: .passed)], warnings: []), requirements: [],
      metrics: [Example.metric("n")], series: [])
    let merged = try PerformanceReport(
      merging: [NamedReport(name: "one", report: passed), NamedReport(name: "two", report: read)], baseline: nil)
    #expect(merged.run.tests == tests)
  }
}
