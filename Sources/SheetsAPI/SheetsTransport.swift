// The interface between a service and a spreadsheet: Google, the simulator and every decorator implement it.

/// Sends requests to a spreadsheet backend and returns its replies.
///
/// One `send` is one call for Google's quota: it counts once against the quota of `identity`, whatever its content.
/// A decorator forwards the calls to another transport:
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
  /// Sends a request and returns its reply.
  ///
  /// It may begin on the executor of the caller, which saves a simulated call two changes of executor; a plain `async`
  /// method, as in the example, satisfies it too and leaves the caller's executor first.
  ///
  /// - Throws: `SheetsError`: `refused` by the backend, `unreadable`, or `noAnswer`.
  nonisolated(nonsending) func send(
    _ request: SheetsRequest, as identity: Identity
  ) async throws(SheetsError) -> SheetsReply
}

extension SheetsTransport {
  /// Sends a typed request and returns its typed reply.
  ///
  /// - Throws: the errors of `send`, and `SheetsError.unreadable` if the reply belongs to another method.
  @inlinable
  public nonisolated(nonsending) func call<Call: SheetsCall>(
    _ call: Call, as identity: Identity
  ) async throws(SheetsError) -> Call.Reply {
    let reply = try await send(call.request, as: identity)
    guard let typed = Call.reply(from: reply) else {
      throw SheetsError.unreadable(
        code: 200, body: "found a reply to \(reply.method), expected one to \(call.request.method)")
    }
    return typed
  }
}

/// The user or service account that makes a call; Google counts quota per identity.
public struct Identity: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The name of the account, such as its email address.
  public let name: String

  /// Creates an identity with this name.
  public init(_ name: String) {
    self.name = name
  }

  /// Takes a literal for the name of an identity.
  public init(stringLiteral name: String) { self.init(name) }

  /// The name of the account.
  public var description: String { name }

  /// Orders identities by name.
  public static func < (left: Identity, right: Identity) -> Bool {
    left.name < right.name
  }
}
