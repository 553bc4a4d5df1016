// One flight at a time fetches a token for an identity; it serves all who wait, and outlives those who give up.

import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A flight for an access token` {
  private static let robot = Identity("robot@example.com")
  private static let create = SpreadsheetsCreate(title: "Shop")

  /// A provider that records what it is asked for, and returns when the test lets it.
  private final class Provider: Sendable {
    private let asked = Mutex<[String?]>([])
    private let (gates, gate) = AsyncStream.makeStream(of: String.self)

    var calls: [String?] { asked.withLock { $0 } }

    func returns(_ token: String) { gate.yield(token) }

    @Sendable func token(of identity: Identity, insteadOf refused: String?) async throws -> String {
      asked.withLock { $0.append(refused) }
      for await token in gates { return token }
      throw CancellationError()
    }
  }

  private static func send(over transport: URLSessionTransport) async -> SheetsError? {
    do throws(SheetsError) {
      _ = try await transport.call(create, as: robot)
      return nil
    } catch {
      return error
    }
  }

  @Test func `serves every call that waits`() async throws {
    let (wire, clock, provider) = (Wire(to: SimulatedBackend(seed: 1)), HeldClock(), Provider())
    let transport = wire.transport(clock: clock, token: provider.token)
    await withTaskGroup(of: SheetsError?.self) { group in
      for _ in 0..<8 { group.addTask { await Self.send(over: transport) } }
      // The flight, and those who wait for it.
      await clock.waitForSleepers(9)
      provider.returns("token")
      for await error in group { #expect(error == nil) }
    }
    #expect(provider.calls == [nil])
    #expect(wire.arrivals.map(\.token) == Array(repeating: "token", count: 8))
  }

  @Test func `goes on when the call that began it is canceled`() async throws {
    let (wire, clock, provider) = (Wire(to: SimulatedBackend(seed: 1)), HeldClock(), Provider())
    let transport = wire.transport(clock: clock, token: provider.token)
    let first = Task { await Self.send(over: transport) }
    await clock.waitForSleepers(2)
    let second = Task { await Self.send(over: transport) }
    await clock.waitForSleepers(3)
    first.cancel()
    #expect(await first.value == .noAnswer(.canceled))
    provider.returns("token")
    #expect(await second.value == nil)
    #expect(provider.calls == [nil])
  }

  @Test func `is not kept: the next call begins another`() async throws {
    let (wire, provider) = (Wire(to: SimulatedBackend(seed: 1)), Provider())
    let transport = wire.transport(token: provider.token)
    for token in ["one", "two"] {
      provider.returns(token)
      #expect(await Self.send(over: transport) == nil)
    }
    #expect(wire.arrivals.map(\.token) == ["one", "two"])
  }

  @Test func `ends with the time of the call that began it`() async throws {
    let (wire, clock, provider) = (Wire(to: SimulatedBackend(seed: 1)), HeldClock(), Provider())
    let transport = wire.transport(clock: clock, token: provider.token)
    let late = Task { await Self.send(over: transport) }
    await clock.waitForSleepers(2)
    clock.pass()
    #expect(await late.value == .notSent(.noToken))
    #expect(wire.arrivals.isEmpty)
  }

  @Test func `that brings the token just refused is followed by another`() async throws {
    let (clock, provider) = (HeldClock(), Provider())
    let flights = TokenFlights(provider.token)
    let deadline = Deadline(after: .seconds(1), by: clock)
    let first = Task { try await flights.token(of: Self.robot, insteadOf: nil, until: deadline) }
    await clock.waitForSleepers(2)
    let second = Task { try await flights.token(of: Self.robot, insteadOf: "stale", until: deadline) }
    await clock.waitForSleepers(3)
    for token in ["stale", "fresh"] { provider.returns(token) }
    #expect(try await first.value == "stale")
    #expect(try await second.value == "fresh")
    #expect(provider.calls == [nil, "stale"])
  }
}
