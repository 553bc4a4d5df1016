// The service from outside: how it starts and ends, and what it shows of itself.

import BatchedSheets
import SheetsAPI
import SheetsSim
import Synchronization
import Testing

@Suite struct `A service from outside` {
  @Test func `fails an operation when nobody runs it`() throws {
    let shop = try Shop(.oneCall)
    let waited = try shop.simulation.run {
      let start = shop.simulation.clock.now
      await #expect(throws: ServiceError.notRunning) { try await shop.service.perform(Shop.operation(1)) }
      return start.duration(to: shop.simulation.clock.now)
    }
    #expect(waited == .seconds(5))
  }

  @Test func `takes operations that come a little before it runs`() throws {
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          try await shop.simulation.clock.sleep(for: .seconds(4))
          await shop.service.run()
        }
        _ = try await shop.service.perform(Shop.operation(1))
        try await shop.simulation.clock.sleep(for: .seconds(10))
        await shop.service.drain()
      }
    }
    #expect(shop.loggedNumbers == [1])
  }

  @Test func `drains within a limit, and tells everybody`() throws {
    let shop = try Shop(.oneCall, faults: FaultPlan([.outage(from: .zero, until: .seconds(3600))]))
    let (errors, ended) = try shop.simulation.run {
      try await shop.service.whileRunning {
        await withTaskGroup(of: ServiceError?.self) { group in
          group.addTask { await Self.error { try await shop.service.perform(Shop.operation(0)) } }
          group.addTask {
            try? await shop.simulation.clock.sleep(for: .seconds(1))
            return await Self.error { try await shop.service.perform(Shop.operation(1)) }
          }
          try? await shop.simulation.clock.sleep(for: .seconds(2))
          await shop.service.drain(within: .seconds(3))
          return (await group.reduce(into: []) { $0.append($1) }, shop.simulation.clock.now.nanoseconds)
        }
      }
    }
    #expect(ended == 5_000_000_000)
    let isUnknown = errors.contains { if case .outcomeUnknown = $0 { true } else { false } }
    #expect(isUnknown)
    #expect(errors.contains(.stopped))
  }

  /// Answers when it is told to.
  private struct HeldTransport: SheetsTransport {
    let release: AsyncStream<Void>

    func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
      for await _ in release {}
      throw .refused(ErrorEnvelope(.unimplemented, "held"))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `drains when all is done, however long the limit on a real clock`() async throws {
    // A real clock, which ends the process when it is to sleep for ever, as simulated time does not.
    let (release, releasing) = AsyncStream<Void>.makeStream()
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("robot")], mode: .oneCall),
      transport: HeldTransport(release: release), clock: ContinuousClock(), jitter: SystemRandomNumberGenerator())
    let error = try await service.whileRunning {
      async let error = Self.error { try await service.perform(Shop.operation(0)) }
      while await service.snapshot.callsInFlight == 0 { await Task.yield() }
      await service.drain(within: .seconds(Int64.max))
      for _ in 0..<100 { await Task.yield() }
      releasing.finish()
      return await error
    }
    guard case .callFailed? = error else {
      Issue.record("expected the answer, got \(String(describing: error))")
      return
    }
  }

  private static func error(_ body: () async throws -> Receipt) async -> ServiceError? {
    do {
      _ = try await body()
      return nil
    } catch { return error as? ServiceError }
  }

  @Test func `shows what waits, for how long, and what it has learned`() throws {
    let refusal = SheetsError.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded"))
    let shop = try Shop(.oneCall, faults: FaultPlan([.errors(refusal, perMillion: 1_000_000)]))
    try shop.simulation.run {
      try await shop.service.whileRunning {
        await withTaskGroup(of: Void.self) { group in
          for number in 0..<3 {
            group.addTask {
              try? await shop.simulation.clock.sleep(for: .milliseconds(200 * number))
              _ = try? await shop.service.perform(Shop.operation(number))
            }
          }
          try? await shop.simulation.clock.sleep(for: .milliseconds(700))
          let snapshot = await shop.service.snapshot
          #expect(snapshot.writes.length == 2)
          #expect(snapshot.writes.oldest == .milliseconds(500))
          #expect(snapshot.writes.flushesUnderWay == 1)
          #expect(snapshot.writes.limits.map(\.calls) != [29])
          #expect(snapshot.reads.limits.map(\.calls) == [54])
          #expect(snapshot.lastSuccess == nil)
          #expect(snapshot.callsInFlight == 0)
          #expect(snapshot.isAccepting)
          group.cancelAll()
        }
      }
    }
  }

  @Test func `reports what it does, in order`() throws {
    let simulation = Simulation(seed: 7, horizon: .seconds(60))
    let backend = SimulatedBackend(
      simulation, BackendConfiguration(faults: FaultPlan([.outage(from: .zero, until: .seconds(1))])))
    let robot = Identity("robot")
    backend.addSpreadsheet(
      id: Shop.id, title: "Shop",
      sheets: [
        SheetProperties(sheetID: 1, title: "Cells", index: 0), SheetProperties(sheetID: 2, title: "Log", index: 1),
      ], sharedWith: [robot])
    let events = Mutex<[String]>([])
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [robot], mode: .twoCalls),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter")
    ) { event in
      let text =
        switch event {
        case .left(let operations, _, _): "\(operations) left"
        case .called(let report): "\(report.method) \(report.failure == nil ? "answered" : "failed")"
        case .retrying(_, let attempt, _): "retrying as \(attempt)"
        case .learnedLimit(let limit, _, _, _): "limit \(limit)"
        }
      events.withLock { $0.append(text) }
    }
    try simulation.run {
      try await service.whileRunning { _ = try await service.perform(Shop.operation(1)) }
    }
    #expect(
      events.withLock { $0 } == [
        "1 left", "values.batchUpdate failed", "retrying as 2", "values.batchUpdate answered", "values.append answered",
      ])
  }

  @Test func `says where rows landed`() throws {
    let shop = try Shop(.twoCalls)
    let receipts = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.performAtOnce(5) }
    }
    #expect(receipts.flatMap(\.rows).sorted { $0.lowerBound < $1.lowerBound } == (0..<5).map { $0..<$0 + 1 })
  }

  @Test func `does the work of an identity without access with the others`() throws {
    let shop = try Shop(.oneCall, identities: 5)
    // The second robot has lost its access.
    shop.backend.share(Shop.id, with: Identity("robot-2"), role: .reader)
    let receipts = try shop.simulation.run {
      try await shop.service.whileRunning {
        var receipts: [Receipt] = []
        for number in 0..<30 { receipts.append(try await shop.service.perform(Shop.operation(number))) }
        return receipts
      }
    }
    #expect(receipts.count == 30)
    let refused = receipts.flatMap(\.calls).filter { $0.failure != nil }
    #expect(refused.map(\.identity) == [Identity("robot-2")])
  }

  @Test func `costs one call when its log is deleted under 50 operations`() throws {
    let shop = try Shop(.oneCall)
    let errors = try shop.simulation.run {
      let deletion = BatchRequest.deleteSheet(sheetID: Shop.log.sheetID)
      _ = try await shop.backend.call(
        SpreadsheetsBatchUpdate(spreadsheetID: Shop.id, requests: [deletion]), as: Identity("robot-1"))
      return try await shop.service.whileRunning {
        await withTaskGroup(of: ServiceError?.self) { group in
          for number in 0..<50 {
            group.addTask { await Self.error { try await shop.service.perform(Shop.operation(number)) } }
          }
          return await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
    #expect(errors.count { if case .callFailed = $0 { true } else { false } } == 50)
    // The deletion, a flush of the first operation, and one of the others.
    #expect(shop.backend.callLog.count <= 3)
  }
}
