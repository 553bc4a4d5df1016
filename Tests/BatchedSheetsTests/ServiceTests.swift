import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

/// A service over a simulated backend, with a sheet of cells and a log.
private struct Shop {
  static let id = SpreadsheetID("shop")
  static let cells = SheetReference(sheetID: 1, title: "Cells")
  static let log = SheetReference(sheetID: 2, title: "Log")

  let simulation = Simulation(seed: 7, horizon: .seconds(36_000))
  let backend: SimulatedBackend
  let service: BatchedSheetsService<SimulatedClock>

  init(_ mode: FlushMode, identities: Int = 1, faults: FaultPlan = FaultPlan(), retry: RetryPolicy = RetryPolicy()) {
    backend = SimulatedBackend(simulation, BackendConfiguration(faults: faults))
    let robots = (1...identities).map { Identity("robot-\($0)") }
    backend.addSpreadsheet(
      id: Self.id, title: "Shop",
      sheets: [
        SheetProperties(sheetID: 1, title: "Cells", index: 0), SheetProperties(sheetID: 2, title: "Log", index: 1),
      ],
      sharedWith: robots)
    service = BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Self.id, log: Self.log, identities: robots, mode: mode, retry: retry),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter"))
  }

  /// An operation that sets a cell of its own and appends a row of its own.
  static func operation(_ number: Int) -> SheetOperation {
    SheetOperation(
      updates: [CellUpdate(sheet: cells, row: number, column: 0, values: [.number(Double(number))])],
      rows: [["row", .number(Double(number))]])
  }

  /// Performs operations at once and returns their receipts.
  func performAtOnce(_ count: Int) async throws -> [Receipt] {
    try await withThrowingTaskGroup(of: Receipt.self) { group in
      for number in 0..<count {
        group.addTask { try await service.perform(Self.operation(number)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  var loggedNumbers: Set<Double> {
    Set(
      backend.rows(of: "Log", in: Self.id).compactMap { row in
        if case .number(let number)? = row.last { number } else { nil }
      })
  }
}

@Suite struct `A batching service` {
  @Test(arguments: FlushMode.allCases)
  func `carries what waits together in the calls of one flush`(mode: FlushMode) throws {
    let shop = Shop(mode)
    let receipts = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.performAtOnce(20) }
    }
    // Those that arrive while the first flush is decided travel in it; the rest wait together for the second.
    #expect(receipts.count == 20)
    #expect(shop.backend.callLog.count <= 2 * (mode == .twoCalls ? 2 : 1))
    #expect(shop.loggedNumbers == Set((0..<20).map(Double.init)))
    #expect(shop.backend.rows(of: "Cells", in: Shop.id) == (0..<20).map { [.number(Double($0))] })
  }

  @Test(arguments: FlushMode.allCases, [1, 5])
  func `gives every operation spans that add up to its latency`(mode: FlushMode, identities: Int) throws {
    // Refused before anything was done, so that every call may be tried again in both modes.
    let refusal = SheetsError.refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded"))
    let faults = FaultPlan([.errors(refusal, perMillion: 200_000)])
    let shop = Shop(mode, identities: identities, faults: faults)
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

  @Test func `tries a failed call again and says so in the receipt`() throws {
    let shop = Shop(.oneCall, faults: FaultPlan([.outage(from: .zero, until: .seconds(2))]))
    let receipt = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.service.perform(Shop.operation(1)) }
    }
    #expect(receipt.calls.map(\.attempt) == Array(1...receipt.calls.count))
    #expect(receipt.calls.dropLast().allSatisfy { $0.failure == .refused(.unavailable) })
    #expect(receipt.calls.last?.failure == nil)
    #expect(receipt.latency > .seconds(2))
  }

  @Test func `gives up after the last try and goes on with the next operation`() throws {
    let shop = Shop(
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
  func `does not try again what was refused for its content`(mode: FlushMode) throws {
    let shop = Shop(mode)
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
    let shop = Shop(.oneCall)
    let receipt = try shop.simulation.run {
      try await shop.service.whileRunning { try await shop.service.perform(SheetOperation()) }
    }
    #expect(receipt.latency == .zero)
    #expect(shop.backend.callLog.count == 0)
  }

  @Test func `keeps every minute of every identity within its budget`() throws {
    let shop = Shop(.twoCalls, identities: 2)
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

@Suite struct `An operation that is refused for its content` {
  /// An operation that no sheet can take: it writes past the grid.
  private static let bad = SheetOperation(
    updates: [CellUpdate(sheet: Shop.cells, row: 5000, column: 0, values: ["x"])], rows: [["bad"]])

  /// Performs good operations and some bad ones at once; gives the receipts of the good and the errors of the bad.
  private static func run(_ mode: FlushMode, bad: Set<Int>, of count: Int, drains: Bool = false) throws -> (
    shop: Shop, receipts: [Receipt], errors: [ServiceError]
  ) {
    let shop = Shop(mode)
    let results = try shop.simulation.run {
      try await shop.service.whileRunning {
        await withTaskGroup(of: Result<Receipt, any Error>.self) { group in
          for number in 0..<count {
            group.addTask {
              do {
                let operation = bad.contains(number) ? Self.bad : Shop.operation(number)
                return .success(try await shop.service.perform(operation))
              } catch {
                return .failure(error)
              }
            }
          }
          if drains {
            try? await shop.simulation.clock.sleep(for: .milliseconds(1))
            await shop.service.drain()
          }
          return await group.reduce(into: [Result<Receipt, any Error>]()) { $0.append($1) }
        }
      }
    }
    let receipts = results.compactMap { try? $0.get() }
    let errors = results.compactMap { if case .failure(let error) = $0 { error as? ServiceError } else { nil } }
    return (shop, receipts, errors)
  }

  @Test(arguments: FlushMode.allCases, [[7], [0], [31], [3, 4], [1, 16, 30]])
  func `is rejected alone, and the others are carried once`(mode: FlushMode, bad: Set<Int>) throws {
    let (shop, receipts, errors) = try Self.run(mode, bad: bad, of: 32)
    #expect(receipts.count == 32 - bad.count)
    #expect(errors.count == bad.count)
    for error in errors {
      guard case .callFailed(let cause, _) = error else {
        Issue.record("expected a failed call, got \(error)")
        continue
      }
      #expect(cause.code == 400)
    }
    let logged = shop.backend.rows(of: "Log", in: Shop.id)
    #expect(logged.count == 32 - bad.count)
    #expect(shop.loggedNumbers == Set((0..<32).filter { !bad.contains($0) }.map(Double.init)))
    // Found by halving: about 2 · log2(32) flushes for each, beside the two that all would have needed.
    #expect(shop.backend.callLog.count <= (2 + bad.count * 10) * (mode == .twoCalls ? 2 : 1))
  }

  @Test(arguments: FlushMode.allCases)
  func `leaves the others with receipts whose spans add up`(mode: FlushMode) throws {
    let (_, receipts, _) = try Self.run(mode, bad: [5], of: 16)
    for receipt in receipts {
      #expect(receipt.spans.reduce(.zero) { $0 + $1.duration } == receipt.latency)
    }
    #expect(receipts.contains { receipt in receipt.calls.contains { $0.failure?.code == 400 } })
  }

  @Test(arguments: FlushMode.allCases)
  func `does not strand the others when the service drains meanwhile`(mode: FlushMode) throws {
    let (_, receipts, errors) = try Self.run(mode, bad: [2], of: 8, drains: true)
    #expect(receipts.count == 7)
    #expect(errors.count == 1)
  }

  @Test func `a range that cannot be read fails its own read only`() throws {
    let shop = Shop(.oneCall)
    let outcomes = try shop.simulation.run {
      try await shop.service.whileRunning {
        await withTaskGroup(of: Bool.self) { group in
          for number in 0..<8 {
            group.addTask { (try? await shop.service.read([number == 3 ? "NoSuchTab!A1" : "Cells!A1"])) != nil }
          }
          return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
      }
    }
    #expect(outcomes.count { $0 } == 7)
  }
}

@Suite struct `A service's reads` {
  @Test func `see what was acknowledged before them`() throws {
    let shop = Shop(.oneCall)
    let read = try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(Shop.operation(3))
        return try await shop.service.read(["Cells!A4", "Log!A1:B1"])
      }
    }
    #expect(read.values.map(\.values) == [[[3]], [["row", 3]]])
  }

  @Test func `share a call when they wait together`() throws {
    let shop = Shop(.oneCall)
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
  @Test func `carries what was accepted and refuses what comes later`() throws {
    let shop = Shop(.twoCalls)
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

  @Test func `refuses what has not left when it is cancelled`() throws {
    let shop = Shop(.twoCalls)
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

  @Test func `runs on a real clock over any transport`() async throws {
    struct Accepting: SheetsTransport {
      func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
        let id = request.spreadsheetID ?? SpreadsheetID("none")
        return .spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate.Reply(spreadsheetID: id, replies: []))
      }
    }
    let service = BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("robot")], mode: .oneCall),
      transport: Accepting(), clock: ContinuousClock(), jitter: SystemRandomNumberGenerator())
    let receipt = try await service.whileRunning { try await service.perform(Shop.operation(1)) }
    #expect(receipt.calls.count == 1)
    #expect(receipt.spans.reduce(.zero) { $0 + $1.duration } == receipt.latency)
  }
}
