// One flush on its way: its calls in order, the retries between them, and the acknowledgements.

import SheetsAPI

/// A flush that has left.
struct Flush<Request: Sendable>: Sendable {
  let plan: FlushPlan
  let travellers: [Traveller<Request>]
  let identity: Identity
  /// How many of its calls the pacer has reserved.
  let reserved: Int
  let leftAt: Duration
}

extension BatchedSheetsService {
  /// Sends the calls of a flush one after another and acknowledges each traveller after its last.
  func carry<Planner: LanePlanning>(_ flush: Flush<Planner.Request>, plannedBy: Planner.Type) async {
    let lane = Planner.lane(of: self)
    var log = FlushLog(leftAt: flush.leftAt)
    var reserved = flush.reserved
    var place = 0
    var failure: FailedCall?
    while place < flush.plan.calls.count, failure == nil {
      switch await send(flush, place: place, log: &log, reserved: &reserved, in: lane) {
      case .success(let reply): acknowledge(flush, through: place, reply: reply, log: log)
      case .failure(let failed): failure = failed
      }
      place += 1
    }
    if let failure { end(flush, at: place - 1, failure, log: log, in: lane) }
    lane.flushesUnderWay -= 1
    lane.pacer.end(as: flush.identity, unused: reserved)
    lane.signalChange()
  }

  /// A call that failed for good.
  struct FailedCall: Error {
    let cause: SheetsError
    /// Whether some try of it may have been applied, or may be applied later.
    let mayBeApplied: Bool
  }

  /// Sends one call, with a guard where it can have one, until it is applied or has failed for good.
  private func send<Planner: LanePlanning>(
    _ flush: Flush<Planner.Request>, place: Int, log: inout FlushLog, reserved: inout Int, in lane: Lane<Planner>
  ) async -> Result<SheetsReply, FailedCall> {
    guard case .spreadsheetsBatchUpdate(let batch) = flush.plan.calls[place] else {
      return await sendRepeatedly(
        flush.plan.calls[place], guardID: nil, flush, place: place, log: &log, reserved: &reserved, in: lane
      ).result
    }
    let guarded = guards.protect(batch, now: now)
    let sent = await sendRepeatedly(
      guarded.request.request, guardID: guarded.guardID, flush, place: place, log: &log, reserved: &reserved, in: lane)
    let outcome: GuardBook.Outcome =
      switch sent.result {
      case .success: .applied(isCertain: !sent.wasAmbiguous)
      case .failure(let failed): failed.mayBeApplied ? .unknown : .refused
      }
    guards.settle(guarded, outcome, now: now)
    return sent.result
  }

  private func sendRepeatedly<Planner: LanePlanning>(
    _ request: SheetsRequest, guardID: String?, _ flush: Flush<Planner.Request>, place: Int, log: inout FlushLog,
    reserved: inout Int,
    in lane: Lane<Planner>
  ) async -> (result: Result<SheetsReply, FailedCall>, wasAmbiguous: Bool) {
    var wasAmbiguous = false
    var attempt = 1
    while true {
      if reserved == 0 {
        guard await reserveFurtherCall(as: flush.identity, in: lane) else {
          return (.failure(FailedCall(cause: .noAnswer(.cancelled), mayBeApplied: wasAmbiguous)), wasAmbiguous)
        }
        log.close(.paced, at: now)
        reserved = 1
      }
      reserved -= 1
      let result = await sendOnce(
        request, attempt: attempt, as: flush.identity, place: place, log: &log, in: lane)
      guard case .failure(let failure) = result else {
        return (result.mapError { FailedCall(cause: $0, mayBeApplied: false) }, wasAmbiguous)
      }
      if wasAmbiguous, let guardID, Self.isRefusedForGuard(failure),
        let isThere = await isGuardThere(guardID, as: flush.identity, place: place, log: &log)
      {
        let applied = SheetsReply.spreadsheetsBatchUpdate(
          SpreadsheetsBatchUpdate.Reply(spreadsheetID: configuration.spreadsheetID, replies: []))
        // Without the guard something else is wrong with it, and the earlier try may still take effect.
        return isThere
          ? (.success(applied), true) : (.failure(FailedCall(cause: failure, mayBeApplied: true)), true)
      }
      wasAmbiguous = wasAmbiguous || (request.method.access == .write && failure.isAmbiguous)
      let isRepeatable = guardID != nil || request.method != .valuesAppend || !failure.isAmbiguous
      guard isRepeatable,
        case .retry(let delay) = configuration.retry.decide(after: failure, attempt: attempt, generator: &jitter),
        (try? await clock.sleep(for: delay)) != nil
      else { return (.failure(FailedCall(cause: failure, mayBeApplied: wasAmbiguous)), wasAmbiguous) }
      log.close(.backingOff, at: now)
      attempt += 1
    }
  }

  /// Makes one call that the lane's pacer has reserved, and writes it down.
  private func sendOnce<Planner: LanePlanning>(
    _ request: SheetsRequest, attempt: Int, as identity: Identity, place: Int, log: inout FlushLog,
    in lane: Lane<Planner>
  ) async -> Result<SheetsReply, SheetsError> {
    let sentAt = now
    lane.pacer.send(as: identity, at: sentAt)
    let result: Result<SheetsReply, SheetsError>
    var failure: SheetsError?
    do throws(SheetsError) {
      result = .success(try await transport.send(request, as: identity))
    } catch {
      result = .failure(error)
      failure = error
    }
    let endedAt = now
    log.close(.inFlight(request.method), at: endedAt)
    log.add(
      CallReport(
        method: request.method, identity: identity, attempt: attempt, sentAt: sentAt, endedAt: endedAt,
        failure: failure),
      place: place)
    return result
  }

  /// Whether a batch was refused because of its first request, its guard.
  private static func isRefusedForGuard(_ error: SheetsError) -> Bool {
    guard case .refused(let envelope) = error, envelope.code == 400 else { return false }
    return envelope.message.hasPrefix("Invalid requests[0].addNamedRange")
  }

  /// Looks whether a guard exists: a read, paced as such; `nil` when that could not be found out.
  ///
  /// The words of the refusal are not believed: a guard can also be refused because its sheet is gone.
  private func isGuardThere(_ id: String, as identity: Identity, place: Int, log: inout FlushLog) async -> Bool? {
    let request = SpreadsheetsGet(spreadsheetID: configuration.spreadsheetID).request
    var attempt = 1
    while true {
      guard await reserveFurtherCall(as: identity, in: reads) else { return nil }
      log.close(.paced, at: now)
      switch await sendOnce(request, attempt: attempt, as: identity, place: place, log: &log, in: reads) {
      case .success(.spreadsheetsGet(let spreadsheet)):
        return spreadsheet.namedRanges.contains { $0.namedRangeID == id }
      case .success:
        return nil
      case .failure(let error):
        guard case .retry(let delay) = configuration.retry.decide(after: error, attempt: attempt, generator: &jitter),
          (try? await clock.sleep(for: delay)) != nil
        else { return nil }
        log.close(.backingOff, at: now)
        attempt += 1
      }
    }
  }

  /// Waits until the pacer lets one more call of a flush leave; false when the task is cancelled meanwhile.
  private func reserveFurtherCall<Planner: LanePlanning>(as identity: Identity, in lane: Lane<Planner>) async -> Bool {
    while true {
      switch lane.pacer.decideFurtherCall(as: identity, now: now) {
      case .leave: return true
      case .wait(let moment):
        guard (try? await clock.sleep(for: moment - now)) != nil else { return false }
      }
    }
  }

  private func acknowledge(_ flush: Flush<some Sendable>, through place: Int, reply: SheetsReply, log: FlushLog) {
    var values: [ValueRange] = []
    if case .valuesBatchGet(let reads) = reply { values = reads.valueRanges }
    for (traveller, passenger) in zip(flush.travellers, flush.plan.passengers) where passenger.calls.last == place {
      guard passenger.ranges.upperBound <= values.count else {
        let body = "\(values.count) ranges in the reply to a read of more"
        traveller.continuation.resume(
          throwing: ServiceError.callFailed(.unreadable(code: 200, body: body), calls: log.calls(of: passenger)))
        continue
      }
      let receipt = log.receipt(for: traveller, passenger: passenger)
      traveller.continuation.resume(
        returning: Delivery(receipt: receipt, values: Array(values[passenger.ranges])))
    }
  }

  /// Ends a flush whose call at `place` failed for good: one that was refused for its content is tried in parts.
  private func end<Planner: LanePlanning>(
    _ flush: Flush<Planner.Request>, at place: Int, _ failed: FailedCall, log: FlushLog, in lane: Lane<Planner>
  ) {
    let open = zip(flush.travellers, flush.plan.passengers).filter { ($0.1.calls.last ?? -1) >= place }
    if open.count > 1, failed.cause.code == 400, !failed.mayBeApplied {
      lane.bringBack(open.map(\.0), with: open.map { log.calls(of: $0.1) }, spans: log.spans, at: log.end)
      return
    }
    for (traveller, passenger) in open { refuse(traveller, passenger, at: place, failed, log: log) }
  }

  private func refuse(
    _ traveller: Traveller<some Sendable>, _ passenger: FlushPlan.Passenger, at place: Int, _ failed: FailedCall,
    log: FlushLog
  ) {
    let calls = traveller.waiting.calls + log.calls(of: passenger)
    let parts = passenger.parts.map { part in
      let state: PartialOutcome.State =
        part.call < place ? .applied : part.call == place && failed.mayBeApplied ? .unknown : .notApplied
      return PartialOutcome.Part(updates: part.updates, rows: part.rows, state: state)
    }
    let error: ServiceError =
      if parts.allSatisfy({ $0.state == .notApplied }) {
        .callFailed(failed.cause, calls: calls)
      } else if parts.count == 1 {
        .outcomeUnknown(failed.cause, calls: calls)
      } else {
        .partiallyApplied(PartialOutcome(cause: failed.cause, parts: parts, calls: calls))
      }
    traveller.continuation.resume(throwing: error)
  }
}
