import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Under lost answers and late effects` {
  private static let id = SpreadsheetID("shop")
  private static let log = SheetReference(sheetID: 2, title: "Log")

  /// The outcomes of the operations, by the number that each appended.
  private struct Outcome {
    var acknowledged: [Double] = []
    var refused: [Double] = []
    var unknown: [Double] = []
    var logged: [Double: Int] = [:]
    var keysLeft = 0
    var reads = 0
  }

  private static let faults: [FaultRule] = [
    .answersLost(.noAnswer(.timedOut), perMillion: 150_000),
    .answersLost(.unreadable(code: 502, body: "<html>Bad Gateway</html>"), perMillion: 50_000),
    .appliedLate(.refused(.unavailable), perMillion: 100_000, delay: .seconds(1) ... .seconds(170)),
    .errors(.refused(.unavailable), perMillion: 100_000),
  ]

  private static func run(_ mode: FlushMode, seed: UInt64, faults: [FaultRule] = faults) throws -> Outcome {
    let simulation = Simulation(seed: seed, horizon: .seconds(36_000))
    let backend = SimulatedBackend(simulation, BackendConfiguration(faults: FaultPlan(faults)))
    let robots = [Identity("one"), Identity("two"), Identity("three")]
    backend.addSpreadsheet(
      id: id, title: "Shop", sheets: [SheetProperties(sheetID: 2, title: "Log")], sharedWith: robots)
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: id, log: log, identities: robots, mode: mode,
        retry: RetryPolicy(maximumAttempts: 20)),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter"))
    var outcome = try simulation.run {
      let outcome = try await service.whileRunning {
        try await withThrowingTaskGroup(of: (Double, ServiceError?).self) { group in
          for number in 0..<60 {
            group.addTask {
              try await simulation.clock.sleep(for: .milliseconds(500 * number))
              do {
                _ = try await service.perform(SheetOperation(rows: [[.number(Double(number))]]))
                return (Double(number), nil)
              } catch let error as ServiceError {
                return (Double(number), error)
              }
            }
          }
          return try await group.reduce(into: Outcome()) { outcome, result in
            switch result.1 {
            case nil: outcome.acknowledged.append(result.0)
            case .outcomeUnknown, .partiallyApplied: outcome.unknown.append(result.0)
            case .callFailed, .overloaded, .deadlineExceeded, .stopped, .notRunning: outcome.refused.append(result.0)
            }
          }
        }
      }
      // All late effects have been applied by now.
      try await simulation.clock.sleep(for: .seconds(600))
      return outcome
    }
    for case .number(let number)? in backend.column(0, of: "Log", in: id) { outcome.logged[number, default: 0] += 1 }
    outcome.keysLeft = backend.spreadsheet(id).namedRanges.count
    outcome.reads = backend.callLog.callCount(method: .spreadsheetsGet)
    return outcome
  }

  @Test(arguments: 1...40)
  func `one-call mode writes acknowledged rows once and refused ones never`(seed: UInt64) throws {
    let outcome = try Self.run(.oneCall, seed: seed)
    #expect(outcome.acknowledged.count + outcome.refused.count + outcome.unknown.count == 60)
    #expect(outcome.acknowledged.allSatisfy { outcome.logged[$0] == 1 })
    #expect(outcome.refused.allSatisfy { outcome.logged[$0] == nil })
    #expect(outcome.unknown.allSatisfy { outcome.logged[$0, default: 0] <= 1 })
    // A third of the calls fail, so twenty tries fail once in 10^9 times: no operation gives up.
    #expect(outcome.acknowledged.count == 60)
  }

  @Test(arguments: 1...40)
  func `two-call mode writes no row twice and reports unknown outcomes`(seed: UInt64) throws {
    let outcome = try Self.run(.twoCalls, seed: seed)
    #expect(outcome.acknowledged.allSatisfy { outcome.logged[$0] == 1 })
    #expect(outcome.refused.allSatisfy { outcome.logged[$0] == nil })
    #expect(outcome.logged.values.allSatisfy { $0 == 1 })
  }

  @Test func `an idempotency key costs no call when all goes well`() throws {
    let outcome = try Self.run(.oneCall, seed: 1, faults: [])
    #expect(outcome.acknowledged.count == 60)
    #expect(outcome.reads == 0)
    #expect(outcome.keysLeft <= 3)
  }

  @Test func `an operation of several calls reports which rows were written`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let faults = FaultPlan([.outage(from: .milliseconds(100), until: .seconds(3600))])
    let backend = SimulatedBackend(simulation, BackendConfiguration(faults: faults))
    let robot = Identity("one")
    backend.addSpreadsheet(
      id: Self.id, title: "Shop", sheets: [SheetProperties(sheetID: 2, title: "Log")], sharedWith: [robot])
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Self.id, log: Self.log, identities: [robot], mode: .twoCalls),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter"))
    let error = try simulation.run {
      try await service.whileRunning {
        await #expect(throws: ServiceError.self) {
          try await service.perform(SheetOperation(rows: (0..<2000).map { [.number(Double($0))] }))
        }
      }
    }
    guard case .partiallyApplied(let outcome)? = error else {
      Issue.record("expected a partial outcome, got \(String(describing: error))")
      return
    }
    #expect(outcome.parts.map(\.rows) == [0..<900, 900..<1800, 1800..<2000])
    #expect(outcome.parts.map(\.state) == [.applied, .unknown, .notApplied])
    #expect(backend.column(0, of: "Log", in: Self.id).count == 900)
  }
}
