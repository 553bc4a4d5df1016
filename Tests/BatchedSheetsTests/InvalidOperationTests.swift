// What is refused before it reaches a queue: operations that no call could carry, and configurations without sense.

import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

@Suite struct `An operation that no call can carry` {
  private static func update(row: Int = 0, column: Int = 0, _ values: [CellValue] = ["x"]) -> SheetOperation {
    SheetOperation(updates: [CellUpdate(sheet: Shop.cells, row: row, column: column, values: values)])
  }

  private static let wide = [CellValue](repeating: 1, count: 18_279)
  private static let heavy = CellValue.string(String(repeating: "x", count: 2_000_000))
  private static let inBothModes: [(SheetOperation, InvalidOperation)] = [
    (update(row: -1), .outsideSheet(update: 0, row: -1, column: 0)),
    (update(row: .max), .outsideSheet(update: 0, row: .max, column: 0)),
    (update(row: 10_000_000), .outsideSheet(update: 0, row: 10_000_000, column: 0)),
    (update(column: -1), .outsideSheet(update: 0, row: 0, column: -1)),
    (update(column: .max), .outsideSheet(update: 0, row: 0, column: .max)),
    (update(column: 18_277, ["x", "y"]), .outsideSheet(update: 0, row: 0, column: 18_277)),
    (update([.number(.nan)]), .notFinite(update: 0)),
    (update([1, .number(.infinity)]), .notFinite(update: 0)),
    (SheetOperation(rows: [[1], [.number(-.infinity)]]), .notFiniteRow(row: 1)),
    (SheetOperation(rows: [wide]), .rowTooWide(row: 0, values: 18_279)),
  ]

  @Test(arguments: inBothModes, FlushMode.allCases)
  func `is refused by its own error, and nothing is sent`(
    refused: (operation: SheetOperation, error: InvalidOperation), mode: FlushMode
  ) throws {
    let shop = try Shop(mode)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = await #expect(throws: refused.error) { try await shop.service.perform(refused.operation) }
      }
    }
    #expect(shop.backend.callLog.count == 0)
  }

  @Test(arguments: FlushMode.allCases)
  func `is refused if it cannot be split into calls of the largest size`(mode: FlushMode) throws {
    let shop = try Shop(mode)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        let errors = [
          await #expect(throws: InvalidOperation.self) { try await shop.service.perform(Self.update([Self.heavy])) },
          await #expect(throws: InvalidOperation.self) {
            try await shop.service.perform(SheetOperation(rows: [["x"], [Self.heavy]]))
          },
        ]
        let isExpected = errors.map { error in
          switch error {
          case .updateTooLarge(update: 0, _, limit: 1_999_400), .rowTooLarge(row: 1, _, limit: 1_999_400): true
          default: false
          }
        }
        #expect(isExpected == [true, true])
      }
    }
  }

  @Test(arguments: [[], [""], [nil, ""]] as [[CellValue]])
  func `is refused for a blank row in two-call mode, which ends the log for later appends`(row: [CellValue]) throws {
    let shop = try Shop(.twoCalls)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = await #expect(throws: InvalidOperation.blankRow(row: 1)) {
          try await shop.service.perform(SheetOperation(rows: [["a"], row, ["b"]]))
        }
      }
    }
  }

  @Test func `has its blank row kept in one-call mode, with later appends below it`() throws {
    let shop = try Shop(.oneCall)
    try shop.simulation.run {
      try await shop.service.whileRunning {
        _ = try await shop.service.perform(SheetOperation(rows: [["a"], [], ["b"]]))
        _ = try await shop.service.perform(SheetOperation(rows: [["c"]]))
      }
    }
    #expect(shop.backend.rows(of: "Log", in: Shop.id) == [["a"], [], ["b"], ["c"]])
  }
}

@Suite struct `A configuration` {
  private static func configuration(
    _ change: (inout ServiceConfiguration) -> Void = { _ in }
  ) -> ServiceConfiguration {
    var configuration = ServiceConfiguration(
      spreadsheetID: Shop.id, log: Shop.log, identities: [Identity("one"), Identity("two")], mode: .oneCall)
    change(&configuration)
    return configuration
  }

  private static func outOfRange(_ name: String, _ found: Int, _ expected: ClosedRange<Int>) -> ConfigurationError {
    .outOfRange(name: name, found: found, expected: expected)
  }

  private static let million = 1...1_000_000
  private static let wrong: [(ServiceConfiguration, ConfigurationError)] = [
    (configuration { $0.identities = [] }, .noIdentity),
    (configuration { $0.identities += [Identity("one")] }, .repeatedIdentity(Identity("one"))),
    (configuration { $0.rowsPerChunk = 0 }, outOfRange("rowsPerChunk", 0, 1...10_000_000)),
    (configuration { $0.rowsPerChunk = .max }, outOfRange("rowsPerChunk", .max, 1...10_000_000)),
    (configuration { $0.bytesPerCall = 999 }, outOfRange("bytesPerCall", 999, 1000...1_000_000_000)),
    (configuration { $0.queueLimit = 0 }, outOfRange("queueLimit", 0, 1...1_000_000_000)),
    (configuration { $0.writeBudget.perIdentity = 0 }, outOfRange("writeBudget.perIdentity", 0, million)),
    (configuration { $0.writeBudget.perProject = .max }, outOfRange("writeBudget.perProject", .max, million)),
    (configuration { $0.readBudget.perIdentity = .min }, outOfRange("readBudget.perIdentity", .min, million)),
    (configuration { $0.pacing = .tokenBucket(burst: 0) }, outOfRange("burst of the token bucket", 0, million)),
    (configuration { $0.retry.maximumAttempts = 0 }, outOfRange("retry.maximumAttempts", 0, 1...1000)),
    (configuration { $0.retry.maximumDelay = .zero }, .delayOutOfRange(.zero)),
    (configuration { $0.retry.maximumDelay = .seconds(Int64.max) }, .delayOutOfRange(.seconds(Int64.max))),
  ]

  @Test(arguments: wrong)
  func `is checked before anything runs`(configuration: ServiceConfiguration, error: ConfigurationError) {
    #expect(throws: error) {
      let simulation = Simulation(seed: 1, horizon: .seconds(1))
      return try BatchedSheetsService(
        configuration: configuration, transport: SimulatedBackend(simulation, BackendConfiguration()),
        clock: simulation.clock,
        jitter: simulation.generator("jitter"))
    }
  }
}
