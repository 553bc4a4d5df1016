// Google Sheets as a simulation plays it: the far end of the transport, in virtual time.

import SheetsAPI
import Synchronization

/// A spreadsheet backend with Google's rules, quotas, latency and faults, in the virtual time of a simulation.
///
/// A call is received, checked for permission, counted against the quota, put to the fault rules, delayed, applied and
/// answered, in this order. So a call refused for permission costs no quota, and one refused by a fault does. What it
/// reads or changes is that of the moment after its latency; calls are applied in the order in which they end.
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

  /// Makes a backend without spreadsheets, whose time and chance are the simulation's.
  public init(_ simulation: Simulation, _ configuration: BackendConfiguration) {
    self.simulation = simulation
    state = Mutex(BackendState(configuration, simulation: simulation))
  }

  // MARK: Calls

  /// Carries one call through the simulated backend.
  ///
  /// A caller that is canceled while the call is in flight gets no answer, and the call has not been applied.
  ///
  /// - Throws: what the backend refuses with, or `SheetsError.noAnswer`; outside the simulation's run, where no time
  ///   passes, `SheetsError.unreadable` with a body that says so.
  public func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let now = simulation.clock.now.nanoseconds
    let reception = state.withLock { $0.receive(request, as: identity, at: now) }
    simulation.record(.call(number: reception.number, method: request.method, identity: identity))
    do {
      try await simulation.clock.sleep(for: .nanoseconds(reception.latency))
    } catch is CancellationError {
      throw conclude(reception.number, .noAnswer(.canceled))
    } catch {
      // A task that escaped from the run, which says so itself. A trap would take the report of every other run along.
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

  // MARK: Setting up

  /// Adds a spreadsheet without a call, so that it costs neither quota nor time.
  ///
  /// The id must be new, never that of a spreadsheet which was removed, and the sheets within the limits of a workbook.
  ///
  /// - Parameters:
  ///   - id: the id that calls name.
  ///   - title: the title of the file.
  ///   - sheets: the sheets; without any, one named `Sheet1`.
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

  /// Removes a spreadsheet and frees what it holds, without a call; its id cannot be added again.
  ///
  /// Calls to it are answered with 404 from now on, those in flight too, as Google answers for a file that was deleted.
  public func removeSpreadsheet(_ id: SpreadsheetID) {
    state.withLock { state in
      guard let found = state.workbook(id) else { Self.unknown(id) }
      state.remove(found.number)
    }
  }

  /// Gives an identity a role in a spreadsheet, in place of the one it had; without a call.
  public func share(_ id: SpreadsheetID, with identity: Identity, role: SpreadsheetRole) {
    state.withLock { state in
      guard let found = state.workbook(id) else { Self.unknown(id) }
      state.share(found.number, with: identity, role: role)
    }
  }

  /// Counts calls that somebody else makes as an identity against the quota, now and without a call.
  ///
  /// So a simulation has another process that shares an identity, or a restart in a minute that is partly used up. The
  /// calls take no time and are not in the call log, which holds those of the transport alone.
  ///
  /// - Returns: how many were accepted; the others met a limit and do not count.
  @discardableResult
  public func useQuota(calls: Int, _ access: SheetsMethod.Access, as identity: Identity) -> Int {
    let now = simulation.clock.now.nanoseconds
    return state.withLock { $0.useQuota(calls, access, as: identity, at: now) }
  }

  // MARK: Looking in

  /// The calls received so far; empty when the configuration keeps none.
  public var callLog: CallLog { state.withLock { $0.log } }

  /// A spreadsheet's properties, sheets and named ranges, without a call.
  public func spreadsheet(_ id: SpreadsheetID) -> Spreadsheet {
    workbook(id).spreadsheet
  }

  /// The rows of a sheet down to the last that holds data, without a call.
  ///
  /// Each row is without the empty cells at its end; an empty cell between is the empty text.
  public func rows(of sheet: String, in id: SpreadsheetID) -> [[CellValue]] {
    guard let rows = workbook(id).rows(ofSheet: sheet) else { Self.unknown(sheet, in: id) }
    return rows
  }

  /// The cells of a column, from 0, down to the last row of the sheet that holds data, without a call.
  ///
  /// An empty cell is `nil`. It costs far less than `rows(of:in:)` where one column says enough.
  public func column(_ column: Int, of sheet: String, in id: SpreadsheetID) -> [CellValue?] {
    guard let values = workbook(id).column(column, ofSheet: sheet) else { Self.unknown(sheet, in: id) }
    return values
  }

  /// The row after the last one of a sheet that holds data, without a call.
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
