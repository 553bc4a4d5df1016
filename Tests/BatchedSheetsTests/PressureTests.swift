import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A busy service` {
  /// The outcomes of operations that were performed at once.
  private struct Outcomes {
    var receipts = 0
    var errors: [ServiceError] = []
    var withdrawn = 0

    mutating func add(_ result: Result<Receipt, any Error>) {
      switch result {
      case .success: receipts += 1
      case .failure(let error as ServiceError): errors.append(error)
      case .failure: withdrawn += 1
      }
    }
  }

  /// Performs operations at the same moment, each with a deadline if a limit is given.
  private func perform(_ count: Int, _ shop: Shop, within limit: Duration? = nil) async -> Outcomes {
    await withTaskGroup(of: Result<Receipt, any Error>.self) { group in
      let deadline = limit.map { shop.simulation.clock.now.advanced(by: $0) }
      for number in 0..<count {
        group.addTask {
          do { return .success(try await shop.service.perform(Shop.operation(number), deadline: deadline)) } catch {
            return .failure(error)
          }
        }
      }
      return await group.reduce(into: Outcomes()) { $0.add($1) }
    }
  }

  @Test func `a full queue refuses an operation and sends nothing for it`() throws {
    let shop = try Shop(.oneCall, queueLimit: 5)
    let outcomes = try shop.simulation.run { await perform(8, shop, whileRunning: true) }
    #expect(outcomes.receipts == 5)
    #expect(outcomes.errors == Array(repeating: .overloaded(queueLength: 5), count: 3))
    #expect(shop.loggedNumbers.count == 5)
  }

  @Test func `a full queue accepts work again after a withdrawal`() throws {
    let shop = try Shop(.oneCall, queueLimit: 1)
    let outcomes = try shop.simulation.run {
      // The service does not run yet, so everything waits.
      let withdrawn = await perform(1, shop, within: .seconds(1))
      var outcomes = await perform(1, shop, whileRunning: true)
      outcomes.errors += withdrawn.errors
      return outcomes
    }
    #expect(outcomes.errors == [.deadlineExceeded])
    #expect(outcomes.receipts == 1)
  }

  private func perform(_ count: Int, _ shop: Shop, whileRunning: Bool) async -> Outcomes {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        // Later than the operations, so that they fill the queue.
        try? await shop.simulation.clock.sleep(for: .seconds(1))
        await shop.service.run()
      }
      let outcomes = await perform(count, shop)
      await shop.service.drain()
      return outcomes
    }
  }

  @Test func `a deadline that passes in the queue withdraws the operation`() throws {
    let shop = try Shop(.oneCall, pacing: .evenlySpaced)
    let outcomes = try shop.simulation.run {
      try await shop.service.whileRunning {
        var outcomes = await perform(1, shop)
        // The next flush leaves 2.069 s after the first.
        for one in await [perform(2, shop, within: .seconds(1)), perform(1, shop, within: .seconds(3))] {
          outcomes.receipts += one.receipts
          outcomes.errors += one.errors
        }
        return outcomes
      }
    }
    #expect(outcomes.errors == [.deadlineExceeded, .deadlineExceeded])
    #expect(outcomes.receipts == 2)
  }

  @Test func `a deadline that has passed already sends nothing`() throws {
    let shop = try Shop(.oneCall)
    let outcomes = try shop.simulation.run {
      try await shop.service.whileRunning { await perform(1, shop, within: .zero) }
    }
    #expect(outcomes.errors == [.deadlineExceeded])
    #expect(shop.backend.callLog.count == 0)
  }

  @Test func `a deadline that passes in flight changes nothing`() throws {
    let shop = try Shop(.twoCalls)
    let outcomes = try shop.simulation.run {
      try await shop.service.whileRunning { await perform(1, shop, within: .milliseconds(1)) }
    }
    #expect(outcomes.receipts == 1)
  }

  /// Cancels an operation after a time.
  private func cancel(after time: Duration, _ shop: Shop) throws -> (outcomes: Outcomes, ended: Duration) {
    try shop.simulation.run {
      try await shop.service.whileRunning {
        let start = shop.simulation.clock.now
        let outcomes = await withTaskGroup(of: Outcomes.self) { group in
          group.addTask { await perform(1, shop) }
          try? await shop.simulation.clock.sleep(for: time)
          group.cancelAll()
          return await group.reduce(into: Outcomes()) { all, one in
            all.receipts += one.receipts
            all.withdrawn += one.withdrawn
          }
        }
        return (outcomes, start.duration(to: shop.simulation.clock.now))
      }
    }
  }

  @Test func `canceling before the flush withdraws the operation at once`() throws {
    let shop = try Shop(.oneCall, pacing: .evenlySpaced)
    let (outcomes, ended) = try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = await perform(1, shop)
        let start = shop.simulation.clock.now
        let outcomes = await withTaskGroup(of: Outcomes.self) { group in
          group.addTask { await perform(1, shop) }
          try? await shop.simulation.clock.sleep(for: .milliseconds(500))
          group.cancelAll()
          return await group.next() ?? Outcomes()
        }
        return (outcomes, start.duration(to: shop.simulation.clock.now))
      }
    }
    #expect(outcomes.withdrawn == 1)
    #expect(ended == .milliseconds(500))
    #expect(shop.backend.rows(of: "Log", in: Shop.id).count == 1)
  }

  @Test func `canceling after the flush has left waits for the outcome`() throws {
    let shop = try Shop(.oneCall)
    let (outcomes, ended) = try cancel(after: .milliseconds(1), shop)
    #expect(outcomes.receipts == 1)
    #expect(ended > .milliseconds(200))
    #expect(shop.loggedNumbers == [0])
  }

  @Test func `an operation canceled in flight is not retried after a refusal`() throws {
    let shop = try Shop(.oneCall)
    let outside = SheetOperation(
      updates: [CellUpdate(sheet: SheetReference(sheetID: 99, title: "None"), row: 0, column: 0, values: [1])])
    let outcomes = try shop.simulation.run {
      await withTaskGroup(of: Result<Receipt, any Error>.self) { group in
        for operation in [outside, Shop.operation(1), Shop.operation(2)] {
          group.addTask {
            do { return .success(try await shop.service.perform(operation)) } catch { return .failure(error) }
          }
        }
        try? await shop.simulation.clock.sleep(for: .seconds(1))
        return await withTaskGroup(of: Void.self) { inner in
          inner.addTask { await shop.service.run() }
          try? await shop.simulation.clock.sleep(for: .milliseconds(1))
          group.cancelAll()
          let outcomes = await group.reduce(into: Outcomes()) { $0.add($1) }
          await shop.service.drain()
          return outcomes
        }
      }
    }
    // The invalid one has its refusal; the others were not sent again.
    #expect(outcomes.withdrawn == 2)
    #expect(shop.backend.callLog.callCount(method: .spreadsheetsBatchUpdate) == 1)
    #expect(shop.loggedNumbers.isEmpty)
  }
}
