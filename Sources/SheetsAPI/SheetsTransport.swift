// The one seam between a service and a spreadsheet: Google, the simulator and every decorator stand behind it.

/// Something that carries a request to a spreadsheet backend and brings the answer back.
///
/// One `send` is one call in Google's sense: it counts one against the quota of `identity`, whatever it carries.
/// A decorator forwards what it does not change:
///
/// ```swift
/// struct Counting: SheetsTransport {
///   let base: any SheetsTransport
///   func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
///     try await base.send(request, as: identity)
///   }
/// }
/// ```
public protocol SheetsTransport: Sendable {
  /// Sends one request and waits for its answer.
  ///
  /// - Throws: `SheetsError`, which tells a refusal by the backend from an answer that never came.
  func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply
}

extension SheetsTransport {
  /// Sends a typed request and returns the reply that belongs to it.
  ///
  /// - Throws: what `send` throws, and `SheetsError.unreadable` when the backend answered with another method's reply.
  @inlinable
  public func call<Call: SheetsCall>(_ call: Call, as identity: Identity) async throws(SheetsError) -> Call.Reply {
    let reply = try await send(call.request, as: identity)
    guard let typed = Call.reply(from: reply) else {
      throw SheetsError.unreadable(
        code: 200, body: "the reply to \(call.request.method) is of another method: \(reply.method)")
    }
    return typed
  }
}

/// Who makes a call, and so whose quota it counts against: a user or a service account.
public struct Identity: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name that the quota is kept under, such as an account's address.
  public let name: String

  /// Names an identity.
  public init(_ name: String) {
    self.name = name
  }

  /// The identity's name.
  public var description: String { name }

  /// Orders identities by name, so that a listing is the same on every machine.
  public static func < (left: Identity, right: Identity) -> Bool {
    left.name < right.name
  }
}
