// Every wait of a call ends, and no answer takes more memory than it may.

import SheetsAPI
import SheetsHTTP
import SheetsSim
import Testing

@Suite(.timeLimit(.minutes(5))) struct `A call over HTTP` {
  private static let robot = Identity("robot@example.com")
  private static let create = SpreadsheetsCreate(title: "Shop")

  @Test(arguments: [nil, 0, 10]) func `ends although its answer does not`(bytes: Int?) async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let wire = Wire { _ in
      arrival.yield()
      return bytes.map { .beginning(Array(repeating: 32, count: $0)) } ?? .silence
    }
    let clock = HeldClock()
    let transport = wire.transport(clock: clock)
    let call = Task {
      _ = await #expect(throws: SheetsError.noAnswer(.timedOut)) {
        _ = try await transport.call(Self.create, as: Self.robot)
      }
    }
    for await _ in arrivals { break }
    await clock.waitForSleepers(1)
    clock.pass()
    await call.value
    await wire.waitForStop()
  }

  @Test(arguments: [
    (Duration.milliseconds(1500), Duration.milliseconds(1500)), (.zero, .seconds(1)), (.seconds(-5), .seconds(1)),
    (.seconds(Int64.max), .seconds(86_400)),
  ])
  func `has all its waits end at once, after 1 s to a day`(limit: Duration, end: Duration) async throws {
    let clock = HeldClock()
    let transport = Wire(to: SimulatedBackend(seed: 1)).transport(limit: limit, clock: clock)
    _ = try await transport.call(Self.create, as: Self.robot)
    #expect(clock.deadlines == [clock.now.advanced(by: end)])
  }

  private static let reply = RESTAnswer(["spreadsheetId": "S"])

  /// An answer of 21 bytes.
  @Test(arguments: [nil, "21"]) func `takes an answer of the largest size`(announced: String?) async throws {
    let wire = Wire { _ in .answer(Self.reply, headers: announced.map { ["Content-Length": $0] } ?? [:]) }
    let transport = wire.transport(bytesPerAnswer: Self.reply.body.count)
    #expect(try await transport.call(Self.create, as: Self.robot).spreadsheetID == SpreadsheetID("S"))
  }

  @Test(arguments: [(nil, "more bytes"), ("21", "21 bytes")])
  func `stops receiving an answer that is too large`(announced: String?, found: String) async throws {
    let headers = announced.map { ["Content-Length": $0] } ?? [:]
    let wire = Wire { _ in .answer(Self.reply, headers: headers) }
    let transport = wire.transport(bytesPerAnswer: Self.reply.body.count - 1)
    await #expect(
      throws: SheetsError.unreadable(
        code: 200,
        body: "found an answer of \(found), expected at most 20, the bytesPerAnswer of the transport")
    ) { _ = try await transport.call(Self.create, as: Self.robot) }
  }
}
