// What became of each test, from the events that a run sees; a repetition takes the place of what it repeats.

import PerformanceMetrics

/// The outcomes of the tests of a run as they come; pure.
struct TestLog: Sendable {
  /// A call of a test: the whole test or, of a parameterized one, a case of it.
  struct Subject: Hashable, Sendable {
    /// The name of the test or the suite.
    let test: String
    /// The arguments of the case; `nil` of the test as a whole.
    let arguments: String?
  }

  private struct Entry {
    var isRunning: Bool
    var issue: String?
  }

  private var entries: [String: [String?: Entry]] = [:]
  private var suites: Set<String> = []

  /// A call begins: what an earlier attempt of the same call has left is forgotten.
  mutating func began(_ subject: Subject, isSuite: Bool = false) {
    entries[subject.test, default: [:]][subject.arguments] = Entry(isRunning: true, issue: nil)
    if isSuite { suites.insert(subject.test) }
  }

  /// A call has an issue that fails it; the first counts.
  ///
  /// It may come before the call, from its planning, and after it.
  mutating func issue(_ text: String, of subject: Subject) {
    let known = entries[subject.test]?[subject.arguments]
    guard known?.issue == nil else { return }
    entries[subject.test, default: [:]][subject.arguments] = Entry(isRunning: known?.isRunning ?? false, issue: text)
  }

  /// Whether a call has ended.
  func isEnded(_ subject: Subject) -> Bool { entries[subject.test]?[subject.arguments]?.isRunning == false }

  /// A call ends.
  mutating func ended(_ subject: Subject) { entries[subject.test]?[subject.arguments]?.isRunning = false }

  /// The tests with what became of them, sorted by name; of the suites, those that failed or have not ended.
  var outcomes: [TestOutcome] {
    entries.compactMap { test, calls in
      // The test as a whole first, then its cases.
      let failed = calls.filter { $0.value.issue != nil }.min { ($0.key ?? "") < ($1.key ?? "") }
      let status: TestOutcome.Status =
        failed != nil ? .failed : calls.values.contains(where: \.isRunning) ? .unfinished : .passed
      if status == .passed, suites.contains(test) { return nil }
      let issue = failed.flatMap { call in call.value.issue.map { "\(call.key.map { "(\($0)) " } ?? "")\($0)" } }
      return TestOutcome(name: test, status: status, issue: issue)
    }.sorted { $0.name < $1.name }
  }
}
