import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A fair service` {
  private static func large(_ rows: Int) -> SheetOperation {
    SheetOperation(rows: (0..<rows).map { ["large", .number(Double($0))] })
  }

  @Test func `an operation of many calls lets others leave in between`() throws {
    let shop = try Shop(.twoCalls)
    let (large, small) = try shop.simulation.run {
      try await shop.service.whileRunning {
        // Ten chunks, so ten calls, spaced over about 20 s.
        async let large = shop.service.perform(Self.large(9000))
        var small: [Receipt] = []
        for number in 0..<5 {
          try await shop.simulation.clock.sleep(for: .seconds(2))
          small.append(try await shop.service.perform(Shop.operation(number)))
        }
        return (try await large, small)
      }
    }
    #expect(large.calls.count == 10)
    #expect(large.latency > .seconds(15))
    #expect(small.allSatisfy { $0.latency < .seconds(8) })
  }

  @Test func `a stream of small operations does not starve a large one`() throws {
    let shop = try Shop(.twoCalls)
    let large = try shop.simulation.run {
      try await shop.service.whileRunning {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<600 {
            group.addTask {
              try await shop.simulation.clock.sleep(for: .milliseconds(500 * number))
              _ = try await shop.service.perform(Shop.operation(number))
            }
          }
          try await shop.simulation.clock.sleep(for: .seconds(30))
          let large = try await shop.service.perform(Self.large(9000))
          try await group.waitForAll()
          return large
        }
      }
    }
    #expect(large.calls.count == 10)
    #expect(large.latency < .seconds(60))
  }

  @Test(arguments: FlushMode.allCases, [PacingPolicy.adaptive, .unpaced, .evenlySpaced])
  func `no operation waits longer than a few flushes under saturation`(mode: FlushMode, pacing: PacingPolicy) throws {
    let shop = try Shop(mode, pacing: pacing)
    let latencies = try shop.simulation.run {
      try await shop.service.whileRunning {
        try await withThrowingTaskGroup(of: Duration.self) { group in
          for number in 0..<1200 {
            group.addTask {
              try await shop.simulation.clock.sleep(for: .milliseconds(250 * number))
              return try await shop.service.perform(Shop.operation(number)).latency
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
    #expect(latencies.count == 1200)
    // Unpaced, a used window stays closed for up to a minute; spaced, the maximum is two intervals and a call.
    #expect(latencies.allSatisfy { $0 < (pacing == .unpaced ? .seconds(62) : .seconds(10)) })
  }
}
