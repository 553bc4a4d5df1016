import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A service beside others on the same quota` {
  private static let robot = Identity("robot-1")

  /// Performs two operations per second, more than the calls allow, and returns the number of acknowledged ones.
  private func work(_ service: BatchedSheetsService<SimulatedClock>, _ shop: Shop, seconds: Int) async throws -> Int {
    try await service.whileRunning {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<seconds * 2 {
          group.addTask {
            try await shop.simulation.clock.sleep(for: .milliseconds(500 * number))
            _ = try await service.perform(Shop.operation(number))
          }
        }
        return try await group.reduce(into: 0) { count, _ in count += 1 }
      }
    }
  }

  /// The times at which calls of the service were refused for quota, in whole seconds.
  private func refusals(_ shop: Shop) -> [Int] {
    shop.backend.callLog.calls.filter { $0.method == .spreadsheetsBatchUpdate && $0.outcome == .refused(code: 429) }
      .map { Int($0.receivedAt / 1_000_000_000) }
  }

  @Test func `finds the rate that another client leaves`() throws {
    let shop = try Shop(.oneCall)
    let acknowledged = try shop.simulation.run {
      try await withThrowingTaskGroup(of: Int.self) { group in
        group.addTask {
          // 45 calls per minute of the 60 that Google allows, whatever their outcome.
          let call = ValuesUpdate(
            spreadsheetID: Shop.id, data: ValueRange(range: "Cells!Z1", values: [["other"]]))
          for number in 0..<450 {
            let due = SimulatedClock.Instant(nanoseconds: Int64(number) * 60_000_000_000 / 45)
            try await shop.simulation.clock.sleep(until: due)
            _ = try? await shop.backend.send(call.request, as: Self.robot)
          }
          return 0
        }
        group.addTask { try await work(shop.service, shop, seconds: 600) }
        return try await group.reduce(0, +)
      }
    }
    #expect(acknowledged == 1200)
    // 15 calls per minute are left: the service settles there, with about one refusal every 75 s.
    let carried = shop.backend.callLog.calls.count { call in
      call.method == .spreadsheetsBatchUpdate && call.outcome == .accepted && call.receivedAt < 600_000_000_000
    }
    #expect((120...150).contains(carried))
    #expect(refusals(shop).count <= 8)
  }

  @Test func `a first call that is refused means seconds of silence, not a minute`() throws {
    // Others use the whole quota of 60 writes at once, 30 s before the service starts: until 60 s, all it sends is refused.
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      let call = ValuesUpdate(spreadsheetID: Shop.id, data: ValueRange(range: "Cells!Z1", values: [["other"]]))
      for _ in 0..<60 { _ = try? await shop.backend.send(call.request, as: Self.robot) }
      try await shop.simulation.clock.sleep(until: SimulatedClock.Instant(nanoseconds: 30_000_000_000))
      _ = try await shop.service.whileRunning { try await shop.service.perform(Shop.operation(1)) }
    }
    let sent = shop.backend.callLog.calls.filter { $0.method == .spreadsheetsBatchUpdate }.map {
      Int($0.receivedAt / 1_000_000_000)
    }
    #expect(sent.last.map { (60...69).contains($0) } == true)
    // A limit of 7 calls a minute is one every 8.6 s.
    #expect(zip(sent, sent.dropFirst()).allSatisfy { $1 - $0 <= 10 })
    #expect((4...7).contains(sent.count))
  }

  @Test func `starts without a burst of refusals in a used minute`() throws {
    // The first service has used all 29 calls when the second starts with a budget of 29.
    let shop = try Shop(.oneCall, quota: QuotaLimits(writesPerIdentity: 29))
    let heir = try shop.service(named: "heir")
    let acknowledged = try shop.simulation.run {
      let before = try await work(shop.service, shop, seconds: 58)
      return try await before + work(heir, shop, seconds: 300)
    }
    #expect(acknowledged == 716)
    #expect((1...5).contains(refusals(shop).count))
  }

  @Test func `a refusal for the project's quota slows all identities`() throws {
    let shop = try Shop(.oneCall, identities: 3, quota: QuotaLimits(writesPerProject: 40))
    let acknowledged = try shop.simulation.run { try await work(shop.service, shop, seconds: 600) }
    #expect(acknowledged == 1200)
    #expect(refusals(shop).count <= 8)
  }
}
