// Why an operation or a read was not acknowledged.

import SheetsAPI

/// Why the service could not do what it was asked.
public enum ServiceError: Error, Sendable, Hashable {
  /// A call that the operation needed failed for good, and nothing of the operation was applied.
  case callFailed(SheetsError, calls: [CallReport])
  /// The one call that carried the operation brought no usable answer: all of it was applied, or nothing.
  case outcomeUnknown(SheetsError, calls: [CallReport])
  /// Some calls of the operation were applied, and others were not or may not have been.
  case partiallyApplied(PartialOutcome)
  /// As many operations wait as the service accepts; nothing was sent for this one.
  case overloaded(queueLength: Int)
  /// The operation's deadline passed before a flush carried it; nothing was sent for it.
  case deadlineExceeded
  /// The service is draining or has stopped; nothing was sent for the operation.
  case stopped
}

/// What is known of an operation that needed several calls and did not get them all through.
public struct PartialOutcome: Sendable, Hashable {
  /// What is known of one part.
  public enum State: String, Sendable, Hashable {
    case applied
    case notApplied = "not applied"
    case unknown
  }

  /// What one call carried of the operation.
  public struct Part: Sendable, Hashable {
    /// Whether it carried the cell updates.
    public let updates: Bool
    /// Which of the operation's rows it carried.
    public let rows: Range<Int>
    /// Whether it was applied.
    public let state: State
  }

  /// The failure that ended the operation.
  public let cause: SheetsError
  /// The parts, in the order in which they were to be sent.
  public let parts: [Part]
  /// The calls that were made for it.
  public let calls: [CallReport]
}

extension ServiceError {
  /// The error for an operation of which something was applied or may have been; `nil` when nothing was.
  init?(parts: [PartialOutcome.Part], cause: SheetsError, calls: [CallReport]) {
    if parts.allSatisfy({ $0.state == .notApplied }) { return nil }
    self =
      parts.count == 1
      ? .outcomeUnknown(cause, calls: calls)
      : .partiallyApplied(PartialOutcome(cause: cause, parts: parts, calls: calls))
  }
}

extension ServiceError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .callFailed(let error, let calls):
      "the call failed for good after \(calls.count) \(calls.count == 1 ? "try" : "tries"), nothing was applied: \(error)"
    case .outcomeUnknown(let error, let calls):
      """
      whether the operation was applied is not known after \(calls.count) \(calls.count == 1 ? "try" : "tries"): \(error); \
      look for its rows before you repeat it
      """
    case .partiallyApplied(let outcome):
      "the operation was applied in part: \(outcome.parts.map(\.description).joined(separator: ", ")): \(outcome.cause)"
    case .overloaded(let queueLength):
      "the queue is full: \(queueLength) wait already; try again later, or raise ServiceConfiguration.queueLimit"
    case .deadlineExceeded:
      "the deadline passed before a flush could carry the operation, nothing was sent: allow more time, or shed load"
    case .stopped:
      "the service has stopped accepting work: perform operations while run() is running and before drain()"
    }
  }
}

extension PartialOutcome.Part: CustomStringConvertible {
  /// The part in words, such as `rows 900..<1050 not applied`.
  public var description: String {
    let what = [updates ? "cell updates" : nil, rows.isEmpty ? nil : "rows \(rows)"].compactMap(\.self)
    return "\(what.joined(separator: " and ")) \(state.rawValue)"
  }
}
