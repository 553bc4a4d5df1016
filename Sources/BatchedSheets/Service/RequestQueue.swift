// The queue of one kind of access, writes or reads: what waits, what paces it, and how the dispatcher is woken.

import SheetsAPI

/// The queue and the pacing of one kind of access; isolated to the service's actor.
package final class RequestQueue {
  var pacer: Pacer
  private let planner: FlushPlanner
  private let queueLimit: Int
  private(set) var waiting: [QueuedRequest] = []
  /// Batches with an invalid request that no message named; each leaves alone.
  private var apart: [[QueuedRequest]] = []
  /// The flushes of `waiting` that left since the last one of `apart`.
  private var flushesSinceApart = 0
  let withdrawals = Withdrawals()
  var pacedIntervals = PacedIntervals()
  /// The flushes that have left and not ended; they may put batch members back in the queue.
  var flushesUnderWay = 0
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation
  /// The flushes under way that need another flush to free an identity before they can send their next call.
  private var waitingForEnd: [CheckedContinuation<Void, Never>] = []

  /// Of this many flushes that leave while others wait, one carries a batch that stays apart.
  private static let flushesForEachApart = 4

  package init(planner: FlushPlanner, pacer: Pacer, queueLimit: Int) {
    self.planner = planner
    self.pacer = pacer
    self.queueLimit = queueLimit
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  package var isEmpty: Bool { waiting.isEmpty && apart.isEmpty }
  var count: Int { waiting.count + apart.reduce(0) { $0 + $1.count } }
  /// When the longest waiting request was accepted.
  var oldest: Nanoseconds? { (waiting + apart.joined()).map(\.acceptedAt).min() }

  /// Wakes the dispatcher: a request arrived, a flush ended, or the service is about to stop.
  func signalChange() {
    changed.yield()
  }

  /// Frees the identity of a flush that ends or pauses, and wakes the flushes that wait for it before the dispatcher.
  func free(_ identity: Identity, unused: Int) {
    pacer.free(identity, unused: unused)
    for continuation in waitingForEnd { continuation.resume() }
    waitingForEnd = []
    signalChange()
  }

  /// Returns when the next flush ends or pauses.
  func waitForEnd(isolation: isolated (any Actor)) async {
    await withCheckedContinuation { waitingForEnd.append($0) }
  }

  /// Adds a request whose caller has begun to wait; its wait ends at once if the queue is full.
  package func enqueue(_ request: QueuedRequest) {
    dropWithdrawn()
    guard count < queueLimit else {
      return request.reply.resume(with: .failure(ServiceError.overloaded(queueLength: count)))
    }
    waiting.append(request)
    pacer.arrived(at: request.acceptedAt)
    signalChange()
  }

  /// Removes the requests that were withdrawn while they waited.
  func dropWithdrawn() {
    guard withdrawals.take() else { return }
    waiting.removeAll { !$0.reply.isWaiting }
    for index in apart.indices { apart[index].removeAll { !$0.reply.isWaiting } }
    apart.removeAll(where: \.isEmpty)
  }

  /// Decides about the next flush; the queue must not be empty.
  func decide(now: Nanoseconds) -> (decision: Pacer.Decision, reserved: Int) {
    let isApart = isApartNext
    let reserved = min(planner.callsToReserve(batch), pacer.mostCallsTogether(at: now))
    let (since, hasReturned) =
      isApart ? (apart[0][0].waitingSince, apart[0][0].hasReturned) : (waiting[0].waitingSince, waiting[0].hasReturned)
    let decision = pacer.decide(calls: reserved, since: since, now: now, atOnce: hasReturned && !isApart)
    return (decision, reserved)
  }

  /// Whether the next flush carries a batch that stays apart: if nothing else waits, or it is its turn.
  private var isApartNext: Bool {
    !apart.isEmpty && (waiting.isEmpty || flushesSinceApart >= Self.flushesForEachApart - 1)
  }

  /// The requests that may share the next flush: those at the front of the queue with the same destination.
  private var batch: ArraySlice<QueuedRequest> {
    if isApartNext { return apart[0][...] }
    // By index, because a copy of a request costs a retain for each of its members.
    var end = 0
    while end < waiting.count, end == 0 || waiting[end].destination == waiting[0].destination { end += 1 }
    return waiting[..<end]
  }

  /// Plans the next flush and takes its batch members out of the queue; `nil` if all have withdrawn.
  package func depart(as identity: Identity, reserved: Int, at now: Nanoseconds, retry: RetryPolicy) -> Flush? {
    while true {
      dropWithdrawn()
      let batch = batch
      guard !batch.isEmpty else { return nil }
      let plan = planner.plan(batch)
      let leaving = batch.prefix(plan.callsOfMember.count)
      // A caller on another thread may withdraw between the plan and here; then the flush is planned again.
      let stayed = leaving.indices.first { !leaving[$0].reply.leave() }
      if let stayed {
        for one in leaving[..<stayed] { _ = one.reply.comeBack(errorIfStopped: one.errorIfStopped) }
        withdrawals.record()
        continue
      }
      let members = leaving.map { waited($0, until: now) }
      remove(leaving.count)
      pacedIntervals.forget(before: waiting.indices.reduce(now) { min($0, waiting[$1].waitingSince) })
      return Flush(plan, carrying: members, as: identity, reserved: reserved, leftAt: now, retry: retry)
    }
  }

  private func remove(_ count: Int) {
    if isApartNext {
      apart[0].removeFirst(count)
      if apart[0].isEmpty { apart.removeFirst() }
      flushesSinceApart = 0
    } else {
      waiting.removeFirst(count)
      flushesSinceApart += 1
    }
  }

  /// A request with the spans of its wait in the queue.
  private func waited(_ request: QueuedRequest, until now: Nanoseconds) -> QueuedRequest {
    var request = request
    let paced = pacedIntervals.overlap(from: request.waitingSince, to: now)
    request.spans += [
      Span(kind: .queued, duration: Duration(now - request.waitingSince - paced)),
      Span(kind: .paced, duration: Duration(paced)),
    ]
    return request
  }

  /// Puts batch members back: before all others, or apart from them.
  package func bringBack(_ members: [QueuedRequest], apart isApart: Bool) {
    let back = members.filter { $0.reply.comeBack(errorIfStopped: $0.errorIfStopped) }
    guard !back.isEmpty else { return }
    if isApart {
      apart.append(back)
    } else {
      waiting.insert(contentsOf: back, at: 0)
    }
  }

  /// Ends the wait of every request in the queue.
  func refuseAll(_ error: ServiceError) {
    for one in waiting + apart.joined() { one.reply.refuse(error) }
    waiting = []
    apart = []
  }
}
