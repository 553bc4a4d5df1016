// The simulated world for tests of the service.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A service over a simulated backend, with a sheet of cells and a log.
struct Shop {
  static let id = SpreadsheetID("shop")
  static let cells = SheetReference(sheetID: 1, title: "Cells")
  static let log = SheetReference(sheetID: 2, title: "Log")

  let simulation = Simulation(seed: 7, horizon: .seconds(36_000))
  let backend: SimulatedBackend
  let service: BatchedSheetsService<SimulatedClock>

  init(
    _ mode: FlushMode, identities: Int = 1, faults: FaultPlan = FaultPlan(), pacing: PacingPolicy = .adaptive,
    quota: QuotaLimits = QuotaLimits(), queueLimit: Int = 10_000, retry: RetryPolicy = RetryPolicy()
  ) throws {
    backend = SimulatedBackend(simulation, BackendConfiguration(quota: quota, faults: faults))
    let robots = (1...identities).map { Identity("robot-\($0)") }
    backend.addSpreadsheet(
      id: Self.id, title: "Shop",
      sheets: [
        SheetProperties(sheetID: 1, title: "Cells", index: 0), SheetProperties(sheetID: 2, title: "Log", index: 1),
      ],
      sharedWith: robots)
    service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: Self.id, log: Self.log, identities: robots, mode: mode, pacing: pacing, queueLimit: queueLimit,
        retry: retry),
      transport: backend, clock: simulation.clock, jitter: simulation.generator("jitter"))
  }

  /// Another service with the same configuration and a named random substream.
  func service(named name: String) throws -> BatchedSheetsService<SimulatedClock> {
    try BatchedSheetsService(
      configuration: service.configuration, transport: backend, clock: simulation.clock,
      jitter: simulation.generator(name))
  }

  /// An operation that sets a separate cell and appends a separate row.
  static func operation(_ number: Int) -> SheetOperation {
    SheetOperation(
      updates: [CellUpdate(sheet: cells, row: number % 1000, column: 0, values: [.number(Double(number))])],
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
