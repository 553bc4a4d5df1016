// What the service says of an operation or a read that succeeded: which calls carried it, and where its time went.

import SheetsAPI

/// A named part of a latency.
public struct Span: Sendable, Hashable {
  /// What the time was spent on.
  public enum Kind: Sendable, Hashable, CustomStringConvertible {
    /// Waiting for an identity that had no flush under way.
    case queued
    /// Waiting because the quota's budget did not allow another call yet.
    case paced
    /// Waiting for the answer to a call of this method.
    case inFlight(SheetsMethod)
    /// Waiting to try again after a failure.
    case backingOff

    /// Made once: a receipt has several spans, and a report many receipts.
    private static let inFlightNames = Dictionary(
      uniqueKeysWithValues: SheetsMethod.allCases.map { ($0, "in flight: \($0)") })

    /// The name in reports, such as `in flight: values.append`.
    public var description: String {
      switch self {
      case .queued: "queued"
      case .paced: "paced"
      case .inFlight(let method): Self.inFlightNames[method] ?? "in flight"
      case .backingOff: "backing off"
      }
    }
  }

  /// What the time was spent on.
  public let kind: Kind
  /// How long it took.
  public let duration: Duration
}

/// One call that the service made, whether it succeeded or not.
public struct CallReport: Sendable, Hashable {
  /// The method called.
  public let method: SheetsMethod
  /// Who made the call.
  public let identity: Identity
  /// 1 for the first try of a call, 2 for its first retry, and so on.
  public let attempt: Int
  /// When it was sent, since the service was made.
  public let sentAt: Duration
  /// When its outcome was known, since the service was made.
  public let endedAt: Duration
  /// Why it failed; `nil` for a call that was answered with a reply.
  public let failure: SheetsError?
}

/// The acknowledgement of an operation.
public struct Receipt: Sendable, Hashable {
  /// The time from handing the operation over to its acknowledgement.
  public let latency: Duration
  /// The parts of the latency, in order; their durations add up to it exactly.
  public let spans: [Span]
  /// The calls that carried the operation, failed tries included, in the order in which they were sent.
  ///
  /// Each carried every operation of its flush that it had a part of.
  public let calls: [CallReport]

  /// The receipt of what needs no call.
  static let immediate = Receipt(
    latency: .zero, spans: [Span(kind: .queued, duration: .zero), Span(kind: .paced, duration: .zero)], calls: [])
}

/// The answer to a read.
public struct ReadReceipt: Sendable, Hashable {
  /// The values, one range for each that was asked for, in the same order.
  public let values: [ValueRange]
  /// The time, its parts and the calls, as for an operation.
  public let receipt: Receipt
}
