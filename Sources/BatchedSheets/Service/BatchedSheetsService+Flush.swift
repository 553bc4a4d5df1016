// One flush under way: its calls in order, the retries between them, and the acknowledgments.

import SheetsAPI

/// A flush that has left.
struct Flush<Planner: RequestQueuePlanning>: Sendable {
  let plan: FlushPlan
  let destination: Destination
  let members: [BatchMember<Planner>]
  let identity: Identity
}

/// The progress of a flush.
struct FlushProgress {
  var log: FlushLog
  /// The index of its current call in the plan's `calls`.
  var callIndex = 0
  /// The number of calls that the pacer has reserved and the flush has not sent.
  var reserved: Int
  /// Whether it occupies its identity; `false` while it waits for the pacer to allow a further call.
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
  /// Whether a try of it may have been applied, or may be applied later.
  let mayBeApplied: Bool
}

extension BatchedSheetsService {
  /// Sends the calls of a flush one after another and acknowledges each batch member after its last.
  func carry<Planner: RequestQueuePlanning>(_ flush: Flush<Planner>, reserved: Int, leftAt: Duration) async {
    let queue = Planner.queue(of: self)
    var progress = FlushProgress(leftAt: leftAt, reserved: reserved)
    var failure: FailedCall?
    while progress.callIndex < flush.plan.calls.count {
      switch await send(flush, &progress, in: queue) {
      case .success(let reply): acknowledge(flush, through: progress.callIndex, reply: reply, log: progress.log)
      case .failure(let failed): failure = failed
      }
      if failure != nil { break }
      progress.callIndex += 1
    }
    if let failure { end(flush, at: progress.callIndex, failure, log: progress.log, in: queue) }
    queue.flushesUnderWay -= 1
    if progress.holdsIdentity {
      queue.free(flush.identity, unused: progress.reserved)
    } else {
      queue.signalChange()
    }
  }

  /// Sends the current call of a flush, with an idempotency key if it can have one, until it is applied or fails for good.
  private func send<Planner: RequestQueuePlanning>(
    _ flush: Flush<Planner>, _ progress: inout FlushProgress, in queue: RequestQueue<Planner>
  ) async -> Result<SheetsReply, FailedCall> {
    let request = flush.plan.calls[progress.callIndex]
    guard case .spreadsheetsBatchUpdate(let batch) = request else {
      return await sendRepeatedly(request, keyID: nil, flush, &progress, in: queue).result
    }
    let keyed = idempotencyKeys.attach(to: batch, sheetID: flush.destination.log.sheetID, now: now)
    let sent = await sendRepeatedly(keyed.request.request, keyID: keyed.keyID, flush, &progress, in: queue)
    let outcome: IdempotencyKeys.Outcome =
      switch sent.result {
      case .success: .applied(isCertain: !sent.wasAmbiguous)
      case .failure(let failed): failed.mayBeApplied ? .unknown : .refused
      }
    idempotencyKeys.recordOutcome(outcome, of: keyed, now: now)
    return sent.result
  }

  private func sendRepeatedly<Planner: RequestQueuePlanning>(
    _ request: SheetsRequest, keyID: String?, _ flush: Flush<Planner>, _ progress: inout FlushProgress,
    in queue: RequestQueue<Planner>
  ) async -> (result: Result<SheetsReply, FailedCall>, wasAmbiguous: Bool) {
    var wasAmbiguous = false
    var attempt = 1
    while true {
      guard await reserveCall(as: flush.identity, &progress, in: queue) else {
        return (.failure(FailedCall(cause: .noAnswer(.canceled), mayBeApplied: wasAmbiguous)), wasAmbiguous)
      }
      progress.reserved -= 1
      let result = await sendOnce(request, attempt: attempt, as: flush.identity, &progress, in: queue)
      guard case .failure(let failure) = result else {
        return (result.mapError { FailedCall(cause: $0, mayBeApplied: false) }, wasAmbiguous)
      }
      if wasAmbiguous, let keyID, Self.isRefusedForKey(failure),
        let exists = await keyExists(keyID, flush, &progress)
      {
        let applied = SheetsReply.spreadsheetsBatchUpdate(
          SpreadsheetsBatchUpdate.Reply(spreadsheetID: flush.destination.spreadsheetID, replies: []))
        // Without the key the refusal has another cause, and the earlier try may still take effect.
        return exists
          ? (.success(applied), true) : (.failure(FailedCall(cause: failure, mayBeApplied: true)), true)
      }
      wasAmbiguous = wasAmbiguous || (request.method.access == .write && failure.isAmbiguous)
      let isRepeatable = keyID != nil || request.method != .valuesAppend || !failure.isAmbiguous
      guard isRepeatable,
        case .retry(let delay) = configuration.retry.decide(after: failure, attempt: attempt, generator: &jitter),
        (try? await clock.sleep(for: delay)) != nil
      else { return (.failure(FailedCall(cause: failure, mayBeApplied: wasAmbiguous)), wasAmbiguous) }
      progress.log.close(.backingOff, at: now)
      attempt += 1
    }
  }

  /// Makes one call that the queue's pacer has reserved, and logs it.
  private func sendOnce<Planner: RequestQueuePlanning>(
    _ request: SheetsRequest, attempt: Int, as identity: Identity, _ progress: inout FlushProgress,
    in queue: RequestQueue<Planner>
  ) async -> Result<SheetsReply, SheetsError> {
    let sentAt = now
    queue.pacer.send(as: identity, at: sentAt)
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
    if case .quota(let subject) = failure?.kind {
      queue.pacer.refused(as: identity, isProject: subject == .project, sentAt: sentAt, now: endedAt)
    }
    progress.log.close(.inFlight(request.method), at: endedAt)
    progress.log.add(
      CallReport(
        method: request.method, identity: identity, attempt: attempt, sentAt: sentAt, endedAt: endedAt,
        failure: failure),
      callIndex: progress.callIndex)
    return result
  }

  /// Reserves the next call of a flush, waiting for the pacer if needed; returns `false` if the task is canceled.
  ///
  /// While the flush waits, other flushes may use its identity, so that a large operation does not block them.
  private func reserveCall<Planner: RequestQueuePlanning>(
    as identity: Identity, _ progress: inout FlushProgress, in queue: RequestQueue<Planner>
  ) async -> Bool {
    if progress.reserved > 0 { return true }
    var call = queue.pacer.furtherCall(as: identity, after: progress.lastSentAt, now: now)
    while true {
      switch queue.pacer.decide(&call, holding: progress.holdsIdentity, now: now) {
      case .leave:
        progress.holdsIdentity = true
        progress.reserved += 1
        return true
      case .wait(let moment):
        pause(identity, &progress, in: queue)
        guard (try? await clock.sleep(for: moment - now)) != nil else {
          queue.pacer.withdraw(&call)
          return false
        }
        progress.log.close(.paced, at: now)
      case .waitForEnd:
        pause(identity, &progress, in: queue)
        await queue.waitForEnd(isolation: self)
        progress.log.close(.queued, at: now)
      }
    }
  }

  private func pause<Planner: RequestQueuePlanning>(
    _ identity: Identity, _ progress: inout FlushProgress, in queue: RequestQueue<Planner>
  ) {
    guard progress.holdsIdentity else { return }
    progress.holdsIdentity = false
    queue.free(identity, unused: 0)
  }

  /// Whether a batch was refused because of its first request, the idempotency key.
  private static func isRefusedForKey(_ error: SheetsError) -> Bool {
    guard case .refused(let envelope) = error, envelope.code == 400 else { return false }
    return envelope.message.hasPrefix("Invalid requests[0].addNamedRange")
  }

  /// Whether an idempotency key exists, found by a paced read; `nil` if the read fails.
  ///
  /// The message of the refusal is not proof: a key is also refused if its sheet no longer exists.
  private func keyExists(
    _ id: String, _ flush: Flush<some RequestQueuePlanning>, _ progress: inout FlushProgress
  ) async -> Bool? {
    let request = SpreadsheetsGet(spreadsheetID: flush.destination.spreadsheetID).request
    // In the queue of reads it is a separate flush that starts with a further call.
    var reading = FlushProgress(leftAt: now, reserved: 0)
    reading.log = progress.log
    reading.callIndex = progress.callIndex
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
