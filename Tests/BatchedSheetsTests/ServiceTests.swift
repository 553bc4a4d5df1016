import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A batching service` {
  @Test(arguments: FlushMode.allCases)
  func `sends waiting operations in one flush`(mode: FlushMode) throws {
    let shop = try Shop(mode)
    let receipts = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.performAtOnce(20) }
    }
    // Operations that arrive before the first flush leaves are part of it; the rest share the second.
    #expect(receipts.count == 20)
    #expect(shop.backend.callLog.count <= 2 * (mode == .twoCalls ? 2 : 1))
    #expect(shop.loggedNumbers == Set((0..<20).map(Double.init)))
    #expect(shop.backend.rows(of: "Cells", in: Shop.id) == (0..<20).map { [.number(Double($0))] })
  }

  @Test(arguments: FlushMode.allCases, [1, 5])
  func `gives every operation spans that add up to its latency`(mode: FlushMode, identities: Int) throws {
    // A refusal without effect, so that every call may be retried in both modes.
    let refusal = SheetsError.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded"))
    let faults = FaultPlan([.errors(refusal, perMillion: 200_000)])
    let shop = try Shop(mode, identities: identities, faults: faults)
    let receipts = try shop.simulation.run {
      try await shop.service.whileRunning {
        var receipts: [Receipt] = []
        for _ in 0..<10 { receipts += try await shop.performAtOnce(7) }
        return receipts
      }
    }
    #expect(receipts.count == 70)
    for receipt in receipts {
      #expect(receipt.spans.reduce(.zero) { $0 + $1.duration } == receipt.latency)
    }
    #expect(receipts.contains { $0.spans.contains { $0.kind == .backingOff } })
    #expect(receipts.contains { receipt in receipt.spans.contains { $0.kind == .paced && $0.duration > .zero } })
  }

  @Test func `retries a failed call and reports it in the receipt`() throws {
    let shop = try Shop(.oneCall, faults: FaultPlan([.outage(from: .zero, until: .seconds(2))]))
    let receipt = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.service.perform(Shop.operation(1)) }
    }
    #expect(receipt.calls.map(\.attempt) == Array(1...receipt.calls.count))
    #expect(receipt.calls.dropLast().allSatisfy { $0.failure == .refused(.unavailable) })
    #expect(receipt.calls.last?.failure == nil)
    #expect(receipt.latency > .seconds(2))
  }

  @Test func `gives up after the last try and continues with the next operation`() throws {
    let shop = try Shop(
      .oneCall, faults: FaultPlan([.outage(from: .zero, until: .seconds(10))]), retry: RetryPolicy(maximumAttempts: 2))
    let (error, receipt) = try shop.simulation.run {
      try await shop.service.whileRunning {
        let error = await #expect(throws: ServiceError.self) { try await shop.service.perform(Shop.operation(1)) }
        try await shop.simulation.clock.sleep(for: .seconds(20))
        return (error, try await shop.service.perform(Shop.operation(2)))
      }
    }
    guard case .outcomeUnknown(.refused(.unavailable), let calls)? = error else {
      Issue.record("expected an unknown outcome, got \(String(describing: error))")
      return
    }
    #expect(calls.map(\.attempt) == [1, 2])
    #expect(receipt.calls.count == 1)
    #expect(shop.loggedNumbers == [2])
  }

  @Test(arguments: FlushMode.allCases)
  func `does not retry a call that was refused for its content`(mode: FlushMode) throws {
    let shop = try Shop(mode)
    let outside = CellUpdate(sheet: Shop.cells, row: 5000, column: 0, values: ["x"])
    let error = try shop.simulation.run {
      try await shop.service.whileRunning {
        await #expect(throws: ServiceError.self) {
          try await shop.service.perform(SheetOperation(updates: [outside], rows: [["row"]]))
        }
      }
    }
    guard case .callFailed(let cause, let calls)? = error else {
      Issue.record("expected a failed call, got \(String(describing: error))")
      return
    }
    #expect(cause.code == 400)
    #expect(calls.count == 1)
    #expect(shop.loggedNumbers.isEmpty)
  }

  @Test func `acknowledges an empty operation without a call`() throws {
    let shop = try Shop(.oneCall)
    let receipt = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.service.perform(SheetOperation()) }
    }
    #expect(receipt.latency == .zero)
    #expect(shop.backend.callLog.count == 0)
  }

  @Test func `keeps every minute of every identity within its budget`() throws {
    let shop = try Shop(.twoCalls, identities: 2)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        for _ in 0..<100 { _ = try await shop.performAtOnce(3) }
      }
    }
    for identity in shop.service.configuration.identities {
      #expect(shop.backend.callLog.peakCalls(access: .write, identity: identity) <= 29)
    }
  }
}

@Suite struct `A service's reads` {
  @Test func `see what was acknowledged before them`() throws {
    let shop = try Shop(.oneCall)
    let read = try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(3))
        return try await shop.service.read(["Cells!A4", "Log!A1:B1"])
      }
    }
    #expect(read.values.map(\.values) == [[[3]], [["row", 3]]])
  }

  @Test func `share a call if they wait together`() throws {
    let shop = try Shop(.oneCall)
    let reads = try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.performAtOnce(10)
        return try await withThrowingTaskGroup(of: (Int, ReadReceipt).self) { group in
          for row in 1...10 { group.addTask { (row, try await shop.service.read(["Cells!A\(row)"])) } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
      }
    }
    #expect(reads.allSatisfy { row, read in read.values.map(\.values) == [[[.number(Double(row - 1))]]] })
    #expect(shop.backend.callLog.callCount(method: .valuesBatchGet) <= 2)
  }
}

@Suite struct `The end of a service` {
  @Test func `performs accepted operations and refuses later ones`() throws {
    let shop = try Shop(.twoCalls)
    let error = try shop.simulation.run {
      try await shop.service.whileRunning {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for number in 0..<5 { group.addTask { _ = try await shop.service.perform(Shop.operation(number)) } }
          try await shop.simulation.clock.sleep(for: .milliseconds(1))
          await shop.service.drain()
          try await group.waitForAll()
        }
        return await #expect(throws: ServiceError.self) { try await shop.service.perform(Shop.operation(9)) }
      }
    }
    #expect(error == .stopped)
    #expect(shop.loggedNumbers == [0, 1, 2, 3, 4])
  }

  @Test func `refuses operations that have not left at cancellation`() throws {
    let shop = try Shop(.twoCalls, pacing: .evenlySpaced)
    let outcomes = try shop.simulation.run {
      await withTaskGroup(of: Result<Receipt?, any Error>.self) { group in
        let performing = AsyncStream<Void>.makeStream()
        group.addTask {
          await withTaskGroup(of: Void.self) { inner in
            inner.addTask { await shop.service.run() }
            for await _ in performing.stream {}
            inner.cancelAll()
          }
          return .success(nil)
        }
        for number in 0..<2 {
          group.addTask {
            // The second arrives while the first is under way, and waits for the pacer.
            try? await shop.simulation.clock.sleep(for: .seconds(number))
            do { return .success(try await shop.service.perform(Shop.operation(number))) } catch {
              return .failure(error)
            }
          }
        }
        try? await shop.simulation.clock.sleep(for: .seconds(2))
        performing.continuation.finish()
        return await group.reduce(into: [Result<Receipt?, any Error>]()) { $0.append($1) }
      }
    }
    let errors = outcomes.compactMap { if case .failure(let error) = $0 { error as? ServiceError } else { nil } }
    #expect(errors == [.stopped])
    #expect(shop.loggedNumbers == [0])
  }

  @Test(.timeLimit(.minutes(5))) func `runs on a real clock over any transport`() async throws {
    struct Accepting: SheetsTransport {
      func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
        let id = request.spreadsheetID ?? SpreadsheetID("none")
        return .spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate.Reply(spreadsheetID: id, replies: []))
      }
    }
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("robot")], mode: .oneCall),
      transport: Accepting(), clock: ContinuousClock(), jitter: SystemRandomNumberGenerator())
    let receipt = try await service.whileRunning { try await service.perform(Shop.operation(1)) }
    #expect(receipt.calls.count == 1)
    #expect(receipt.spans.reduce(.zero) { $0 + $1.duration } == receipt.latency)
  }
}
