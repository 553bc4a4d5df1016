// What became of each test of a run: a number is worth no more than the test that measured it.

/// How a test, or a suite that has issues of its own, ended.
package struct TestOutcome: Codable, Sendable, Hashable {
  /// The ways in which a test ends.
  package enum Status: String, Codable, Sendable, Hashable, CaseIterable {
    /// It ended without an issue; known issues and warnings are none.
    case passed
    /// It recorded an issue, threw an error or was canceled.
    case failed
    /// It began and did not end: the process died, or is still running.
    case unfinished
  }

  /// The name of the test, as `swift test --filter` takes it.
  package let name: String
  /// How it ended; of a repeated test, its last attempt.
  package let status: Status
  /// The first issue of a test that failed, with the place where it was recorded.
  package let issue: String?

  /// Says how a test ended.
  package init(name: String, status: Status, issue: String? = nil) {
    self.name = name
    self.status = status
    self.issue = issue
  }

  /// What became of the test, in a sentence without a full stop.
  package var sentence: String {
    switch status {
    case .passed: "\(name) passed"
    case .failed: "\(name) failed\(issue.map { ": \($0)" } ?? "")"
    case .unfinished: "\(name) began and did not end: its process died, or is still running"
    }
  }
}

extension TestOutcome {
  /// The outcomes of several runs, each test once with its worst; `nil` if a run does not know its own.
  static func united(_ runs: [RunInformation]) -> [TestOutcome]? {
    var worst: [String: TestOutcome] = [:]
    for run in runs {
      guard let tests = run.tests else { return nil }
      for test in tests where worst[test.name].map({ $0.status.rank < test.status.rank }) ?? true {
        worst[test.name] = test
      }
    }
    return worst.values.sorted { $0.name < $1.name }
  }
}

extension TestOutcome.Status {
  /// The position of the status from the best on.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
