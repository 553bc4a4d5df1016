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
    let server = SimulatedBackend(seed: 1)
    return Wire { arrival in
      guard arrival.token == token else { return .answer(RESTAnswer(refusal)) }
      return .answer(server.immediateAnswer(to: arrival.request, as: robot))
    }
  }

  @Test func `belongs to the calling identity`() async throws {
    let wire = Wire(to: SimulatedBackend(seed: 1))
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

  private struct NoKey: Error { var key = "secret" }

  @Test(arguments: [NoKey(), CancellationError(), SheetsError.noAnswer(.connectionLost)] as [any Error])
  func `that is unavailable fails the call before it is sent`(problem: any Error) async throws {
    let wire = Wire(to: SimulatedBackend(seed: 1))
    let transport = wire.transport { _, _ in throw problem }
    await #expect(throws: SheetsError.notSent(.noToken)) { _ = try await transport.call(Self.create, as: Self.robot) }
    #expect(wire.arrivals.isEmpty)
  }

  @Test(arguments: ["", "two words", "line\nbreak", "line\r\nX-Header: value", "t\u{F6}ken", "null\0"])
  func `that no header can carry fails the call before it is sent`(token: String) async throws {
    let wire = Wire(to: SimulatedBackend(seed: 1))
    let transport = wire.transport { _, _ in token }
    await #expect(throws: SheetsError.notSent(.noToken)) { _ = try await transport.call(Self.create, as: Self.robot) }
    #expect(wire.arrivals.isEmpty)
  }

  @Test func `that cannot be renewed leaves the refusal as the error`() async throws {
    let wire = Self.wire(admitting: "fresh")
    let transport = wire.transport { _, old in
      if old == nil { return "stale" }
      throw NoKey()
    }
    await #expect(throws: SheetsError.refused(Self.refusal)) {
      _ = try await transport.call(Self.create, as: Self.robot)
    }
  }

  private static let echo = "token-0123456789+/=="

  @Test(arguments: [
    RESTAnswer(status: 502, body: Array("<html>authorization: Bearer \(echo)</html>".utf8)),
    RESTAnswer(status: 200, body: Array("<html>authorization: Bearer \(echo)</html>".utf8)),
    RESTAnswer(status: 502, body: Array("\(String(repeating: "-", count: 490))\(echo)".utf8)),
    RESTAnswer(ErrorEnvelope(.unauthenticated, "Invalid credentials: Bearer \(echo)")),
    RESTAnswer(
      ErrorEnvelope(
        .permissionDenied, "Forbidden",
        details: [.errorInfo(reason: "TOKEN", domain: "", metadata: [.init("token", echo)])])),
  ])
  func `that an answer repeats is not in the error`(answer: RESTAnswer) async throws {
    let transport = Wire { _ in .answer(answer) }.transport { _, _ in Self.echo }
    let error = await #expect(throws: SheetsError.self) { _ = try await transport.call(Self.create, as: Self.robot) }
    #expect(error?.code == answer.status)
    #expect(error?.quotes.contains("0123") == false)
  }
}
