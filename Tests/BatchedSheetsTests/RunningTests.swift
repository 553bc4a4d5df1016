import BatchedSheets
import SheetsSim
import Testing

@Suite struct `A service that runs while a body uses it` {
  private struct Failure: Error {}

  @Test func `carries out what the body handed over before it threw, then drains`() throws {
    let shop = try Shop(.oneCall, pacing: .evenlySpaced)
    try shop.simulation.run {
      await withTaskGroup(of: Receipt?.self) { group in
        for number in 0..<2 {
          group.addTask {
            // The second waits for the pacer when the body throws.
            try? await shop.simulation.clock.sleep(for: .milliseconds(100 + 100 * number))
            return try? await shop.service.perform(Shop.operation(number))
          }
        }
        await #expect(throws: Failure.self) {
          try await shop.service.whileRunning {
            try await shop.simulation.clock.sleep(for: .milliseconds(500))
            throw Failure()
          }
        }
        #expect(shop.loggedNumbers == [0, 1])
        #expect(await group.reduce(0) { $0 + ($1 == nil ? 0 : 1) } == 2)
        await #expect(throws: ServiceError.stopped) { try await shop.service.perform(Shop.operation(2)) }
      }
    }
  }
}
