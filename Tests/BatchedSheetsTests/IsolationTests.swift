import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `An operation that is refused for its content` {
  /// An invalid operation that writes beyond the grid.
  private static let bad = SheetOperation(
    updates: [CellUpdate(sheet: Shop.cells, row: 5000, column: 0, values: ["x"])], rows: [["bad"]])

  /// Performs valid and some invalid operations at once; returns the receipts of the former and the errors of the latter.
  private static func run(_ mode: FlushMode, bad: Set<Int>, of count: Int, drains: Bool = false) throws -> (
    shop: Shop, receipts: [Receipt], errors: [ServiceError]
  ) {
    let shop = try Shop(mode)
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
  func `fails alone, and the others are applied once`(mode: FlushMode, bad: Set<Int>) throws {
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
    // One refused flush for each, in addition to the two that all need, and the removal of the last key.
    #expect(shop.backend.callLog.count <= (2 + bad.count) * (mode == .twoCalls ? 2 : 1) + 1)
  }

  @Test(arguments: FlushMode.allCases)
  func `leaves the others receipts whose spans add up`(mode: FlushMode) throws {
    let (_, receipts, _) = try Self.run(mode, bad: [5], of: 16)
    for receipt in receipts {
      #expect(receipt.spans.reduce(.zero) { $0 + $1.duration } == receipt.latency)
    }
    #expect(receipts.contains { receipt in receipt.calls.contains { $0.failure?.code == 400 } })
  }

  @Test(arguments: FlushMode.allCases)
  func `does not strand the others while the service drains`(mode: FlushMode) throws {
    let (_, receipts, errors) = try Self.run(mode, bad: [2], of: 8, drains: true)
    #expect(receipts.count == 7)
    #expect(errors.count == 1)
  }

  @Test func `an invalid range fails only its own read`() throws {
    let shop = try Shop(.oneCall)
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
