// The access tokens of requests, and their renewal after a refusal.

import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `An access token` {
  private static let robot = Identity("robot@example.com")
  private static let create = SpreadsheetsCreate(title: "Shop")
  private static let refusal = ErrorEnvelope(.unauthenticated, "Request had invalid authentication credentials.")

  /// A wire that accepts a single token.
  private static func wire(admitting token: String) -> Wire {
    let server = RESTServer(seed: 1)
    return Wire { arrival in
      guard arrival.token == token else { return .answer(RESTAnswer(refusal)) }
      return .answer(server.answer(arrival.request, as: robot))
    }
  }

  @Test func `belongs to the calling identity`() async throws {
    let wire = Wire(to: RESTServer(seed: 1))
    let transport = wire.transport()
    for name in ["first", "second", "first"] { _ = try await transport.call(Self.create, as: Identity(name)) }
    #expect(wire.arrivals.map(\.token) == ["first", "second", "first"])
  }

  @Test func `is renewed once after a refusal`() async throws {
    let wire = Self.wire(admitting: "fresh")
    let refused = Mutex<[String?]>([])
    let transport = wire.transport { _, old in
      refused.withLock { $0.append(old) }
      return old == nil ? "stale" : "fresh"
    }
    _ = try await transport.call(Self.create, as: Self.robot)
    #expect(wire.arrivals.map(\.token) == ["stale", "fresh"])
    #expect(refused.withLock { $0 } == [nil, "stale"])
  }

  @Test(arguments: [("another", ["stale", "another"]), ("stale", ["stale"])])
  func `is not renewed a second time`(renewed: String, tokens: [String]) async throws {
    let wire = Self.wire(admitting: "fresh")
    let transport = wire.transport { _, old in old == nil ? "stale" : renewed }
    await #expect(throws: SheetsError.refused(Self.refusal)) {
      _ = try await transport.call(Self.create, as: Self.robot)
    }
    #expect(wire.arrivals.map(\.token) == tokens)
  }

  private struct NoKey: Error {}

  @Test(arguments: [
    (
      NoKey() as any Error,
      SheetsError.refused(.init(.unauthenticated, "no access token for robot@example.com: NoKey()"))
    ),
    (CancellationError(), .noAnswer(.canceled)),
    (SheetsError.noAnswer(.connectionLost), .noAnswer(.connectionLost)),
  ])
  func `that is unavailable fails the call before it is sent`(problem: any Error, expected: SheetsError) async throws {
    let wire = Wire(to: RESTServer(seed: 1))
    let transport = wire.transport { _, _ in throw problem }
    await #expect(throws: expected) { _ = try await transport.call(Self.create, as: Self.robot) }
    #expect(wire.arrivals.isEmpty)
  }
}
