// One kind of work, writes or reads: who waits, what paces it, and how the dispatcher is woken.

import SheetsAPI

/// Planning for a lane of the service.
protocol LanePlanning: FlushPlanning {
  /// The lane of a service that plans this way.
  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<Self>
}

/// Somebody who waits for an operation or a read to be carried.
struct Waiting<Request: Sendable>: Sendable {
  let sized: Sized<Request>
  let acceptedAt: Duration
  let continuation: CheckedContinuation<Delivery, any Error>
  /// When it last began to wait: later than its acceptance when a flush that was refused has brought it back.
  var waitingSince: Duration
  /// What the time before that was spent on.
  var spans: [Span] = []
  /// The calls that were made for it before that.
  var calls: [CallReport] = []
  /// With how many others at most it travels, itself included: fewer each time that a flush it was in is refused.
  var companyLimit = Int.max
}

/// What a flush brings back to one who travelled in it.
struct Delivery: Sendable {
  let receipt: Receipt
  let values: [ValueRange]
}

/// The queue and the pacing of one kind of work; it belongs to the service's actor and never leaves it.
final class Lane<Planner: LanePlanning> {
  let planner: Planner
  var pacer: Pacer
  var waiting: [Waiting<Planner.Request>] = []
  var pacedIntervals = PacedIntervals()
  /// The flushes that have left and not ended; one that is refused brings its travellers back.
  var flushesUnderWay = 0
  let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation

  init(planner: Planner, pacer: Pacer) {
    self.planner = planner
    self.pacer = pacer
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Wakes the dispatcher: something arrived, a flush ended, or the service is to end.
  func signalChange() {
    changed.yield()
  }

  func accept(
    _ request: Planner.Request, at now: Duration, _ continuation: CheckedContinuation<Delivery, any Error>
  ) {
    let sized = Sized(request: request, size: planner.size(of: request))
    waiting.append(Waiting(sized: sized, acceptedAt: now, continuation: continuation, waitingSince: now))
    signalChange()
  }

  /// How many calls the next flush reserves.
  var callsToReserve: Int {
    min(planner.callsToReserve(company.lazy.map(\.sized)), pacer.mostCallsTogether)
  }

  func plan() -> FlushPlan {
    planner.plan(company.lazy.map(\.sized))
  }

  /// Those at the front of the queue who may travel together.
  private var company: ArraySlice<Waiting<Planner.Request>> {
    waiting.prefix(waiting.first?.companyLimit ?? 0)
  }

  /// Brings back the travellers of a flush that was refused for what one of them asked, to be sent in smaller company.
  ///
  /// Half as many each time, so that the one is found in about 2 · log₂(n) calls among n, whatever the words of the
  /// refusal.
  func bringBack(
    _ travellers: [Traveller<Planner.Request>], with calls: [[CallReport]], spans: [Span], at now: Duration
  ) {
    let limit = max(1, travellers.count / 2)
    let back = zip(travellers, calls).map { traveller, calls in
      var one = traveller.waiting
      one.waitingSince = now
      one.spans = traveller.spansBefore + spans
      one.calls += calls
      one.companyLimit = limit
      return one
    }
    waiting.insert(contentsOf: back, at: 0)
  }

  /// Takes those who travel in the next flush, with the waiting that each has behind it.
  func take(_ count: Int, leavingAt now: Duration) -> [Traveller<Planner.Request>] {
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

  /// Ends the waiting of all who have not left.
  func refuseAll(_ error: ServiceError) {
    for one in waiting { one.continuation.resume(throwing: error) }
    waiting = []
  }
}

/// Somebody who travels in a flush.
struct Traveller<Request: Sendable>: Sendable {
  let waiting: Waiting<Request>
  /// What the time before the flush left was spent on.
  let spansBefore: [Span]
  var continuation: CheckedContinuation<Delivery, any Error> { waiting.continuation }
}
