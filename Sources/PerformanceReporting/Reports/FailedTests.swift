// What failed before any number counts: the tests of a run that have issues, or that never ended.

import PerformanceMetrics

extension RunInformation {
  /// The tests that failed or did not end; `nil` when there are none.
  var failedTestsSection: DocumentSection? {
    guard let tests else { return DocumentSection(nil, [.paragraph("\(Self.unknownTests.capitalizedFirst).")]) }
    let sentences = failedTests.map(\.sentence)
    guard !sentences.isEmpty else { return nil }
    let shown = 10
    let more = sentences.dropFirst(shown)
    return DocumentSection(
      "Failed tests", detail: "\(sentences.count) of \(tests.count)",
      [.list(Array(sentences.prefix(shown)))]
        + (more.isEmpty ? [] : [.folded("\(count(more.count, "more failed test"))", [.list(Array(more))])]))
  }

  /// What a file is that does not say what became of its tests.
  static let unknownTests = "the run does not say what became of its tests"

  /// What of the tests keeps the run from passing, in a few words: `2 tests failed (A/b(), C/d())`.
  var failureWords: String? {
    if tests == nil { return Self.unknownTests }
    let names = failedTests.map(\.name)
    guard !names.isEmpty else { return nil }
    let more = names.count > 2 ? " and \(names.count - 2) more" : ""
    return "\(count(names.count, "test")) failed (\(names.prefix(2).joined(separator: ", "))\(more))"
  }
}
