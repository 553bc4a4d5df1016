// One flush on its way: its calls in order, the retries between them, and the acknowledgements.

import SheetsAPI

/// A flush that has left.
struct Flush<Planner: LanePlanning>: Sendable {
  let plan: FlushPlan
  let destination: Destination
  let travellers: [Traveller<Planner>]
  let identity: Identity
}

/// How far a flush has come.
struct FlushProgress {
  var log: FlushLog
  /// The call that it is at, by its place in the plan's `calls`.
  var place = 0
  /// How many of its calls the pacer has reserved and it has not sent.
  var reserved: Int
  /// Whether its identity carries no other; not while it waits for the pacer to let a further call go.
  var holdsIdentity = true
  var lastSentAt: Duration

  init(leftAt: Duration, reserved: Int) {
    log = FlushLog(leftAt: leftAt)
    lastSentAt = leftAt
    self.reserved = reserved
  }
}

/// A call that failed for good.
struct FailedCall: Error {
  let cause: SheetsError
  /// Whether some try of it may have been applied, or may be applied later.
  let mayBeApplied: Bool
}

extension BatchedSheetsService {
  /// Sends the calls of a flush one after another and acknowledges each traveller after its last.
  func carry<Planner: LanePlanning>(_ flush: Flush<Planner>, reserved: Int, leftAt: Duration) async {
    let lane = Planner.lane(of: self)
    var progress = FlushProgress(leftAt: leftAt, reserved: reserved)
    var failure: FailedCall?
    while progress.place < flush.plan.calls.count {
      switch await send(flush, &progress, in: lane) {
      case .success(let reply): acknowledge(flush, through: progress.place, reply: reply, log: progress.log)
      case .failure(let failed): failure = failed
      }
      if failure != nil { break }
      progress.place += 1
    }
    if let failure { end(flush, at: progress.place, failure, log: progress.log, in: lane) }
    lane.flushesUnderWay -= 1
    if progress.holdsIdentity {
      lane.free(flush.identity, unused: progress.reserved)
    } else {
      lane.signalChange()
    }
  }

  /// Sends the call that the flush is at, with a guard where it can have one, until it is applied or has failed for
  /// good.
  private func send<Planner: LanePlanning>(
    _ flush: Flush<Planner>, _ progress: inout FlushProgress, in lane: Lane<Planner>
  ) async -> Result<SheetsReply, FailedCall> {
    let request = flush.plan.calls[progress.place]
    guard case .spreadsheetsBatchUpdate(let batch) = request else {
      return await sendRepeatedly(request, guardID: nil, flush, &progress, in: lane).result
    }
    let guarded = guards.protect(batch, sheetID: flush.destination.log.sheetID, now: now)
    let sent = await sendRepeatedly(guarded.request.request, guardID: guarded.guardID, flush, &progress, in: lane)
    let outcome: GuardBook.Outcome =
      switch sent.result {
      case .success: .applied(isCertain: !sent.wasAmbiguous)
      case .failure(let failed): failed.mayBeApplied ? .unknown : .refused
      }
    guards.settle(guarded, outcome, now: now)
    return sent.result
  }

  private func sendRepeatedly<Planner: LanePlanning>(
    _ request: SheetsRequest, guardID: String?, _ flush: Flush<Planner>, _ progress: inout FlushProgress,
    in lane: Lane<Planner>
  ) async -> (result: Result<SheetsReply, FailedCall>, wasAmbiguous: Bool) {
    var wasAmbiguous = false
    var attempt = 1
    while true {
      guard await reserveCall(as: flush.identity, &progress, in: lane) else {
        return (.failure(FailedCall(cause: .noAnswer(.cancelled), mayBeApplied: wasAmbiguous)), wasAmbiguous)
      }
      progress.reserved -= 1
      let result = await sendOnce(request, attempt: attempt, as: flush.identity, &progress, in: lane)
      guard case .failure(let failure) = result else {
        return (result.mapError { FailedCall(cause: $0, mayBeApplied: false) }, wasAmbiguous)
      }
      if wasAmbiguous, let guardID, Self.isRefusedForGuard(failure),
        let isThere = await isGuardThere(guardID, flush, &progress)
      {
        let applied = SheetsReply.spreadsheetsBatchUpdate(
          SpreadsheetsBatchUpdate.Reply(spreadsheetID: flush.destination.spreadsheetID, replies: []))
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
      progress.log.close(.backingOff, at: now)
      attempt += 1
    }
  }

  /// Makes one call that the lane's pacer has reserved, and writes it down.
  private func sendOnce<Planner: LanePlanning>(
    _ request: SheetsRequest, attempt: Int, as identity: Identity, _ progress: inout FlushProgress,
    in lane: Lane<Planner>
  ) async -> Result<SheetsReply, SheetsError> {
    let sentAt = now
    lane.pacer.send(as: identity, at: sentAt)
    progress.lastSentAt = sentAt
    let result: Result<SheetsReply, SheetsError>
    var failure: SheetsError?
    do throws(SheetsError) {
      result = .success(try await transport.send(request, as: identity))
    } catch {
      result = .failure(error)
      failure = error
    }
    let endedAt = now
    if let failure, failure.code == 429 {
      lane.pacer.refused(as: identity, isProject: failure.isForProjectQuota, sentAt: sentAt, now: endedAt)
    }
    progress.log.close(.inFlight(request.method), at: endedAt)
    progress.log.add(
      CallReport(
        method: request.method, identity: identity, attempt: attempt, sentAt: sentAt, endedAt: endedAt,
        failure: failure),
      place: progress.place)
    return result
  }

  /// Sees to it that the next call of a flush is reserved: one past those reserved at first waits for the pacer; false
  /// when the task is cancelled meanwhile.
  ///
  /// Others may leave as the identity while the flush waits, so that a large operation does not keep it from them.
  private func reserveCall<Planner: LanePlanning>(
    as identity: Identity, _ progress: inout FlushProgress, in lane: Lane<Planner>
  ) async -> Bool {
    if progress.reserved > 0 { return true }
    var call = lane.pacer.furtherCall(as: identity, after: progress.lastSentAt, now: now)
    while true {
      switch lane.pacer.decide(&call, holding: progress.holdsIdentity, now: now) {
      case .leave:
        progress.holdsIdentity = true
        progress.reserved += 1
        return true
      case .wait(let moment):
        pause(identity, &progress, in: lane)
        guard (try? await clock.sleep(for: moment - now)) != nil else {
          lane.pacer.withdraw(&call)
          return false
        }
        progress.log.close(.paced, at: now)
      case .waitForEnd:
        pause(identity, &progress, in: lane)
        await lane.waitForEnd(isolation: self)
        progress.log.close(.queued, at: now)
      }
    }
  }

  private func pause<Planner: LanePlanning>(
    _ identity: Identity, _ progress: inout FlushProgress, in lane: Lane<Planner>
  ) {
    guard progress.holdsIdentity else { return }
    progress.holdsIdentity = false
    lane.free(identity, unused: 0)
  }

  /// Whether a batch was refused because of its first request, its guard.
  private static func isRefusedForGuard(_ error: SheetsError) -> Bool {
    guard case .refused(let envelope) = error, envelope.code == 400 else { return false }
    return envelope.message.hasPrefix("Invalid requests[0].addNamedRange")
  }

  /// Looks whether a guard exists: a read, paced as such; `nil` when that could not be found out.
  ///
  /// The words of the refusal are not believed: a guard can also be refused because its sheet is gone.
  private func isGuardThere(
    _ id: String, _ flush: Flush<some LanePlanning>, _ progress: inout FlushProgress
  ) async -> Bool? {
    let request = SpreadsheetsGet(spreadsheetID: flush.destination.spreadsheetID).request
    // In the lane of the reads it is a flush of its own, which begins with a further call.
    var reading = FlushProgress(leftAt: now, reserved: 0)
    reading.log = progress.log
    reading.place = progress.place
    reading.holdsIdentity = false
    defer {
      progress.log = reading.log
      if reading.holdsIdentity { reads.free(flush.identity, unused: reading.reserved) }
    }
    var attempt = 1
    while true {
      guard await reserveCall(as: flush.identity, &reading, in: reads) else { return nil }
      reading.reserved -= 1
      switch await sendOnce(request, attempt: attempt, as: flush.identity, &reading, in: reads) {
      case .success(.spreadsheetsGet(let spreadsheet)):
        return spreadsheet.namedRanges.contains { $0.namedRangeID == id }
      case .success:
        return nil
      case .failure(let error):
        guard case .retry(let delay) = configuration.retry.decide(after: error, attempt: attempt, generator: &jitter),
          (try? await clock.sleep(for: delay)) != nil
        else { return nil }
        reading.log.close(.backingOff, at: now)
        attempt += 1
      }
    }
  }
}

extension SheetsError {
  /// Whether a 429 names the quota of the project rather than that of the caller.
  package var isForProjectQuota: Bool {
    guard case .refused(let envelope) = self else { return false }
    return envelope.details.contains { detail in
      guard case .errorInfo(_, _, let metadata) = detail else { return false }
      return metadata.contains { $0.key == "quota_limit" && $0.value.hasSuffix("PerProject") }
    }
  }
}
