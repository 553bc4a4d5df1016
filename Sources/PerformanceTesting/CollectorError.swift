// Why a metric could not be recorded, and where that was tried.

import Testing

/// A recording that was refused; the issue that it becomes stands at the line that recorded.
public struct CollectorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong with a recording.
  package enum Reason: Sendable, Hashable {
    /// There is no collecting suite around the test, or the work was detached from it.
    case noCollector
    /// The id is taken, by a test and, of a parameterized one, a case.
    case duplicate(id: String, first: String, second: String)
    /// The metric cannot be true: a negative value, an id with a space, parts that do not add up.
    case invalid(id: String, field: String, found: String, expected: String)
  }

  /// What is wrong.
  package let reason: Reason
  /// The line that recorded.
  public let sourceLocation: SourceLocation

  /// What was found and what to do.
  public var description: String {
    switch reason {
    case .noCollector:
      """
      no collector: found a recording outside a suite with the trait .performance(…), or in a Task.detached or on a \
      dispatch queue, which task-locals do not reach; record from the test or from its child tasks
      """
    case .duplicate(let id, let first, let second):
      """
      \(id): found a second recording, by \(second); the first is by \(first); give each measurement an id of its own
      """
    case .invalid(let id, let field, let found, let expected):
      "metric \(id), \(field): found \(found), expected \(expected); see how the test computes it"
    }
  }
}
