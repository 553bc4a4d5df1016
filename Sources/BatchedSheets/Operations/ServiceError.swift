// Why an operation or a read was not acknowledged.

import SheetsAPI

/// An error that ends an operation or a read of the service.
public indirect enum ServiceError: Error, Sendable, Hashable {
  /// A call failed for good, and nothing of the operation was applied.
  case callFailed(SheetsError, calls: [CallReport])
  /// The only call of the operation got no usable answer: either all of it was applied, or nothing.
  case outcomeUnknown(SheetsError, calls: [CallReport])
  /// Some calls of the operation were applied; others were not, or their outcome is unknown.
  case partiallyApplied(PartialOutcome)
  /// The queue is full; nothing was sent for the operation.
  case overloaded(queueLength: Int)
  /// The operation's deadline passed before a flush carried it; nothing was sent for it.
  case deadlineExceeded
  /// The service is draining or has stopped; nothing was sent for the operation.
  case stopped
  /// `run()` had not begun some seconds after the operation was handed over; nothing was sent for it.
  case notRunning
}

/// What is known of an operation that needed several calls when one of them failed.
public struct PartialOutcome: Sendable, Hashable {
  /// Whether a part was applied.
  public enum State: String, Sendable, Hashable {
    /// The call that carried the part succeeded.
    case applied
    /// The part was not sent, or its call was refused.
    case notApplied = "not applied"
    /// The call that carried the part got no usable answer.
    case unknown
  }

  /// The part of the operation that one call carried.
  public struct Part: Sendable, Hashable {
    /// The indices of the operation's updates in the part.
    public let updates: Range<Int>
    /// The indices of the operation's rows in the part.
    public let rows: Range<Int>
    /// Whether the part was applied.
    public let state: State
  }

  /// The error that ended the operation.
  public let cause: SheetsError
  /// The parts, in sending order.
  public let parts: [Part]
  /// The calls made for the operation.
  public let calls: [CallReport]
}

extension ServiceError {
  /// Creates the error for an operation that was applied in part, or may have been; `nil` if nothing was applied.
  init?(parts: [PartialOutcome.Part], cause: SheetsError, calls: [CallReport]) {
    if parts.allSatisfy({ $0.state == .notApplied }) { return nil }
    self =
      parts.count == 1
      ? .outcomeUnknown(cause, calls: calls)
      : .partiallyApplied(PartialOutcome(cause: cause, parts: parts, calls: calls))
  }
}

extension ServiceError: CustomStringConvertible {
  /// The error in one line, with what to do about it.
  public var description: String {
    switch self {
    case .callFailed(let error, let calls):
      "the call failed after \(calls.count) \(calls.count == 1 ? "try" : "tries"), nothing was applied: \(error)"
    case .outcomeUnknown(let error, let calls):
      """
      the outcome of the operation is unknown after \(calls.count) \(calls.count == 1 ? "try" : "tries"): \(error); \
      check whether its rows are in the sheet before repeating it
      """
    case .partiallyApplied(let outcome):
      "the operation was partially applied: \(outcome.parts.map(\.description).joined(separator: ", ")): \(outcome.cause)"
    case .overloaded(let queueLength):
      "the queue is full with \(queueLength) waiting; try again later, or raise ServiceConfiguration.queueLimit"
    case .deadlineExceeded:
      "the deadline passed before the operation left, nothing was sent; allow more time, or reduce the load"
    case .stopped:
      "the service no longer accepts work; perform operations while run() is running and before drain()"
    case .notRunning:
      "the service is not running, nothing was sent; start run() in a task, or use whileRunning"
    }
  }
}

extension PartialOutcome.Part: CustomStringConvertible {
  /// The part in words, such as `updates 0..<2 and rows 0..<900 applied`.
  public var description: String {
    let what = [updates.isEmpty ? nil : "updates \(updates)", rows.isEmpty ? nil : "rows \(rows)"].compactMap(\.self)
    return "\(what.joined(separator: " and ")) \(state.rawValue)"
  }
}
