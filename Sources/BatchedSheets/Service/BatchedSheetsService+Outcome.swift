// What a flush tells its batch members: the acknowledgments, and what is known of the rest when a call fails.

import SheetsAPI

extension BatchedSheetsService {
  /// Acknowledges the batch members whose last call was `callIndex`.
  func acknowledge(_ flush: Flush<some RequestQueuePlanning>, through callIndex: Int, reply: SheetsReply, log: FlushLog)
  {
    var values: [ValueRange] = []
    if case .valuesBatchGet(let reads) = reply { values = reads.valueRanges }
    for (member, planned) in zip(flush.members, flush.plan.members) where planned.calls.last == callIndex {
      guard planned.ranges.upperBound <= values.count else {
        let body = "the reply has \(values.count) ranges, expected at least \(planned.ranges.upperBound)"
        let error = ServiceError.callFailed(.unreadable(code: 200, body: body), calls: log.calls(of: planned))
        member.pendingReply.resume(with: .failure(error))
        continue
      }
      let receipt = log.receipt(for: member, planned: planned)
      member.pendingReply.resume(with: .success(Delivery(receipt: receipt, values: Array(values[planned.ranges]))))
    }
  }

  /// Ends a flush whose call at `callIndex` failed for good; after a refusal for its content, it is tried in parts.
  func end<Planner: RequestQueuePlanning>(
    _ flush: Flush<Planner>, at callIndex: Int, _ failed: FailedCall, log: FlushLog, in queue: RequestQueue<Planner>
  ) {
    let open = zip(flush.members, flush.plan.members).filter { ($0.1.calls.last ?? -1) >= callIndex }
    // Writing cells twice does no harm, so they are tried in parts even if an earlier try may have been applied.
    let isRepeatable = !failed.mayBeApplied || flush.plan.calls[callIndex].method == .valuesBatchUpdate
    if open.count > 1, failed.cause.code == 400, isRepeatable {
      queue.bringBack(
        open.map { member, planned in
          var one = member.waiting
          one.spans = member.spansBefore + log.spans
          one.calls += log.calls(of: planned)
          one.parts = Self.parts(of: planned, before: one.parts, failedAt: callIndex, failed)
          return one
        }, cause: failed.cause, at: log.end)
      return
    }
    for (member, planned) in open { refuse(member, planned, at: callIndex, failed, log: log) }
  }

  private func refuse(
    _ member: BatchMember<some RequestQueuePlanning>, _ planned: FlushPlan.Member, at callIndex: Int,
    _ failed: FailedCall,
    log: FlushLog
  ) {
    let calls = member.waiting.calls + log.calls(of: planned)
    let parts = Self.parts(of: planned, before: member.waiting.parts, failedAt: callIndex, failed)
    let error = ServiceError(parts: parts, cause: failed.cause, calls: calls) ?? .callFailed(failed.cause, calls: calls)
    member.pendingReply.resume(with: .failure(error))
  }

  /// What is known of the parts of a batch member when the call at `callIndex` has failed.
  ///
  /// `before` is what was known when the flush left; empty in the first flush of the member.
  private static func parts(
    of planned: FlushPlan.Member, before: [PartialOutcome.Part], failedAt callIndex: Int, _ failed: FailedCall
  ) -> [PartialOutcome.Part] {
    planned.parts.map { part in
      let known = before.first { $0.updates == part.updates && $0.rows == part.rows }?.state ?? .notApplied
      let state: PartialOutcome.State =
        part.call < callIndex || known == .applied
        ? .applied : part.call == callIndex && failed.mayBeApplied ? .unknown : known
      return PartialOutcome.Part(updates: part.updates, rows: part.rows, state: state)
    }
  }
}
