// One flush as a state machine: events go in, actions come out. It awaits nothing and reads no clock.

import SheetsAPI

/// A flush that has left, from its first call to its end.
///
/// ```
///            ┌───────────────────────── woke ──────────────────────────┐
///            ▼                                                         │
///   left ─▶ ready ─ capacity(leave) ─▶ in flight ─ answered ─▶ acknowledge, next call or end
///            │  ▲                          │
///            │  └── sleep, waitForEnd ◀── capacity(wait), failed: retry, ask for the key
///            └─ canceled ─▶ reject, end    └─ failed for good ─▶ requeue, reject, end
/// ```
///
/// Of the actions that an event leads to, the last one is awaited: its end is the next event.
package struct Flush: Sendable {
  /// What happens to a flush.
  package enum Event: Sendable {
    /// It leaves, with its first calls reserved.
    case left
    /// The pacer has decided about its next call.
    case capacity(Pacer.Decision)
    /// The wait is over.
    case woke
    /// The call in flight was answered.
    case answered(SheetsReply)
    /// The call in flight failed.
    case failed(SheetsError)
    /// The service stops while the flush waits.
    case canceled
  }

  /// What is to be done.
  package enum Action: Sendable {
    /// Ask the pacer for a call; the answer is `capacity`.
    case reserve(SheetsMethod.Access)
    /// Make a call; the answer is `answered` or `failed`.
    case send(SheetsRequest)
    /// Sleep until this moment; then `woke`.
    case sleep(until: Nanoseconds)
    /// Wait until another flush frees an identity; then `woke`.
    case waitForEnd(SheetsMethod.Access)
    /// Let others use the identity.
    case free(SheetsMethod.Access)
    /// Tell the caller of the batch member with this index that everything was applied.
    case acknowledge(Int, ReadReceipt)
    /// Tell the caller of the batch member with this index that it failed.
    case reject(Int, ServiceError)
    /// Put batch members back: to leave at once, or apart from all others.
    case requeue([QueuedRequest], apart: Bool)
    /// Lower the limit of a quota that refused a call.
    case slowDown(SheetsError.QuotaSubject, SheetsMethod.Access, sentAt: Nanoseconds)
    /// Make no calls as this identity for a while.
    case deny(SheetsMethod.Access)
    /// Nothing is left to do.
    case end
  }

  package let identity: Identity
  package private(set) var members: [QueuedRequest]
  /// The number of calls that the pacer has reserved and the flush has not sent.
  package private(set) var reserved: Int
  /// Whether it occupies its identity; `false` while it waits for the pacer to allow a further call.
  package private(set) var holdsIdentity = true
  /// When its last call was sent; before the first, when it left.
  package private(set) var sentAt: Nanoseconds
  /// The number of the try of the call in flight, counted from 1.
  package var attempt: Int { question?.attempt ?? current.attempt }
  package let access: SheetsMethod.Access
  var plan: FlushPlan
  var current = Current()
  var question: Question?
  var log: FlushLog
  private let retry: RetryPolicy

  /// The call that it makes, until it is applied or fails for good.
  struct Current: Sendable {
    /// Its index in the plan's `calls`.
    var index = 0
    var attempt = 1
    /// Whether an earlier try may have been applied, or may be applied later.
    var isAmbiguous = false
    var key: IdempotencyKeys.Key?
    /// What is sent, with the key.
    var request: SheetsRequest?
  }

  /// The question whether the key exists, after a refusal that an earlier, applied try would explain.
  struct Question: Sendable {
    let refusal: SheetsError
    /// Whether a removal was refused, which an earlier, applied try would explain as well.
    let isForRemoval: Bool
    var attempt = 1
  }

  package init(
    _ plan: FlushPlan, carrying members: [QueuedRequest], as identity: Identity, reserved: Int, leftAt: Nanoseconds,
    retry: RetryPolicy
  ) {
    self.plan = plan
    self.members = members
    self.identity = identity
    self.reserved = reserved
    self.retry = retry
    access = plan.calls[0].request.method.access
    sentAt = leftAt
    log = FlushLog(leftAt: leftAt)
  }

  /// Takes in an event and returns what is to be done.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - now: the time since the service was created.
  ///   - hasOtherIdentity: whether another identity could do what this one may not.
  ///   - keys: the idempotency keys of the service.
  ///   - jitter: the random source of the backoff.
  /// - Returns: the actions, in order; the last one is awaited.
  package mutating func handle(
    _ event: Event, now: Nanoseconds, hasOtherIdentity: @autoclosure () -> Bool, keys: inout IdempotencyKeys,
    jitter: inout some RandomNumberGenerator
  ) -> [Action] {
    switch event {
    case .left:
      return begin(now: now, keys: &keys)
    case .capacity(.leave):
      if question == nil {
        holdsIdentity = true
        reserved += 1
      }
      return send(now: now)
    case .capacity(.wait(let moment)):
      return pause(for: .paced) + [.sleep(until: moment)]
    case .capacity(.waitForEnd):
      return pause(for: .queued) + [.waitForEnd(question == nil ? access : .read)]
    case .woke:
      log.endWait(at: now)
      return proceed(now: now)
    case .canceled:
      return fail(.noAnswer(.canceled), now: now, keys: &keys)
    case .answered(let reply):
      log.add(report(endedAt: now, failure: nil), callIndex: current.index)
      guard question != nil else { return applied(reply, now: now, keys: &keys) }
      return [.free(.read)] + answer(reply, now: now, keys: &keys)
    case .failed(let error):
      log.add(report(endedAt: now, failure: error), callIndex: current.index)
      var actions: [Action] = []
      if case .quota(let subject) = error.kind {
        actions.append(.slowDown(subject, question == nil ? access : .read, sentAt: sentAt))
      }
      if question != nil { actions.append(.free(.read)) }
      return actions
        + failed(error, now: now, hasOtherIdentity: hasOtherIdentity(), keys: &keys, jitter: &jitter)
    }
  }

  /// Prepares the current call; a spreadsheets.batchUpdate gets an idempotency key.
  mutating func begin(now: Nanoseconds, keys: inout IdempotencyKeys) -> [Action] {
    let request = plan.calls[current.index].request
    current.request = request
    if case .spreadsheetsBatchUpdate(let batch) = request, let sheet = keySheet {
      let keyed = keys.attach(to: batch, sheetID: sheet.sheetID, now: now)
      current.request = keyed.batch.request
      current.key = keyed.key
    }
    return proceed(now: now)
  }

  /// The sheet whose first cell the key covers: the log if the flush has rows for it, or else a sheet that it updates.
  var keySheet: SheetReference? {
    let items = plan.calls[current.index].items
    guard let first = items.first, let member = members.first else { return nil }
    let log = member.destination.log
    return items.contains { $0.sheet == log } ? log : first.sheet
  }

  /// Sends the current call, or asks the pacer for it.
  mutating func proceed(now: Nanoseconds) -> [Action] {
    if question == nil, reserved > 0 { return send(now: now) }
    return [.reserve(question == nil ? access : .read)]
  }

  private mutating func send(now: Nanoseconds) -> [Action] {
    sentAt = now
    if question != nil, let spreadsheetID = current.key?.spreadsheetID {
      return [.send(SpreadsheetsGet(spreadsheetID: spreadsheetID).request)]
    }
    reserved -= 1
    return [.send(current.request ?? plan.calls[current.index].request)]
  }

  /// While the flush waits, other flushes may use its identity, so that a large operation does not block them.
  private mutating func pause(for kind: Span.Kind) -> [Action] {
    log.beginWait(kind)
    guard question == nil, holdsIdentity else { return [] }
    holdsIdentity = false
    return [.free(access)]
  }

  /// Waits before the next try, or gives up.
  mutating func backOff(
    after error: SheetsError, attempt: Int, now: Nanoseconds, jitter: inout some RandomNumberGenerator
  ) -> [Action]? {
    guard case .retry(let delay) = retry.decide(after: error, attempt: attempt, generator: &jitter) else { return nil }
    log.beginWait(.backingOff)
    return [.sleep(until: now + Nanoseconds(delay))]
  }

  /// The report of the call in flight, which ends now.
  func report(endedAt: Nanoseconds, failure: SheetsError?) -> CallReport {
    let method = question == nil ? plan.calls[current.index].request.method : .spreadsheetsGet
    return CallReport(
      method: method, identity: identity, attempt: attempt, sentAt: Duration(sentAt), endedAt: Duration(endedAt),
      failure: failure)
  }

  /// Acknowledges those whose last call was applied, and goes on with the next call.
  mutating func applied(_ reply: SheetsReply, now: Nanoseconds, keys: inout IdempotencyKeys) -> [Action] {
    if let key = current.key {
      keys.recordOutcome(.applied(isCertain: !current.isAmbiguous), of: key, now: now)
      if case .spreadsheetsBatchUpdate(let batch) = reply, let spreadsheet = batch.updatedSpreadsheet {
        keys.see(spreadsheet.namedRanges, in: key.spreadsheetID, sentAt: sentAt, now: now)
      }
    }
    noteRows(reply)
    var actions: [Action] = []
    actions.reserveCapacity(plan.calls[current.index].shares.count + 1)
    for share in plan.calls[current.index].shares
    where plan.callsOfMember[share.member].upperBound == current.index + 1 {
      actions.append(acknowledgment(of: share, reply))
    }
    current = Current(index: current.index + 1)
    actions += current.index < plan.calls.count ? begin(now: now, keys: &keys) : [.end]
    return actions
  }

  private func acknowledgment(of share: FlushPlan.Share, _ reply: SheetsReply) -> Action {
    let member = members[share.member]
    let calls = calls(of: share.member)
    var values: [ValueRange] = []
    if case .valuesBatchGet(let reads) = reply { values = reads.valueRanges }
    guard share.ranges.upperBound <= values.count else {
      let body = "the reply has \(values.count) ranges, expected at least \(share.ranges.upperBound)"
      return .reject(share.member, .callFailed(.unreadable(code: 200, body: body), calls: calls))
    }
    let receipt = Receipt(
      latency: Duration(log.end - member.acceptedAt), spans: member.spans + log.spans, calls: calls, rows: member.landed
    )
    return .acknowledge(share.member, ReadReceipt(values: Array(values[share.ranges]), receipt: receipt))
  }

  /// The calls made for a batch member, those of earlier flushes included.
  func calls(of member: Int) -> [CallReport] {
    var calls = members[member].calls
    log.append(plan.callsOfMember[member], to: &calls)
    return calls
  }

  /// Notes where the rows of an append landed, which the reply of a values.append tells.
  private mutating func noteRows(_ reply: SheetsReply) {
    guard case .valuesAppend(let append) = reply,
      case .cells(_, let area)? = A1Reference(parsing: append.updates.updatedRange), var row = area.startRow
    else { return }
    for share in plan.calls[current.index].shares {
      members[share.member].landed.append(row..<row + share.rows.count)
      row += share.rows.count
    }
  }
}
