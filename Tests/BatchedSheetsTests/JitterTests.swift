import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `The jitter of a service` {
  /// The waits before the retries of an operation during an outage, for each of some operations performed together.
  private func waits(_ name: String, identities: Int = 1) throws -> [[Duration]] {
    let shop = try Shop(
      .oneCall, identities: identities, faults: FaultPlan([.outage(from: .zero, until: .seconds(20))]),
      pacing: .unpaced)
    let service = try shop.service(named: name)
    return try shop.simulation.run {
      try await service.whileRunning {
        try await withThrowingTaskGroup(of: [Duration].self) { group in
          for number in 0..<identities {
            group.addTask {
              try await shop.simulation.clock.sleep(for: .milliseconds(number))
              let receipt = try await service.perform(Shop.operation(number))
              return receipt.spans.filter { $0.kind == .backingOff }.map(\.duration)
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
  }

  @Test func `differs between services with other seeds, and repeats with the same`() throws {
    #expect(try waits("one") == waits("one"))
    #expect(try waits("one") != waits("another"))
  }

  @Test func `differs between flushes, so that identities do not retry in step`() throws {
    let waits = try waits("one", identities: 3)
    #expect(waits.count == 3)
    #expect(Set(waits.compactMap(\.first)).count == 3)
  }
}
