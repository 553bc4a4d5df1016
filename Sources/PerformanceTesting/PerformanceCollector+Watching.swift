// How a collector hears of the tests under it: where they begin, what they record as issues, how they end.

import Testing

extension PerformanceCollector {
  /// Runs a test, a case of one or a suite, and keeps note of how it ends.
  package func watch(
    _ test: Test, _ testCase: Test.Case?, _ function: @Sendable () async throws -> Void
  ) async throws {
    let subject = TestLog.Subject(test: test.measuringName, arguments: testCase?.argumentText)
    // A test without parameters has one case, which is the test; of both, the case is called again to repeat it.
    if testCase == nil || testCase?.isParameterized == true || isEnded(subject) {
      began(subject, isSuite: test.isSuite)
    }
    defer { ended(subject) }
    let place = "\(test.sourceLocation.fileName):\(test.sourceLocation.line)"
    do {
      try await function()
    } catch {
      let isCanceled = Task.isCancelled || error is CancellationError || "\(type(of: error))" == "SkipInfo"
      note(issue: isCanceled ? Self.cancellation : "threw \(error) (\(place))", of: subject)
      throw error
    }
    if Task.isCancelled { note(issue: Self.cancellation, of: subject) }
  }

  private static let cancellation = "was canceled before its end, as a time limit does"

  /// Keeps note of an issue on its way to the test library; the issue of a recording stands at the line that recorded.
  func noted(_ issue: Issue, in suite: String) -> Issue {
    var issue = issue
    if let error = issue.error as? CollectorError { issue.sourceLocation = error.sourceLocation }
    #if compiler(>=6.3)
      guard issue.isFailure else { return issue }
    #endif
    let place = issue.sourceLocation.map { " (\($0.fileName):\($0.line))" } ?? ""
    let text = "\(issue)".replacing(" (error)", with: "") + place
    note(
      issue: text,
      of: TestLog.Subject(test: Test.current?.measuringName ?? suite, arguments: Test.Case.current?.argumentText))
    return issue
  }
}
