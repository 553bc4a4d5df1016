// What a flush tells its travellers: the acknowledgements, and what is known of the rest when a call fails.

import SheetsAPI

extension BatchedSheetsService {
  /// Acknowledges those whose last call was the one at `place`.
  func acknowledge(_ flush: Flush<some LanePlanning>, through place: Int, reply: SheetsReply, log: FlushLog) {
    var values: [ValueRange] = []
    if case .valuesBatchGet(let reads) = reply { values = reads.valueRanges }
    for (traveller, passenger) in zip(flush.travellers, flush.plan.passengers) where passenger.calls.last == place {
      guard passenger.ranges.upperBound <= values.count else {
        let body = "\(values.count) ranges in the reply to a read of more"
        let error = ServiceError.callFailed(.unreadable(code: 200, body: body), calls: log.calls(of: passenger))
        traveller.claim.resume(with: .failure(error))
        continue
      }
      let receipt = log.receipt(for: traveller, passenger: passenger)
      traveller.claim.resume(with: .success(Delivery(receipt: receipt, values: Array(values[passenger.ranges]))))
    }
  }

  /// Ends a flush whose call at `place` failed for good: one that was refused for its content is tried in parts.
  func end<Planner: LanePlanning>(
    _ flush: Flush<Planner>, at place: Int, _ failed: FailedCall, log: FlushLog, in lane: Lane<Planner>
  ) {
    let open = zip(flush.travellers, flush.plan.passengers).filter { ($0.1.calls.last ?? -1) >= place }
    if open.count > 1, failed.cause.code == 400, !failed.mayBeApplied {
      lane.bringBack(open.map(\.0), with: open.map { log.calls(of: $0.1) }, spans: log.spans, at: log.end)
      return
    }
    for (traveller, passenger) in open { refuse(traveller, passenger, at: place, failed, log: log) }
  }

  private func refuse(
    _ traveller: Traveller<some LanePlanning>, _ passenger: FlushPlan.Passenger, at place: Int, _ failed: FailedCall,
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
    traveller.claim.resume(with: .failure(error))
  }
}
