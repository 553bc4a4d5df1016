// One simulated world with the service in it: what every scenario starts from.

import BatchedSheets
import PerformanceMetrics
import SheetsAPI
import SheetsSim

/// A simulation with a backend, the shop floor's workbook, and the service that is measured.
package struct World {
  package static let spreadsheetID = SpreadsheetID("shop-floor-workbook")

  package let simulation: Simulation
  package let backend: SimulatedBackend
  package let workbook: ShopFloorWorkbook
  package let service: BatchedSheetsService<SimulatedClock>

  /// Builds a world for some workers.
  ///
  /// `keepsCallLog` says whether the backend keeps every call in memory; those of a day are too many. `transport` stands
  /// between the service and the backend; a decorator changes how the backend appears.
  package init(
    workers: Int, policy: Policy, seed: UInt64 = suiteSeed, faults: FaultPlan = FaultPlan(),
    horizon: Duration = .seconds(24 * 3600), keepsCallLog: Bool = true,
    transport: (SimulatedBackend) -> any SheetsTransport = { $0 }
  ) {
    simulation = Simulation(seed: seed, horizon: horizon)
    let conditions = Conditions.current
    backend = SimulatedBackend(
      simulation,
      BackendConfiguration(
        quota: conditions.quota, latency: conditions.latency, faults: faults, keepsCallLog: keepsCallLog))
    workbook = ShopFloorWorkbook(workers: workers)
    backend.addSpreadsheet(
      id: Self.spreadsheetID, title: "Shop floor", sheets: workbook.sheets, sharedWith: policy.robots)
    let configuration = ServiceConfiguration(
      spreadsheetID: Self.spreadsheetID, log: SheetReference(workbook.events), identities: policy.robots,
      mode: policy.mode, pacing: policy.pacing)
    let carrier = transport(backend)
    do throws(ConfigurationError) {
      service = try BatchedSheetsService(
        configuration: InjectedRegression.current?.changed(configuration) ?? configuration,
        transport: InjectedRegression.current?.around(carrier, clock: simulation.clock) ?? carrier,
        clock: simulation.clock, jitter: simulation.generator("backoff jitter"))
    } catch {
      preconditionFailure("the policy \(policy.name) makes no service: \(error)")
    }
  }

  /// Describes the world for the scenario of a metric; whoever sets faults names them.
  package static func title(faults: String = "no faults") -> String {
    "\(Conditions.current.title), \(faults)"
  }

  /// Carries a task of the shop floor through the service.
  ///
  /// - Throws: `ServiceError` for an operation that was not acknowledged.
  package func perform(_ work: ShopFloorWorkbook.Work) async throws -> Receipt {
    if !work.reads.isEmpty { return try await service.read(work.reads).receipt }
    return try await service.perform(SheetOperation(work))
  }

  /// Adds another empty workbook with the same sheets and directs the service to it from now on.
  package func move(to id: SpreadsheetID) async {
    backend.addSpreadsheet(
      id: id, title: "Shop floor", sheets: workbook.sheets, sharedWith: service.configuration.identities)
    await service.move(to: id, log: SheetReference(workbook.events))
  }

  /// The first cells of the rows that are in the log now, in their order.
  package func logged() -> [CellValue?] {
    backend.column(0, of: workbook.events.title, in: Self.spreadsheetID)
  }
}

extension SheetOperation {
  /// What a task of the shop floor writes.
  package init(_ work: ShopFloorWorkbook.Work) {
    let updates = work.updates.map { update in
      CellUpdate(
        sheet: SheetReference(update.sheet), row: update.row, column: update.column, values: update.values)
    }
    self.init(updates: updates, rows: work.rows)
  }
}

extension Receipt {
  /// The receipt as a sample; it throws when its spans do not add up to its latency.
  package func sample() throws -> Sample {
    try Sample(
      value: latency.wholeNanoseconds,
      spans: spans.map { PerformanceMetrics.Span(name: $0.kind.description, value: $0.duration.wholeNanoseconds) })
  }
}
