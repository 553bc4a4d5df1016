// What the service reports about a successful operation or read: its calls, and how its time was spent.

import SheetsAPI

/// A named part of an operation's latency.
public struct Span: Sendable, Hashable {
  /// What the time of a span was spent on.
  public enum Kind: Sendable, Hashable, CustomStringConvertible {
    /// Waiting for a free identity.
    case queued
    /// Waiting for the pacer to allow another call.
    case paced
    /// Waiting for the answer to a call of this method.
    case inFlight(SheetsMethod)
    /// Waiting to retry a failed call.
    case backingOff

    /// Cached, because a receipt has several spans and a report many receipts.
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
  /// The length of the span.
  public let duration: Duration
}

/// A call that the service made, whether it succeeded or not.
public struct CallReport: Sendable, Hashable {
  /// The method of the call.
  public let method: SheetsMethod
  /// The identity that made the call.
  public let identity: Identity
  /// The number of the try: 1 for the first, 2 for the first retry, and so on.
  public let attempt: Int
  /// When the call was sent, as time since the service was created.
  public let sentAt: Duration
  /// When its outcome was known, as time since the service was created.
  public let endedAt: Duration
  /// Why the call failed; `nil` if it succeeded.
  public let failure: SheetsError?
}

/// The acknowledgment of an operation.
public struct Receipt: Sendable, Hashable {
  /// The time from the call of `perform` to the acknowledgment.
  public let latency: Duration
  /// The parts of the latency, in order; they add up to it exactly.
  public let spans: [Span]
  /// The calls that carried the operation, failed tries included, in sending order.
  ///
  /// A call may have carried parts of other operations too.
  public let calls: [CallReport]
  /// The rows of the log that hold the operation's rows, counted from 0, in order, one range for each call.
  ///
  /// Empty in `oneCall` mode, because the reply to `appendCells` does not tell. Another client that inserts or deletes
  /// rows moves them.
  public let rows: [Range<Int>]

  /// The receipt of an operation that needs no call.
  package static let immediate = Receipt(
    latency: .zero, spans: [Span(kind: .queued, duration: .zero), Span(kind: .paced, duration: .zero)], calls: [],
    rows: [])
}

/// The values of a read, with its receipt.
public struct ReadReceipt: Sendable, Hashable {
  /// The values of each requested range, in the same order.
  public let values: [ValueRange]
  /// The latency, its spans and the calls, as for an operation.
  public let receipt: Receipt

  package init(values: [ValueRange], receipt: Receipt) {
    self.values = values
    self.receipt = receipt
  }
}
