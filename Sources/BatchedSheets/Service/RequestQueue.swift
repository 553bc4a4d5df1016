// The queue of one kind of access, writes or reads: what waits, what paces it, and how the dispatcher is woken.

import SheetsAPI

/// Planning for one of the service's request queues.
protocol RequestQueuePlanning: FlushPlanning {
  /// The queue of a service that plans this way.
  static func queue<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> RequestQueue<Self>
}

/// An operation or a read that waits for a flush.
struct Waiting<Planner: RequestQueuePlanning>: Sendable {
  let sized: Sized<Planner.Request>
  /// The planner at the time of acceptance, with the destination of that time.
  let planner: Planner
  let acceptedAt: Duration
  let pendingReply: PendingReply
  /// When it last started to wait: later than `acceptedAt` after it came back from a refused flush.
  var waitingSince: Duration
  /// How the time before `waitingSince` was spent.
  var spans: [Span] = []
  /// The calls made for it before `waitingSince`.
  var calls: [CallReport] = []
  /// The maximum size of its next batch, itself included; it halves each time that a flush with it is refused.
  var batchLimit = Int.max
  /// What is known of its parts after a refused flush: in two-call mode cells may be written and rows not.
  var parts: [PartialOutcome.Part] = []
}

/// What a flush delivers to the caller of one of its batch members.
struct Delivery: Sendable {
  let receipt: Receipt
  let values: [ValueRange]
}

/// The queue and the pacing of one kind of access; isolated to the service's actor.
final class RequestQueue<Planner: RequestQueuePlanning> {
  /// The planner for requests that arrive from now on.
  var planner: Planner
  var pacer: Pacer
  private(set) var waiting: [Waiting<Planner>] = []
  private let queueLimit: Int
  let withdrawals = Withdrawals()
  var pacedIntervals = PacedIntervals()
  /// The flushes that have left and not ended; a refused one puts its batch members back in the queue.
  var flushesUnderWay = 0
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation
  /// The flushes under way that need another flush to free an identity before they can send their next call.
  private var waitingForEnd: [CheckedContinuation<Void, Never>] = []

  init(planner: Planner, pacer: Pacer, queueLimit: Int) {
    self.planner = planner
    self.pacer = pacer
    self.queueLimit = queueLimit
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

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

  /// Adds a request; its wait ends at once if the caller has withdrawn or the queue is full.
  func enqueue(
    _ request: Planner.Request, pendingReply: PendingReply, at now: Duration,
    _ continuation: CheckedContinuation<Delivery, any Error>
  ) {
    guard pendingReply.begin(continuation) else { return }
    dropWithdrawn()
    guard waiting.count < queueLimit else {
      return pendingReply.resume(with: .failure(ServiceError.overloaded(queueLength: waiting.count)))
    }
    let sized = Sized(request: request, size: planner.size(of: request))
    waiting.append(
      Waiting(sized: sized, planner: planner, acceptedAt: now, pendingReply: pendingReply, waitingSince: now))
    pacer.arrived(at: now)
    signalChange()
  }

  /// Removes the requests that were withdrawn while they waited.
  func dropWithdrawn() {
    if withdrawals.take() { waiting.removeAll { !$0.pendingReply.isWaiting } }
  }

  /// The number of calls that the next flush reserves; the queue must not be empty.
  func callsToReserve(at now: Duration) -> Int {
    let batch = batch
    return min(
      batch[batch.startIndex].planner.callsToReserve(batch.lazy.map(\.sized)), pacer.mostCallsTogether(at: now))
  }

  /// The requests at the front of the queue that may share a flush: same destination, within their batch limit.
  private var batch: ArraySlice<Waiting<Planner>> {
    guard let first = waiting.first else { return [] }
    let destination = first.planner.destination
    return waiting.prefix(first.batchLimit).prefix { $0.planner.destination == destination }
  }

  /// Plans the next flush and takes its batch members out of the queue; `nil` if all have withdrawn.
  func depart(as identity: Identity, at now: Duration) -> Flush<Planner>? {
    while true {
      dropWithdrawn()
      let batch = batch
      guard let first = batch.first else { return nil }
      let plan = first.planner.plan(batch.lazy.map(\.sized))
      let leaving = batch.prefix(plan.members.count)
      // A caller on another thread may withdraw between the plan and here; then the flush is planned again.
      let left = leaving.prefix { $0.pendingReply.leave() }
      guard left.count == leaving.count else {
        for one in left { _ = one.pendingReply.comeBack() }
        withdrawals.record()
        continue
      }
      return Flush(
        plan: plan, destination: first.planner.destination, members: take(leaving.count, at: now), identity: identity)
    }
  }

  private func take(_ count: Int, at now: Duration) -> [BatchMember<Planner>] {
    let members = waiting.prefix(count).map { one in
      let paced = pacedIntervals.overlap(from: one.waitingSince, to: now)
      let waited = [
        Span(kind: .queued, duration: now - one.waitingSince - paced), Span(kind: .paced, duration: paced),
      ]
      return BatchMember(waiting: one, spansBefore: one.spans + waited)
    }
    waiting.removeFirst(count)
    pacedIntervals.forget(before: waiting.map(\.waitingSince).min() ?? now)
    return members
  }

  /// Puts the batch members of a flush that was refused for its content back in the queue, to leave in smaller batches.
  ///
  /// The batch limit halves each time, so that the invalid request among n is found in about 2 · log₂(n) calls,
  /// whatever the message of the refusal says. `cause` is the refusal, which is reported for partially applied members if
  /// the service stops.
  func bringBack(_ members: [Waiting<Planner>], cause: SheetsError, at now: Duration) {
    let limit = max(1, members.count / 2)
    let back = members.filter { one in
      one.pendingReply.record(partialOutcome: ServiceError(parts: one.parts, cause: cause, calls: one.calls))
      return one.pendingReply.comeBack()
    }.map { member in
      var one = member
      one.waitingSince = now
      one.batchLimit = limit
      return one
    }
    waiting.insert(contentsOf: back, at: 0)
  }

  /// Ends the wait of every request in the queue.
  func refuseAll(_ error: ServiceError) {
    for one in waiting { one.pendingReply.refuse(error) }
    waiting = []
  }
}

/// A request that has left in a flush.
struct BatchMember<Planner: RequestQueuePlanning>: Sendable {
  let waiting: Waiting<Planner>
  /// How the time before the flush left was spent.
  let spansBefore: [Span]
  var pendingReply: PendingReply { waiting.pendingReply }
}
