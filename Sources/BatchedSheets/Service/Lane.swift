// One kind of work, writes or reads: who waits, what paces it, and how the dispatcher is woken.

import SheetsAPI

/// Planning for a lane of the service.
protocol LanePlanning: FlushPlanning {
  /// The lane of a service that plans this way.
  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<Self>
}

/// Somebody who waits for an operation or a read to be carried.
struct Waiting<Planner: LanePlanning>: Sendable {
  let sized: Sized<Planner.Request>
  /// Plans the flush that carries it: the planner of the time when it was accepted, with the destination of then.
  let planner: Planner
  let acceptedAt: Duration
  let claim: Claim
  /// When it last began to wait: later than its acceptance when a flush that was refused has brought it back.
  var waitingSince: Duration
  /// What the time before that was spent on.
  var spans: [Span] = []
  /// The calls that were made for it before that.
  var calls: [CallReport] = []
  /// With how many others at most it travels, itself included: fewer each time that a flush it was in is refused.
  var companyLimit = Int.max
  /// What a flush that was refused has left of it: in two-call mode its cells may be in when its rows are not.
  var parts: [PartialOutcome.Part] = []
}

/// What a flush brings back to one who travelled in it.
struct Delivery: Sendable {
  let receipt: Receipt
  let values: [ValueRange]
}

/// The queue and the pacing of one kind of work; it belongs to the service's actor and never leaves it.
final class Lane<Planner: LanePlanning> {
  /// Plans for those who come from now on.
  var planner: Planner
  var pacer: Pacer
  private(set) var waiting: [Waiting<Planner>] = []
  private let queueLimit: Int
  let withdrawals = Withdrawals()
  var pacedIntervals = PacedIntervals()
  /// The flushes that have left and not ended; one that is refused brings its travellers back.
  var flushesUnderWay = 0
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation
  /// The flushes under way that cannot send their next call before another has freed an identity.
  private var waitingForEnd: [CheckedContinuation<Void, Never>] = []

  init(planner: Planner, pacer: Pacer, queueLimit: Int) {
    self.planner = planner
    self.pacer = pacer
    self.queueLimit = queueLimit
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Wakes the dispatcher: something arrived, a flush ended, or the service is to end.
  func signalChange() {
    changed.yield()
  }

  /// Frees the identity of a flush that ends or pauses, and wakes those who wait for that: flushes under way first.
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

  /// Takes a request in; its claim ends at once when it was withdrawn before or as many wait as the queue may hold.
  func accept(
    _ request: Planner.Request, claim: Claim, at now: Duration,
    _ continuation: CheckedContinuation<Delivery, any Error>
  ) {
    guard claim.begin(continuation) else { return }
    dropWithdrawn()
    guard waiting.count < queueLimit else {
      return claim.resume(with: .failure(ServiceError.overloaded(queueLength: waiting.count)))
    }
    let sized = Sized(request: request, size: planner.size(of: request))
    waiting.append(Waiting(sized: sized, planner: planner, acceptedAt: now, claim: claim, waitingSince: now))
    pacer.arrived(at: now)
    signalChange()
  }

  /// Forgets those who withdrew while they waited.
  func dropWithdrawn() {
    if withdrawals.take() { waiting.removeAll { !$0.claim.isWaiting } }
  }

  /// How many calls the next flush reserves; the queue is not empty.
  func callsToReserve(at now: Duration) -> Int {
    let company = company
    return min(
      company[company.startIndex].planner.callsToReserve(company.lazy.map(\.sized)), pacer.mostCallsTogether(at: now))
  }

  /// Those at the front of the queue who may travel together: to the same destination, in no larger company than they
  /// may have.
  private var company: ArraySlice<Waiting<Planner>> {
    guard let first = waiting.first else { return [] }
    let destination = first.planner.destination
    return waiting.prefix(first.companyLimit).prefix { $0.planner.destination == destination }
  }

  /// Plans the next flush and takes its travellers out of the queue; `nil` when all have withdrawn.
  func depart(as identity: Identity, at now: Duration) -> Flush<Planner>? {
    while true {
      dropWithdrawn()
      let company = company
      guard let first = company.first else { return nil }
      let plan = first.planner.plan(company.lazy.map(\.sized))
      let leaving = company.prefix(plan.passengers.count)
      // A caller on another thread may withdraw between the plan and here; then another plan is made.
      let left = leaving.prefix { $0.claim.leave() }
      guard left.count == leaving.count else {
        for one in left { _ = one.claim.comeBack() }
        withdrawals.count()
        continue
      }
      return Flush(
        plan: plan, destination: first.planner.destination, travellers: take(leaving.count, at: now), identity: identity
      )
    }
  }

  private func take(_ count: Int, at now: Duration) -> [Traveller<Planner>] {
    let travellers = waiting.prefix(count).map { one in
      let paced = pacedIntervals.overlap(from: one.waitingSince, to: now)
      let waited = [
        Span(kind: .queued, duration: now - one.waitingSince - paced), Span(kind: .paced, duration: paced),
      ]
      return Traveller(waiting: one, spansBefore: one.spans + waited)
    }
    waiting.removeFirst(count)
    pacedIntervals.forget(before: waiting.map(\.waitingSince).min() ?? now)
    return travellers
  }

  /// Brings back the travellers of a flush that was refused for what one of them asked, to be sent in smaller company.
  ///
  /// Half as many each time, so that the one is found in about 2 · log₂(n) calls among n, whatever the words of the
  /// refusal.
  ///
  /// - Parameter cause: the refusal, for those of whom a part is in already when the service ends.
  func bringBack(_ travellers: [Waiting<Planner>], cause: SheetsError, at now: Duration) {
    let limit = max(1, travellers.count / 2)
    let back = travellers.filter { one in
      one.claim.note(residue: ServiceError(parts: one.parts, cause: cause, calls: one.calls))
      return one.claim.comeBack()
    }.map { traveller in
      var one = traveller
      one.waitingSince = now
      one.companyLimit = limit
      return one
    }
    waiting.insert(contentsOf: back, at: 0)
  }

  /// Ends the waiting of all who have not left.
  func refuseAll(_ error: ServiceError) {
    for one in waiting { one.claim.refuse(error) }
    waiting = []
  }
}

/// Somebody who travels in a flush.
struct Traveller<Planner: LanePlanning>: Sendable {
  let waiting: Waiting<Planner>
  /// What the time before the flush left was spent on.
  let spansBefore: [Span]
  var claim: Claim { waiting.claim }
}
