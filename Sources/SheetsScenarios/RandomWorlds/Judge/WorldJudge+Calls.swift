// Calls and time: budgets, receipts, outcomes that their causes explain.

import BatchedSheets
import SheetsAPI
import SheetsSim

extension WorldJudge {
  // MARK: Budgets

  /// Counts the calls of each service by the definition: any half-open minute that begins with a call.
  func checkCalls() {
    for service in Set(run.calls.map(\.service)).sorted() {
      for access in SheetsMethod.Access.allCases {
        let budget = access == .read ? world.configuration.readBudget : world.configuration.writeBudget
        let calls = run.calls.filter { $0.service == service && $0.access == access }
        checkBudget(calls.map(\.at), limit: budget.perProject, "all identities' \(access)s of service \(service)")
        for identity in world.configuration.identities {
          let own = calls.filter { $0.identity == identity }
          checkBudget(own.map(\.at), limit: budget.perIdentity, "the \(access)s of \(identity) by service \(service)")
        }
      }
    }
    let largest = run.callLog.appendedRowCounts().max() ?? 0
    expect(largest <= world.configuration.rowsPerChunk, .chunkSize, "an append of \(largest) rows")
  }

  private func checkBudget(_ times: [Int64], limit: Int, _ whose: @autoclosure () -> String) {
    guard times.count > limit else { return }
    for first in 0..<times.count - limit where times[first + limit] - times[first] < 60_000_000_000 {
      let moment = SimulatedClock.Instant(nanoseconds: times[first])
      expect(false, .budget, "more than \(limit) of \(whose()) in the 60 s from \(moment)")
      return
    }
  }

  // MARK: Receipts

  private struct SeenCall: Hashable {
    let method: SheetsMethod
    let identity: Identity
    let receivedAt: Int64
    let answeredAt: Int64?
  }

  func checkReceipts() {
    var seen: Set<SeenCall> = []
    // By number, because the collection of calls hides its type from the optimizer.
    for number in 0..<run.callLog.count {
      let call = run.callLog[number]
      seen.insert(
        SeenCall(
          method: call.method, identity: call.identity, receivedAt: call.receivedAt, answeredAt: call.answeredAt))
    }
    for record in run.records {
      guard let endedAt = record.endedAt else { continue }
      if let receipt = record.receipt {
        let sum = receipt.spans.reduce(Duration.zero) { $0 + $1.duration }
        expect(
          sum == receipt.latency && receipt.latency == endedAt - record.askedAt
            && receipt.spans.allSatisfy { $0.duration >= .zero },
          .spansAddUp,
          "step \(record.id) took \(endedAt - record.askedAt), latency \(receipt.latency), spans \(receipt.spans)")
      }
      var moment = record.askedAt
      for call in record.calls {
        expect(
          call.sentAt >= moment && call.endedAt >= call.sentAt, .timeGoesOn,
          "step \(record.id): \(call.method) sent at \(call.sentAt), ended at \(call.endedAt), the one before at \(moment)"
        )
        moment = call.endedAt
        let real = SeenCall(
          method: call.method, identity: call.identity, receivedAt: call.sentAt.wholeNanoseconds,
          answeredAt: call.endedAt.wholeNanoseconds)
        expect(seen.contains(real), .callsAreReal, "step \(record.id) reports \(call)")
      }
      expect(moment <= endedAt, .timeGoesOn, "step \(record.id) ended at \(endedAt), its last call at \(moment)")
    }
  }

  // MARK: Outcomes

  func checkOutcomes() {
    let drawsBadRequests = world.faults.contains {
      if case .errors(let error, _, _, _) = $0 { error.code == 400 } else { false }
    }
    let isFair = isFair
    let flaws = run.records.count { $0.step.write?.flaw != nil }
    for record in run.records {
      let isFlawed = record.step.write?.flaw != nil
      switch record.ending {
      case .acknowledged:
        expect(!isFlawed, .rejectedAlone, "operation \(record.id), which no sheet can take, was acknowledged")
      case .failed(.callFailed(let cause, _)):
        expect(
          isFlawed || drawsBadRequests || cause.code != 400 || record.needsDeletedLog(in: world), .rejectedAlone,
          "step \(record.id) has nothing wrong in it and was refused with \(cause)")
      case .failed(.stopped):
        expect(
          world.end != .whenDone || (world.restart != nil && record.service == 0), .stoppedByEnd,
          "step \(record.id) was refused by a service that nobody ended")
      case .failed(.notRunning):
        expect(false, .stoppedByEnd, "step \(record.id) was refused by a service that runs")
      case .invalid(let error):
        expect(isFlawed, .rejectedAlone, "step \(record.id) has nothing wrong in it and was refused: \(error)")
      case .failed(.partiallyApplied(let outcome)):
        expect(
          world.configuration.mode == .twoCalls || world.configuration.bytesPerCall < 1_000_000, .oneCallIsAtomic,
          "operation \(record.id) was applied in part: \(outcome.parts)")
      default: break
      }
      checkPressure(record)
      guard isFair else { continue }
      expect(
        isFlawed || record.receipt != nil || record.isRejectedByPressure, .goodSucceeds,
        "step \(record.id) ended with \(record.ending.map { "\($0)" } ?? "nothing")")
      let bound = callBound(record.step, flaws: flaws)
      expect(
        record.calls.count <= bound, .boundedCalls, "step \(record.id) made \(record.calls.count) calls, not \(bound)")
    }
  }

  /// Deadlines, withdrawals and the queue's limit, each only where it was asked for.
  private func checkPressure(_ record: WorldRecord) {
    guard let endedAt = record.endedAt else { return }
    let waited = endedAt - record.askedAt
    switch record.ending {
    case .failed(.deadlineExceeded):
      expect(
        record.step.deadline.map { $0 <= waited } ?? false, .withdrawnInTime,
        "step \(record.id) with the deadline \(record.step.deadline.map { "\($0)" } ?? "of never") missed it after \(waited)"
      )
    case .withdrawn:
      expect(
        record.step.patience.map { $0 <= waited } ?? false, .withdrawnInTime,
        "step \(record.id) was withdrawn after \(waited), and its caller did not ask for it then")
    case .failed(.overloaded(let length)):
      expect(
        length >= world.configuration.queueLimit && length < world.workers.count && waited == .zero, .withdrawnInTime,
        "step \(record.id) was refused after \(waited) for a queue of \(length)")
    default: break
    }
    // In two-call mode its first call may be the flush's second.
    let isFirstOfItsFlush = record.step.write == nil || world.configuration.mode == .oneCall
    if isFirstOfItsFlush, let deadline = record.step.deadline, let first = record.calls.first {
      expect(
        first.sentAt <= record.askedAt + deadline, .withdrawnInTime,
        "step \(record.id) was first sent at \(first.sentAt), \(deadline) after \(record.askedAt)")
    }
  }

  /// The most calls of a step when nothing goes wrong but for bad operations in its flushes.
  private func callBound(_ step: RandomWorld.Step, flaws: Int) -> Int {
    // A removal of a guard that is gone, and an identity without access, cost a refused call each.
    let lost = world.mishaps.reduce(run.guardsDeleted) { if case .accessLost = $1 { $0 + 1 } else { $0 } }
    guard let write = step.write else { return 1 + lost }
    let configuration = world.configuration
    let chunks = (write.allRows + configuration.rowsPerChunk - 1) / configuration.rowsPerChunk
    let parts = chunks + (write.hasUpdates ? 1 : 0)
    let calls =
      if configuration.bytesPerCall < 1_000_000 {
        write.allRows + write.updates.count + 1
      } else {
        configuration.mode == .oneCall ? min(1, parts) : parts
      }
    // A refused flush rejects a bad operation that is named, or halves its batch, at first at most all other operations.
    let halvings = Int.bitWidth - max(1, world.workers.count).leadingZeroBitCount
    return calls * (1 + lost + (flaws > 0 ? flaws + halvings : 0))
  }
}
