// One kind of work, writes or reads: who waits, what paces it, and how the dispatcher is woken.

import SheetsAPI

/// Planning for a lane of the service.
protocol LanePlanning: FlushPlanning {
  /// The lane of a service that plans this way.
  static func lane<ServiceClock>(of service: isolated BatchedSheetsService<ServiceClock>) -> Lane<Self>
}

/// Somebody who waits for an operation or a read to be carried.
struct Waiting<Request> {
  let sized: Sized<Request>
  let acceptedAt: Duration
  let continuation: CheckedContinuation<Delivery, any Error>
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
    waiting.append(Waiting(sized: sized, acceptedAt: now, continuation: continuation))
    signalChange()
  }

  /// How many calls the next flush reserves.
  var callsToReserve: Int {
    min(planner.callsToReserve(waiting.lazy.map(\.sized)), pacer.mostCallsTogether)
  }

  func plan() -> FlushPlan {
    planner.plan(waiting.lazy.map(\.sized))
  }

  /// Takes those who travel in the next flush, with the waiting that each has behind it.
  func take(_ count: Int, leavingAt now: Duration) -> [Traveller] {
    let travellers = waiting.prefix(count).map { one in
      let paced = pacedIntervals.overlap(from: one.acceptedAt, to: now)
      return Traveller(
        continuation: one.continuation, acceptedAt: one.acceptedAt,
        waited: [
          Span(kind: .queued, duration: now - one.acceptedAt - paced), Span(kind: .paced, duration: paced),
        ])
    }
    waiting.removeFirst(count)
    pacedIntervals.forget(before: waiting.first?.acceptedAt ?? now)
    return travellers
  }

  /// Ends the waiting of all who have not left.
  func refuseAll(_ error: ServiceError) {
    for one in waiting { one.continuation.resume(throwing: error) }
    waiting = []
  }
}

/// Somebody who travels in a flush.
struct Traveller {
  let continuation: CheckedContinuation<Delivery, any Error>
  let acceptedAt: Duration
  /// The queued and the paced part of the time before the flush left.
  let waited: [Span]
}
