// The edge of the flushes: performs what their state machines decide, and is the only part that awaits.

import SheetsAPI

extension BatchedSheetsService {
  /// How long an identity without access makes no calls, before one flush tries again.
  static var denial: Nanoseconds { .seconds(60) }

  /// Sends the flushes of one queue until the service drains or the task is canceled.
  func dispatch(_ access: SheetsMethod.Access) async {
    let queue = queue(access)
    await withDiscardingTaskGroup { group in
      var changes = queue.changes.makeAsyncIterator()
      while !Task.isCancelled {
        queue.dropWithdrawn()
        guard !queue.isEmpty else {
          guard isAccepting || queue.flushesUnderWay > 0, await changes.next(isolation: self) != nil else { return }
          continue
        }
        let asked = now
        let (decision, reserved) = queue.decide(now: asked)
        switch decision {
        case .leave(let identity):
          guard
            let flush = queue.depart(as: identity, reserved: reserved, at: asked, retry: configuration.retry)
          else {
            queue.free(identity, unused: reserved)
            continue
          }
          queue.flushesUnderWay += 1
          group.addTask { await self.carry(flush) }
        case .wait(let moment):
          guard await sleep(until: moment) else { return }
          queue.pacedIntervals.append(from: asked, to: now)
        case .waitForEnd:
          guard await changes.next(isolation: self) != nil else { return }
        }
      }
    }
  }

  /// Removes the idempotency keys that the service leaves behind, after its last flush.
  func removeKeys() async {
    for batch in idempotencyKeys.takeRemovals(now: now) {
      // One that has lost its access leaves it to the next.
      for _ in configuration.identities {
        guard let identity = await remove(batch), writes.pacer.isDenied(identity, at: now) else { break }
      }
    }
  }

  /// Sends a batch of removals; returns the identity that made the call, or `nil` if the task is canceled.
  private func remove(_ batch: SpreadsheetsBatchUpdate) async -> Identity? {
    let plan = FlushPlan(calls: [FlushPlan.Call(request: batch.request, shares: [])], callsOfMember: [])
    var decision = writes.pacer.decide(calls: 1, since: now, now: now, atOnce: true)
    while case .wait(let moment) = decision {
      guard await sleep(until: moment) else { return nil }
      decision = writes.pacer.decide(calls: 1, since: now, now: now, atOnce: true)
    }
    guard case .leave(let identity) = decision else { return nil }
    writes.flushesUnderWay += 1
    // Who drains a service waits for this, and the next service removes what stays.
    let retry = RetryPolicy(maximumAttempts: min(2, configuration.retry.maximumAttempts))
    await carry(Flush(plan, carrying: [], as: identity, reserved: 1, leftAt: now, retry: retry))
    return identity
  }

  /// Carries one flush to its end.
  private func carry(_ flush: Flush) async {
    var flush = flush
    var event = Flush.Event.left
    var further: FurtherCall?
    report(.left(operations: flush.members.count, identity: flush.identity, at: Duration(flush.sentAt)))
    let (queue, identity) = (queue(flush.access), flush.identity)
    while true {
      let now = now
      let actions = flush.handle(
        event, now: now, hasOtherIdentity: queue.pacer.hasOther(than: identity, at: now), keys: &idempotencyKeys,
        jitter: &jitter)
      for action in actions.dropLast() { perform(action, of: flush) }
      switch actions.last {
      case .reserve(let access):
        event = .capacity(reserve(access, for: flush, &further))
      case .send(let request):
        event = await send(request, of: flush)
      case .sleep(let moment):
        if case .failed(let error) = event {
          report(.retrying(after: error, attempt: flush.attempt, at: Duration(moment)))
        }
        event = await sleep(until: moment) ? .woke : .canceled
        if case .canceled = event, var call = further { self.queue(call.access).pacer.withdraw(&call.call) }
      case .waitForEnd(let access):
        await self.queue(access).waitForEnd(isolation: self)
        event = .woke
      default:
        return end(flush)
      }
    }
  }

  /// A call that a flush waits for.
  private typealias FurtherCall = (access: SheetsMethod.Access, call: Pacer.FurtherCall)

  /// Asks the pacer for a call; while it says to wait, the same call is asked for again.
  private func reserve(
    _ access: SheetsMethod.Access, for flush: Flush, _ further: inout FurtherCall?
  ) -> Pacer.Decision {
    let queue = queue(access)
    var call =
      further?.call ?? queue.pacer.furtherCall(as: flush.identity, after: flush.sentAt, now: now)
    let decision = queue.pacer.decide(&call, holding: flush.holdsIdentity && access == flush.access, now: now)
    if case .leave = decision { further = nil } else { further = (access, call) }
    return decision
  }

  /// Makes one call that the pacer has reserved.
  private func send(_ request: SheetsRequest, of flush: Flush) async -> Flush.Event {
    queue(request.method.access).pacer.send(as: flush.identity, at: flush.sentAt)
    callsInFlight += 1
    if flush.attempt > 1 { retries += 1 }
    let event: Flush.Event
    var failure: SheetsError?
    do throws(SheetsError) {
      event = .answered(try await transport.send(request, as: flush.identity))
      lastSuccess = now
    } catch {
      event = .failed(error)
      failure = error
    }
    callsInFlight -= 1
    report(.called(flush.report(endedAt: now, failure: failure)))
    return event
  }

  /// Performs an action that takes no time.
  private func perform(_ action: Flush.Action, of flush: Flush) {
    switch action {
    case .free(let access):
      queue(access).free(flush.identity, unused: 0)
    case .acknowledge(let member, let receipt):
      flush.members[member].reply.resume(with: .success(receipt))
    case .reject(let member, let error):
      flush.members[member].reply.resume(with: .failure(error))
    case .requeue(let members, let apart):
      queue(flush.access).bringBack(members, apart: apart)
    case .slowDown(let subject, let access, let sentAt):
      queue(access).pacer.refused(
        as: flush.identity, isProject: subject == .project, sentAt: sentAt, now: now)
      report(learnedLimit(of: subject == .project ? nil : flush.identity, access))
    case .deny(let access):
      queue(access).pacer.deny(flush.identity, until: now + Self.denial)
    case .reserve, .send, .sleep, .waitForEnd, .end:
      preconditionFailure("\(action) is not the last action")
    }
  }

  /// The event that tells of the limit of an identity, or, without one, of the project.
  private func learnedLimit(of identity: Identity?, _ access: SheetsMethod.Access) -> ServiceEvent {
    let limits = queue(access).pacer.learnedLimits(at: now)
    let limit = limits.identities.first { $0.0 == identity }?.1 ?? limits.project
    return .learnedLimit(limit, of: identity, access, at: Duration(now))
  }

  private func end(_ flush: Flush) {
    let queue = queue(flush.access)
    queue.flushesUnderWay -= 1
    if flush.holdsIdentity {
      queue.free(flush.identity, unused: flush.reserved)
    } else {
      queue.signalEnd()
    }
  }

  private func report(_ event: @autoclosure () -> ServiceEvent) {
    if let onEvent { onEvent(event()) }
  }
}
