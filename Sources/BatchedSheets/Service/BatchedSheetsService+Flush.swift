// One flush on its way: its calls in order, the retries between them, and the acknowledgements.

import SheetsAPI

/// A flush that has left.
struct Flush {
  let plan: FlushPlan
  let travellers: [Traveller]
  let identity: Identity
  /// How many of its calls the pacer has reserved.
  let reserved: Int
  let leftAt: Duration
}

extension BatchedSheetsService {
  /// Sends the calls of a flush one after another and acknowledges each traveller after its last.
  func carry<Planner: LanePlanning>(_ flush: Flush, plannedBy: Planner.Type) async {
    let lane = Planner.lane(of: self)
    var log = FlushLog(leftAt: flush.leftAt)
    var reserved = flush.reserved
    var place = 0
    var failure: SheetsError?
    while place < flush.plan.calls.count, failure == nil {
      switch await send(flush, place: place, log: &log, reserved: &reserved, in: lane) {
      case .success(let reply): acknowledge(flush, through: place, reply: reply, log: log)
      case .failure(let error): failure = error
      }
      place += 1
    }
    if let failure { refuse(flush, from: place - 1, failure, log: log) }
    lane.pacer.end(as: flush.identity, unused: reserved)
    lane.signalChange()
  }

  /// Sends one call until it is answered with a reply or has failed for good.
  private func send<Planner: LanePlanning>(
    _ flush: Flush, place: Int, log: inout FlushLog, reserved: inout Int, in lane: Lane<Planner>
  ) async -> Result<SheetsReply, SheetsError> {
    let request = flush.plan.calls[place]
    var attempt = 1
    while true {
      if reserved == 0 {
        guard await reserveFurtherCall(as: flush.identity, in: lane) else { return .failure(.noAnswer(.cancelled)) }
        log.close(.paced, at: now)
        reserved = 1
      }
      let sentAt = now
      lane.pacer.send(as: flush.identity, at: sentAt)
      reserved -= 1
      let result: Result<SheetsReply, SheetsError>
      do throws(SheetsError) {
        result = .success(try await transport.send(request, as: flush.identity))
      } catch {
        result = .failure(error)
      }
      let endedAt = now
      log.close(.inFlight(request.method), at: endedAt)
      var failure: SheetsError?
      if case .failure(let error) = result { failure = error }
      log.add(
        CallReport(
          method: request.method, identity: flush.identity, attempt: attempt, sentAt: sentAt, endedAt: endedAt,
          failure: failure),
        place: place)
      guard let failure else { return result }
      guard case .retry(let delay) = configuration.retry.decide(after: failure, attempt: attempt, generator: &jitter),
        (try? await clock.sleep(for: delay)) != nil
      else { return result }
      log.close(.backingOff, at: now)
      attempt += 1
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

  private func acknowledge(_ flush: Flush, through place: Int, reply: SheetsReply, log: FlushLog) {
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

  /// Ends the waiting of all who have not been acknowledged when the call at `place` failed for good.
  private func refuse(_ flush: Flush, from place: Int, _ error: SheetsError, log: FlushLog) {
    for (traveller, passenger) in zip(flush.travellers, flush.plan.passengers) {
      guard let last = passenger.calls.last, last >= place else { continue }
      traveller.continuation.resume(throwing: ServiceError.callFailed(error, calls: log.calls(of: passenger)))
    }
  }
}
