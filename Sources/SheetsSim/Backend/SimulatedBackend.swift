// Google Sheets as a simulation: one backend, asked in types as a transport, or in JSON.

import SheetsAPI
import Synchronization

/// A simulated backend with Google's rules, quotas, latency and faults, asked in types or in Google's JSON.
///
/// A call is received, checked for permission, counted against the quota, checked against the fault rules, delayed,
/// applied and answered, in this order. So a call refused for permission costs no quota, and one refused by a fault does.
/// A call reads and changes the state after its latency; calls are applied in the order in which they end. Calls in types
/// and in JSON reach the same spreadsheets, and share quota, faults and the call log.
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
  private let time: BackendTime
  private let account: Mutex<Account>

  /// Creates a backend without spreadsheets that uses the time and the random numbers of a simulation.
  public init(_ simulation: Simulation, _ configuration: BackendConfiguration) {
    time = .simulation(simulation)
    account = Mutex(Account(configuration, seed: simulation.seed))
  }

  /// Creates a backend without spreadsheets outside a simulation, such as for a server.
  ///
  /// - Parameters:
  ///   - seed: the seed of all random numbers.
  ///   - configuration: the quota, latency and faults.
  ///   - clock: the clock whose time quota, latency and faults take; with `ContinuousClock()`, calls really wait.
  public init(seed: UInt64, _ configuration: BackendConfiguration, clock: some Clock<Duration>) {
    time = BackendTime(clock)
    account = Mutex(Account(configuration, seed: seed))
  }

  /// Creates a backend that is asked by `immediateAnswer(to:as:at:)` alone, and whose calls take no time.
  package init(seed: UInt64, quota: QuotaLimits = .unlimited) {
    time = .clock(now: { 0 }, sleep: { _ in })
    account = Mutex(
      Account(BackendConfiguration(quota: quota, latency: .none, keepsCallLog: false), seed: seed))
  }

  // MARK: Calls

  /// Sends a call to the simulated backend and returns its reply.
  ///
  /// If the task is canceled while the call is in flight, there is no answer and the call is not applied.
  ///
  /// - Throws: `SheetsError.refused` or `noAnswer`; outside the `run` of the simulation, where no time passes,
  ///   `SheetsError.unreadable` with a body that says so.
  public nonisolated(nonsending) func send(
    _ request: SheetsRequest, as identity: Identity
  ) async throws(SheetsError) -> SheetsReply {
    guard case .typed(let reply) = try await perform(.typed(request), as: identity) else {
      preconditionFailure("a call in types was answered in JSON")
    }
    return reply
  }

  /// Answers a request of the REST interface: Sheets v4, and of Drive v3 what clients of Sheets need.
  ///
  /// A request that cannot be parsed is answered at once, and is neither counted nor logged. The quota of Drive is not
  /// modeled.
  ///
  /// - Returns: a reply with 200 or 204, or an error in Google's envelope; 501 for what is not simulated.
  /// - Throws: `SheetsError.noAnswer` if a fault loses the answer, or the task is canceled.
  public func answer(_ request: RESTRequest, as identity: Identity) async throws(SheetsError) -> RESTAnswer {
    do throws(SheetsError) {
      let call: BackendCall
      do throws(ErrorEnvelope) { call = try BackendCall(request) } catch { throw .refused(error) }
      return try await perform(call, as: identity).rest
    } catch {
      guard let answer = RESTAnswer(error) else { throw error }
      return answer
    }
  }

  private nonisolated(nonsending) func perform(
    _ call: BackendCall, as identity: Identity
  ) async throws(SheetsError) -> BackendReply {
    let now = time.now
    let reception = account.withLock { $0.receive(call, as: identity, at: now) }
    let number = reception.number
    if let number, let method = call.method {
      time.record(.call(number: number, method: method, identity: identity))
    }
    var failure: SheetsError?
    do {
      try await time.sleep(reception.latency)
    } catch is CancellationError {
      failure = .noAnswer(.canceled)
    } catch {
      // The task is outside the run. A trap would end the process, and with it the reports of all other runs.
      failure = .unreadable(code: 500, body: "\(error)")
    }
    let end = time.now
    var code = 200
    defer { if let number { time.record(.answer(number: number, code: code)) } }
    do throws(SheetsError) {
      return try account.withLock { (account) throws(SheetsError) in
        try account.conclude(reception, failure: failure, at: end)
      }
    } catch {
      code = error.code ?? 0
      throw error
    }
  }

  /// Answers a request at once, at a moment in nanoseconds that takes the place of the backend's time.
  package func immediateAnswer(to request: RESTRequest, as identity: Identity, at now: Int64 = 0) -> RESTAnswer {
    account.withLock { $0.answer(request, as: identity, at: now) }
  }

  /// Sets the ids that the next JSON calls make up, so that recorded traffic can be replayed.
  package func usePresetIDs(_ ids: [String]) {
    account.withLock { $0.presetIDs = ids }
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
    let now = time.now
    account.withLock { account in
      do {
        let number = try account.add(id: id, title: title, sheets: sheets, at: now)
        for writer in writers { account.files[number]?.permit(Permission(writer, .writer)) }
      } catch {
        preconditionFailure("the spreadsheet \(id) cannot be added: \(error)")
      }
    }
  }

  /// Removes a spreadsheet and frees its memory, without a call; its id cannot be added again.
  ///
  /// Calls to it, including those in flight, are answered with 404, as Google does for a deleted file.
  public func removeSpreadsheet(_ id: SpreadsheetID) {
    account.withLock { account in
      guard let number = account.number(of: id) else { Self.unknown(id) }
      account.files[number] = nil
    }
  }

  /// Sets the role of an identity in a spreadsheet, without a call; `nil` takes its access away.
  public func share(_ id: SpreadsheetID, with identity: Identity, role: SpreadsheetRole?) {
    account.withLock { account in
      guard let number = account.number(of: id) else { Self.unknown(id) }
      if let role {
        account.files[number]?.permit(Permission(identity, role))
      } else {
        account.files[number]?.forbid(Permission.number(of: identity.name))
      }
    }
  }

  /// Changes a spreadsheet as a person does in the browser: without a call, quota or time.
  ///
  /// - Throws: the error that a call with these requests gets; then nothing has changed.
  public func edit(_ id: SpreadsheetID, _ requests: [BatchRequest]) throws(ErrorEnvelope) {
    let now = time.now
    try account.withLock { (account) throws(ErrorEnvelope) in
      account.applyLateCalls(until: now)
      guard let number = account.number(of: id) else { Self.unknown(id) }
      let change = SpreadsheetsBatchUpdate(spreadsheetID: id, requests: requests).request
      _ = try account.files[number]?.workbook.apply(change)
      account.files[number]?.modifiedAt = now
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
    let now = time.now
    return account.withLock { $0.useQuota(calls, access, as: identity, at: now) }
  }

  // MARK: Inspection

  /// The calls received so far; empty if the configuration keeps none.
  public var callLog: CallLog { account.withLock { $0.log } }

  /// A spreadsheet's properties, sheets and named ranges, without a call.
  public func spreadsheet(_ id: SpreadsheetID) -> Spreadsheet {
    inspect(id) { $0.spreadsheet }
  }

  /// The rows of a sheet down to the last one with data, without a call.
  ///
  /// Rows have no empty cells at their end; other empty cells are the empty text.
  public func rows(of sheet: String, in id: SpreadsheetID) -> [[CellValue]] {
    guard let rows = inspect(id, { $0.rows(ofSheet: sheet) }) else { Self.unknown(sheet, in: id) }
    return rows
  }

  /// The cells of a column, by index from 0, down to the last row of the sheet with data, without a call.
  ///
  /// An empty cell is `nil`. This is much cheaper than `rows(of:in:)` if one column is enough.
  public func column(_ column: Int, of sheet: String, in id: SpreadsheetID) -> [CellValue?] {
    guard let values = inspect(id, { $0.column(column, ofSheet: sheet) }) else { Self.unknown(sheet, in: id) }
    return values
  }

  /// The number of rows down to the last one with data, without a call.
  public func dataRowCount(of sheet: String, in id: SpreadsheetID) -> Int {
    guard let count = inspect(id, { $0.dataRowCount(ofSheet: sheet) }) else { Self.unknown(sheet, in: id) }
    return count
  }

  private func inspect<Value: Sendable>(_ id: SpreadsheetID, _ look: @Sendable (Workbook) -> Value) -> Value {
    let now = time.now
    return account.withLock { account in
      account.applyLateCalls(until: now)
      guard let number = account.number(of: id), let result = account.files[number].map({ look($0.workbook) }) else {
        Self.unknown(id)
      }
      return result
    }
  }

  private static func unknown(_ id: SpreadsheetID) -> Never {
    preconditionFailure("there is no spreadsheet with the id \(id)")
  }

  private static func unknown(_ sheet: String, in id: SpreadsheetID) -> Never {
    preconditionFailure("there is no sheet named \(sheet) in the spreadsheet \(id)")
  }
}
