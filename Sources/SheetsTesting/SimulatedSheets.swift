// A whole simulated world in one value: what a service calls, the time that it lives in, and the sheets to look into.

// What a test names or writes as a literal comes with this module; the rest of the simulator does not.
@_exported import PerformanceTesting
import SheetsAPI
@_exported import struct SheetsAPI.Identity
@_exported import struct SheetsAPI.SpreadsheetID
import SheetsSim
@_exported import enum SheetsSim.FaultRule
@_exported import struct SheetsSim.LatencyProfile
@_exported import struct SheetsSim.QuotaLimits

/// A spreadsheet of a simulated Google Sheets, to hand to a service as its transport.
///
/// ```swift
/// let sheets = SimulatedSheets("invoices", sharedWith: "billing", seed: .run)
/// try sheets.measure("invoice", times: 20, every: .seconds(2)) { number in
///   try await InvoiceLog(transport: sheets).append(number)
/// }
/// ```
///
/// Time in it is virtual: calls take as long as the latency says, and none of yours. The same code and seed give the same
/// numbers on every machine. A world runs once, in one `measure` or one ``run(horizon:_:)``.
public struct SimulatedSheets: SheetsTransport {
  /// The time and the chance of the world, for what ``SimulatedSheets`` does not offer.
  ///
  /// ```swift
  /// var chance = sheets.simulation.generator("amounts")
  /// ```
  public let simulation: Simulation

  /// The backend, to prepare it before a run and to look into it afterward.
  ///
  /// ```swift
  /// #expect(sheets.backend.dataRowCount(of: "Sheet1", in: "invoices") == 20)
  /// ```
  public let backend: SimulatedBackend

  /// The conditions as scenarios name them.
  let conditions: String

  /// The clock of the world: pass it to your service wherever it would read a clock of its own.
  ///
  /// ```swift
  /// try await sheets.clock.sleep(for: .seconds(1))
  /// ```
  public var clock: SimulatedClock { simulation.clock }

  /// Makes a world with one spreadsheet, which has not run yet.
  ///
  /// ```swift
  /// let sheets = SimulatedSheets(
  ///   "invoices", sharedWith: "billing", "archive", seed: .run, latency: .recorded,
  ///   quota: QuotaLimits(writesPerIdentity: 30), faults: [.outage(from: .seconds(60), until: .seconds(90))])
  /// ```
  ///
  /// - Parameters:
  ///   - spreadsheet: the id of the spreadsheet; ``backend`` adds others.
  ///   - sheets: its sheets; if empty, one named `Sheet1`.
  ///   - identities: who may read and write it.
  ///   - seed: the seed of all chance in the world, `.run` for that of the run.
  ///   - latency: how long calls take.
  ///   - quota: how many calls a minute are allowed; by default as many as Google allows.
  ///   - faults: what goes wrong; the first rule that does not let a call pass decides.
  public init(
    _ spreadsheet: SpreadsheetID, sheets: [SheetProperties] = [], sharedWith identities: Identity..., seed: Seed,
    latency: LatencyProfile = .origin, quota: QuotaLimits = QuotaLimits(), faults: [FaultRule] = []
  ) {
    // The horizon is that of each run.
    simulation = Simulation(seed: seed.value, horizon: .nanoseconds(Int64.max))
    backend = SimulatedBackend(
      simulation, BackendConfiguration(quota: quota, latency: latency, faults: FaultPlan(faults)))
    backend.addSpreadsheet(id: spreadsheet, title: spreadsheet.rawValue, sheets: sheets, sharedWith: identities)
    conditions = ConditionWords.of(latency, quota, faults)
  }

  /// Makes a call, as a service does through `SheetsTransport`.
  ///
  /// - Throws: `SheetsError`, as Google's answer or the lack of one makes it.
  public nonisolated(nonsending) func send(
    _ request: SheetsRequest, as identity: Identity
  ) async throws(SheetsError) -> SheetsReply {
    try await backend.send(request, as: identity)
  }

  /// Runs a flow of your own in the time of the world, on the calling thread.
  ///
  /// ```swift
  /// try sheets.run {
  ///   try await log.append(1)
  ///   try await sheets.clock.sleep(for: .seconds(90))
  ///   try await sheets.measure("late-invoice", times: 20) { number in try await log.append(number) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - horizon: how much virtual time may pass until the flow counts as endless.
  ///   - body: the flow; it starts other work in task groups and `async let`, never in `Task { }`.
  /// - Returns: What the flow returns.
  /// - Throws: What the flow throws, `SimulationError` when it stalls or leaves the simulation, and
  ///   ``SheetsMeasurementError`` when it passes the horizon or the world has run before.
  public func run<Success: Sendable>(
    horizon: Duration = .seconds(86_400), _ body: @escaping @Sendable () async throws -> Success
  ) throws -> Success {
    do {
      return try simulation.run(horizon: horizon, body)
    } catch SimulationError.alreadyRun {
      throw SheetsMeasurementError(
        """
        found a second run or measurement of one SimulatedSheets, expected one, as its time has ended; make another \
        SimulatedSheets for it, or do both inside one `run { }`
        """)
    } catch SimulationError.horizonPassed(let horizon, let next, let tasks) {
      let waiting = tasks.isEmpty ? "" : "; unfinished: \(tasks.map(\.name).joined(separator: ", "))"
      throw SheetsMeasurementError(
        """
        found work at \(DurationWords.of(next)) of virtual time, expected its end before \(DurationWords.of(horizon))\(waiting); see what \
        retries or polls without an end, or measure inside `run(horizon:)` with a later one
        """)
    }
  }
}
