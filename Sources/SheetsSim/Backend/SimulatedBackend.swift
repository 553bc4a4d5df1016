// Google Sheets as a simulation: a transport whose backend runs in virtual time.

import SheetsAPI
import Synchronization

/// A simulated backend with Google's rules, quotas, latency and faults, in virtual time.
///
/// A call is received, checked for permission, counted against the quota, checked against the fault rules, delayed,
/// applied and answered, in this order. So a call refused for permission costs no quota, and one refused by a fault does.
/// A call reads and changes the state after its latency; calls are applied in the order in which they end.
///
/// ```swift
/// let simulation = Simulation(seed: 1, horizon: .seconds(60))
/// let backend = SimulatedBackend(simulation, BackendConfiguration())
/// let robot = Identity("robot-1")
/// backend.addSpreadsheet(id: SpreadsheetID("floor"), title: "Floor", sharedWith: [robot])
/// let reply = try simulation.run {
///   try await backend.call(ValuesGet(spreadsheetID: SpreadsheetID("floor"), range: "Sheet1!A1:B2"), as: robot)
/// }
/// ```
public final class SimulatedBackend: SheetsTransport, Sendable {
  private let simulation: Simulation
  private let state: Mutex<BackendState>

  /// Creates a backend without spreadsheets that uses the time and the random numbers of a simulation.
  public init(_ simulation: Simulation, _ configuration: BackendConfiguration) {
    self.simulation = simulation
    state = Mutex(BackendState(configuration, simulation: simulation))
  }

  // MARK: Calls

  /// Sends a call to the simulated backend and returns its reply.
  ///
  /// If the task is canceled while the call is in flight, there is no answer and the call is not applied.
  ///
  /// - Throws: `SheetsError.refused` or `noAnswer`; outside the `run` of the simulation, where no time passes,
  ///   `SheetsError.unreadable` with a body that says so.
  public func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let now = simulation.clock.now.nanoseconds
    let reception = state.withLock { $0.receive(request, as: identity, at: now) }
    simulation.record(.call(number: reception.number, method: request.method, identity: identity))
    do {
      try await simulation.clock.sleep(for: .nanoseconds(reception.latency))
    } catch is CancellationError {
      throw conclude(reception.number, .noAnswer(.canceled))
    } catch {
      // The task is outside the run. A trap would end the process, and with it the reports of all other runs.
      throw conclude(reception.number, .unreadable(code: 500, body: "\(error)"))
    }
    switch reception.fate {
    case .refuse(let error):
      throw conclude(reception.number, error)
    case .apply(let spreadsheet, let who, let lostAnswer, let target):
      let reply: SheetsReply
      let moment = simulation.clock.now.nanoseconds
      do {
        reply = try state.withLock { (state) throws(ErrorEnvelope) -> SheetsReply in
          state.applyLateCalls(until: moment)
          return try state.apply(request, spreadsheet: spreadsheet, identity: who, target: target)
        }
      } catch {
        throw conclude(reception.number, lostAnswer ?? .refused(error))
      }
      if let lostAnswer { throw conclude(reception.number, lostAnswer) }
      conclude(reception.number, code: 200)
      return reply
    }
  }

  private func conclude(_ number: Int, _ error: SheetsError) -> SheetsError {
    conclude(number, code: error.code ?? 0)
    return error
  }

  private func conclude(_ number: Int, code: Int) {
    let now = simulation.clock.now.nanoseconds
    state.withLock { $0.answer(number, code: code, at: now) }
    simulation.record(.answer(number: number, code: code))
  }

  // MARK: Setup

  /// Adds a spreadsheet without a call, so that it costs neither quota nor time.
  ///
  /// The id must be new, even if the spreadsheet that had it was removed, and the sheets within the limits of a workbook.
  ///
  /// - Parameters:
  ///   - id: the id of the spreadsheet.
  ///   - title: the title of the file.
  ///   - sheets: the sheets; if empty, one named `Sheet1`.
  ///   - writers: the identities that may read and write it.
  public func addSpreadsheet(
    id: SpreadsheetID, title: String, sheets: [SheetProperties] = [], sharedWith writers: [Identity]
  ) {
    state.withLock { state in
      do {
        let number = try state.add(id: id, title: title, sheets: sheets)
        for writer in writers { state.share(number, with: writer, role: .writer) }
      } catch {
        preconditionFailure("the spreadsheet \(id) cannot be added: \(error)")
      }
    }
  }

  /// Removes a spreadsheet and frees its memory, without a call; its id cannot be added again.
  ///
  /// Calls to it, including those in flight, are answered with 404, as Google does for a deleted file.
  public func removeSpreadsheet(_ id: SpreadsheetID) {
    state.withLock { state in
      guard let found = state.workbook(id) else { Self.unknown(id) }
      state.remove(found.number)
    }
  }

  /// Sets the role of an identity in a spreadsheet, without a call; `nil` takes its access away.
  public func share(_ id: SpreadsheetID, with identity: Identity, role: SpreadsheetRole?) {
    state.withLock { state in
      guard let found = state.workbook(id) else { Self.unknown(id) }
      state.share(found.number, with: identity, role: role)
    }
  }

  /// Changes a spreadsheet as a person does in the browser: without a call, quota or time.
  ///
  /// - Throws: the error that a call with these requests gets; then nothing has changed.
  public func edit(_ id: SpreadsheetID, _ requests: [BatchRequest]) throws(ErrorEnvelope) {
    let now = simulation.clock.now.nanoseconds
    try state.withLock { (state) throws(ErrorEnvelope) in
      state.applyLateCalls(until: now)
      guard let found = state.workbook(id) else { Self.unknown(id) }
      let change = SpreadsheetsBatchUpdate(spreadsheetID: id, requests: requests).request
      _ = try state.apply(change, spreadsheet: found.number, identity: 0)
    }
  }

  /// Counts calls of another client against the quota of an identity, now and without a call.
  ///
  /// Use it to simulate another process that shares an identity, or a restart in a minute that is partly used. The calls
  /// take no time and are not in the call log, which has only those of the transport.
  ///
  /// - Returns: the number of admitted calls; the others exceeded a limit and do not count.
  @discardableResult
  public func useQuota(calls: Int, _ access: SheetsMethod.Access, as identity: Identity) -> Int {
    let now = simulation.clock.now.nanoseconds
    return state.withLock { $0.useQuota(calls, access, as: identity, at: now) }
  }

  // MARK: Inspection

  /// The calls received so far; empty if the configuration keeps none.
  public var callLog: CallLog { state.withLock { $0.log } }

  /// A spreadsheet's properties, sheets and named ranges, without a call.
  public func spreadsheet(_ id: SpreadsheetID) -> Spreadsheet {
    workbook(id).spreadsheet
  }

  /// The rows of a sheet down to the last one with data, without a call.
  ///
  /// Rows have no empty cells at their end; other empty cells are the empty text.
  public func rows(of sheet: String, in id: SpreadsheetID) -> [[CellValue]] {
    guard let rows = workbook(id).rows(ofSheet: sheet) else { Self.unknown(sheet, in: id) }
    return rows
  }

  /// The cells of a column, by index from 0, down to the last row of the sheet with data, without a call.
  ///
  /// An empty cell is `nil`. This is much cheaper than `rows(of:in:)` if one column is enough.
  public func column(_ column: Int, of sheet: String, in id: SpreadsheetID) -> [CellValue?] {
    guard let values = workbook(id).column(column, ofSheet: sheet) else { Self.unknown(sheet, in: id) }
    return values
  }

  /// The number of rows down to the last one with data, without a call.
  public func dataRowCount(of sheet: String, in id: SpreadsheetID) -> Int {
    guard let count = workbook(id).dataRowCount(ofSheet: sheet) else { Self.unknown(sheet, in: id) }
    return count
  }

  private func workbook(_ id: SpreadsheetID) -> Workbook {
    let now = simulation.clock.now.nanoseconds
    let found = state.withLock { state in
      state.applyLateCalls(until: now)
      return state.workbook(id)
    }
    guard let found else { Self.unknown(id) }
    return found.workbook
  }

  private static func unknown(_ id: SpreadsheetID) -> Never {
    preconditionFailure("there is no spreadsheet with the id \(id)")
  }

  private static func unknown(_ sheet: String, in id: SpreadsheetID) -> Never {
    preconditionFailure("there is no sheet named \(sheet) in the spreadsheet \(id)")
  }
}
