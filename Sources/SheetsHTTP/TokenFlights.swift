// The access tokens of identities: one flight at a time fetches a token of an identity, and all who need it wait for it.

import SheetsAPI
import Synchronization

/// Fetches access tokens, one at a time for each identity.
///
/// It keeps no token: that is up to the provider.
package final class TokenFlights: Sendable {
  private let provider: URLSessionTransport.TokenProvider
  private let flights = Mutex<[Identity: Promise<String?>]>([:])

  package init(_ provider: @escaping URLSessionTransport.TokenProvider) {
    self.provider = provider
  }

  /// The token that the provider returns instead of a refused one, if any.
  ///
  /// - Throws: `notSent(.noToken)` if the provider fails, is late, or returns what no header can carry, and
  ///   `noAnswer(.canceled)` if the task is canceled, which ends the fetch for nobody else.
  package func token(
    of identity: Identity, insteadOf refused: String?, until deadline: Deadline
  ) async throws(SheetsError) -> String {
    while true {
      let (flight, isOwn) = flight(for: identity, insteadOf: refused, until: deadline)
      let token = await flight.value(until: deadline) ?? nil
      if Task.isCancelled { throw .noAnswer(.canceled) }
      guard let token else { throw .notSent(.noToken) }
      // A flight of others, who know nothing of the refusal, may bring the refused token.
      if isOwn || token != refused { return token }
    }
  }

  /// The flight under way for an identity, or else a new one, which ends by the deadline.
  private func flight(
    for identity: Identity, insteadOf refused: String?, until deadline: Deadline
  ) -> (Promise<String?>, isOwn: Bool) {
    flights.withLock { flights in
      if let flight = flights[identity] { return (flight, false) }
      let flight = Promise<String?>()
      flights[identity] = flight
      Task { await self.fly(flight, for: identity, insteadOf: refused, until: deadline) }
      return (flight, true)
    }
  }

  private func fly(
    _ flight: Promise<String?>, for identity: Identity, insteadOf refused: String?, until deadline: Deadline
  ) async {
    let fetched = Promise<String?>()
    // The error is dropped: it may hold a secret.
    let fetch = Task { [provider] in fetched.fulfill(try? await provider(identity, refused)) }
    let token = await fetched.value(until: deadline) ?? nil
    fetch.cancel()
    flights.withLock { $0[identity] = nil }
    flight.fulfill(token.flatMap { Self.fitsHeader($0) ? $0 : nil })
  }

  /// Whether a token has visible ASCII characters and no others.
  ///
  /// A line break would end the header, and URL loading leaves such a header out. Source: RFC 6750, section 2.1.
  private static func fitsHeader(_ token: String) -> Bool {
    !token.isEmpty && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
