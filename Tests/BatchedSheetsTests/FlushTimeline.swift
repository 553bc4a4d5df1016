// Drives a flush's state machine by hand and draws what happens as a timeline.

import BatchedSheets
import SheetsAPI

/// A flush without tasks, clock or backend: the test says what happens, and the timeline shows what is done about it.
struct FlushTimeline: CustomStringConvertible {
  static let log = SheetReference(sheetID: 7, title: "Log")
  static let cells = SheetReference(sheetID: 3, title: "Cells")
  static let other = SheetReference(sheetID: 4, title: "Other")

  private(set) var description = ""
  private(set) var actions: [Flush.Action] = []
  private var flush: Flush
  private var keys = IdempotencyKeys(nonce: 1, longestLife: .seconds(1800))
  private var jitter = NoJitter()
  private var now = Nanoseconds.zero
  var hasOtherIdentity = false

  private struct NoJitter: RandomNumberGenerator {
    mutating func next() -> UInt64 { 0 }
  }

  /// A flush that leaves at 0 s with as many calls reserved as it needs at least.
  init(
    _ mode: FlushMode, _ operations: [SheetOperation], rowsPerChunk: Int = 900, keysBefore: Int = 0,
    retry: RetryPolicy = RetryPolicy()
  ) {
    let id = SpreadsheetID("sheet")
    let configuration = ServiceConfiguration(
      spreadsheetID: id, log: Self.log, identities: [Identity("robot")], mode: mode, rowsPerChunk: rowsPerChunk)
    let planner = FlushPlanner(configuration)
    let members = operations.map {
      QueuedRequest(
        .operation($0), size: planner.size(of: $0), destination: Destination(spreadsheetID: id, log: Self.log),
        acceptedAt: .zero)
    }
    // The first key looks around; the others are there for the batch to remove.
    var before: [IdempotencyKeys.Key] = []
    for _ in 0...keysBefore {
      let batch = SpreadsheetsBatchUpdate(spreadsheetID: id, requests: [])
      before.append(keys.attach(to: batch, sheetID: 7, now: .zero).key)
    }
    for key in before.dropFirst() { keys.recordOutcome(.applied(isCertain: true), of: key, now: .zero) }
    flush = Flush(
      planner.plan(members[...]), carrying: members, as: Identity("robot"),
      reserved: planner.callsToReserve(members[...]),
      leftAt: .zero, retry: retry)
    happens(.left, "leaves with \(operations.count) \(operations.count == 1 ? "operation" : "operations")", at: .zero)
  }

  mutating func answers(at seconds: Double = 0.5) { happens(.answered(emptyReply), "answered", after: seconds) }

  mutating func answers(_ reply: SheetsReply, _ title: String) { happens(.answered(reply), title, after: 0.5) }

  mutating func fails(_ error: SheetsError) { happens(.failed(error), "fails: \(error)", after: 0.5) }

  mutating func refuses(_ message: String) { fails(.refused(ErrorEnvelope(.invalidArgument, message))) }

  mutating func wakes() {
    var until = now
    if case .sleep(let moment)? = actions.last { until = moment }
    happens(.woke, "wakes", at: until)
  }

  mutating func getsCapacity() { happens(.capacity(.leave(Identity("robot"))), "gets a call", at: now) }

  mutating func mustWait(seconds: Int) {
    happens(.capacity(.wait(until: now + .seconds(seconds))), "must wait", at: now)
  }

  mutating func isCanceled() { happens(.canceled, "is canceled", at: now) }

  private mutating func happens(_ event: Flush.Event, _ title: String, after seconds: Double) {
    happens(event, title, at: now + .milliseconds(Int(seconds * 1000)))
  }

  private mutating func happens(_ event: Flush.Event, _ title: String, at moment: Nanoseconds) {
    now = moment
    actions = flush.handle(event, now: now, hasOtherIdentity: hasOtherIdentity, keys: &keys, jitter: &jitter)
    let milliseconds = now / 1_000_000
    let fraction = String(1000 + milliseconds % 1000).dropFirst()
    let time = "\(milliseconds / 1000).\(fraction) s"
    description += String(repeating: " ", count: max(0, 9 - time.count)) + "\(time)  ← \(title)\n"
    for action in actions { description += "           → \(text(action))\n" }
  }

  private var emptyReply: SheetsReply {
    guard case .send(let request)? = actions.last else { preconditionFailure("no call is in flight") }
    let id = SpreadsheetID("sheet")
    return switch request {
    case .spreadsheetsBatchUpdate: .spreadsheetsBatchUpdate(.init(spreadsheetID: id, replies: []))
    case .spreadsheetsGet: .spreadsheetsGet(Spreadsheet(spreadsheetID: id, title: "", sheets: [], namedRanges: []))
    case .valuesAppend:
      .valuesAppend(
        .init(
          spreadsheetID: id, tableRange: nil,
          updates: .init(
            spreadsheetID: id, updatedRange: "Log!A11:B20", updatedRows: 10, updatedColumns: 2, updatedCells: 20)))
    default:
      .valuesBatchUpdate(
        .init(
          spreadsheetID: id, totalUpdatedRows: 0, totalUpdatedColumns: 0, totalUpdatedCells: 0, totalUpdatedSheets: 0,
          responses: []))
    }
  }

  private func text(_ action: Flush.Action) -> String {
    switch action {
    case .reserve(let access): "ask the pacer for a \(access)"
    case .send(.spreadsheetsBatchUpdate(let batch)): "send \(batch.requests.map(\.kind).joined(separator: ", "))"
    case .send(let request): "send \(request.method)"
    case .sleep(let moment): "sleep until \(Duration(moment))"
    case .waitForEnd: "wait for another flush to end"
    case .free: "free the identity"
    case .acknowledge(let member, _): "acknowledge \(Self.name(flush.members[member]))"
    case .reject(let member, let error): "reject \(Self.name(flush.members[member])): \(Self.kind(error))"
    case .requeue(let members, let apart):
      "requeue \(members.map(Self.name).joined(separator: ", "))\(apart ? " apart" : "")"
    case .slowDown(let subject, _, _): "slow down for the \(subject)"
    case .deny: "deny the identity"
    case .end: "end"
    }
  }

  /// An operation's name is the text of its first cell.
  private static func name(_ member: QueuedRequest) -> String {
    let operation = member.operation
    guard case .string(let name)? = operation.updates.first?.values.first ?? operation.rows.first?.first else {
      return "?"
    }
    return name
  }

  private static func kind(_ error: ServiceError) -> String {
    switch error {
    case .callFailed: "nothing applied"
    case .outcomeUnknown: "unknown"
    case .partiallyApplied(let outcome): outcome.parts.map(\.description).joined(separator: ", ")
    default: "\(error)"
    }
  }
}

extension SheetOperation {
  /// An operation whose updates and rows begin with its name.
  static func named(
    _ name: String, rows: Int = 1, updating sheet: SheetReference? = FlushTimeline.cells
  ) -> SheetOperation {
    SheetOperation(
      updates: sheet.map { [CellUpdate(sheet: $0, row: 0, column: 0, values: [.string(name)])] } ?? [],
      rows: Array(repeating: [.string(name)], count: rows))
  }
}
