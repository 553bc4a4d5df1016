import BatchedSheets
import SheetsSim
import Testing

@Suite struct `The queue of reads` {
  @Test func `is bounded like that of operations, and apart from it`() throws {
    let shop = try Shop(.oneCall, pacing: .evenlySpaced, queueLimit: 2)
    let outcomes = try shop.simulation.run {
      try await shop.service.whileRunning {
        await withTaskGroup(of: Result<ReadReceipt, any Error>.self) { group in
          // The first leaves at once, two wait for the pacer, the fourth finds the queue full.
          for number in 0..<4 {
            group.addTask {
              do {
                try await shop.simulation.clock.sleep(for: .milliseconds(10 * number))
                return .success(try await shop.service.read(["Cells!A1"]))
              } catch { return .failure(error) }
            }
          }
          try? await shop.simulation.clock.sleep(for: .milliseconds(50))
          _ = try? await shop.service.perform(Shop.operation(1))
          return await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
    let errors = outcomes.compactMap { if case .failure(let error) = $0 { error as? ServiceError } else { nil } }
    #expect(errors == [.overloaded(queueLength: 2)])
    #expect(outcomes.count == 4)
    #expect(shop.loggedNumbers == [1])
  }
}
