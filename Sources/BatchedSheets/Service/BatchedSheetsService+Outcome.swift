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
    // Cells may be written twice, so they are tried in parts even where an earlier try may have been applied.
    let isRepeatable = !failed.mayBeApplied || flush.plan.calls[place].method == .valuesBatchUpdate
    if open.count > 1, failed.cause.code == 400, isRepeatable {
      lane.bringBack(
        open.map { traveller, passenger in
          var one = traveller.waiting
          one.spans = traveller.spansBefore + log.spans
          one.calls += log.calls(of: passenger)
          one.parts = Self.parts(of: passenger, before: one.parts, failedAt: place, failed)
          return one
        }, cause: failed.cause, at: log.end)
      return
    }
    for (traveller, passenger) in open { refuse(traveller, passenger, at: place, failed, log: log) }
  }

  private func refuse(
    _ traveller: Traveller<some LanePlanning>, _ passenger: FlushPlan.Passenger, at place: Int, _ failed: FailedCall,
    log: FlushLog
  ) {
    let calls = traveller.waiting.calls + log.calls(of: passenger)
    let parts = Self.parts(of: passenger, before: traveller.waiting.parts, failedAt: place, failed)
    let error = ServiceError(parts: parts, cause: failed.cause, calls: calls) ?? .callFailed(failed.cause, calls: calls)
    traveller.claim.resume(with: .failure(error))
  }

  /// What is known of the parts of a passenger when the call at `place` has failed.
  ///
  /// - Parameter before: what was known of them when the flush left; empty for one that had not travelled before.
  private static func parts(
    of passenger: FlushPlan.Passenger, before: [PartialOutcome.Part], failedAt place: Int, _ failed: FailedCall
  ) -> [PartialOutcome.Part] {
    passenger.parts.map { part in
      let known = before.first { $0.updates == part.updates && $0.rows == part.rows }?.state ?? .notApplied
      let state: PartialOutcome.State =
        part.call < place || known == .applied
        ? .applied : part.call == place && failed.mayBeApplied ? .unknown : known
      return PartialOutcome.Part(updates: part.updates, rows: part.rows, state: state)
    }
  }
}
