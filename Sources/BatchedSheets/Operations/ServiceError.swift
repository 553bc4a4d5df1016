// Why an operation or a read was not acknowledged.

import SheetsAPI

/// Why the service could not do what it was asked.
public enum ServiceError: Error, Sendable, Hashable {
  /// A call that the operation needed failed for good; the calls say what had been sent before.
  ///
  /// A call with a failure that brought no answer may have been applied all the same, and in a flush of two calls the
  /// first may have been applied and the second not.
  case callFailed(SheetsError, calls: [CallReport])
  /// The service is draining or has stopped; nothing was sent for the operation.
  case stopped
}

extension ServiceError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .callFailed(let error, let calls):
      "the call failed for good after \(calls.count) \(calls.count == 1 ? "try" : "tries"): \(error)"
    case .stopped:
      "the service has stopped accepting work: perform operations while run() is running and before drain()"
    }
  }
}
