// The service: takes operations and reads, lets pure values decide, and is the only part that awaits.

import SheetsAPI

/// Batches the work of many concurrent callers into few calls, within the quota.
///
/// Operations that wait at the same moment share one flush; each is acknowledged when the last call that carries it has
/// been answered. `run()` does the work: start it in a task group beside the callers, or use `whileRunning`, which does
/// that for you.
///
/// ```swift
/// let service = try BatchedSheetsService(
///   configuration: configuration, transport: transport, clock: ContinuousClock(),
///   jitter: SystemRandomNumberGenerator())
/// try await service.whileRunning {
///   let receipt = try await service.perform(SheetOperation(rows: [["P-1042", "finalized"]]))
///   print(receipt.latency, receipt.spans)
/// }
/// ```
///
/// Failed calls are retried as `RetryPolicy` says. What the service guarantees after an error or a lost answer depends on
/// the mode:
///
/// | mode | guarantee | cost |
/// | --- | --- | --- |
/// | `oneCall` | a flush is applied exactly once or not at all, even when answers are lost or effects come late | no extra call when all goes well; after a lost answer, one spreadsheets.get to look for the idempotency key |
/// | `oneCall`, an operation larger than a call | each of its calls exactly once; the operation may end as `partiallyApplied` | the same |
/// | `twoCalls` | cells at least once, so a try that takes effect late can overwrite a newer value with an older one; rows at most once: an append whose answer was lost is not repeated, and ends as `partiallyApplied` or `outcomeUnknown` | none |
///
/// If one operation contains an invalid request, its flush is refused with 400. The service rejects the operation that
/// the refusal names, and the others leave again at once; if it names none, the service looks for it in smaller batches,
/// beside fresh work. If an earlier try of that flush went unanswered, all operations of a `oneCall` flush end as
/// `outcomeUnknown`.
///
/// `Flush` is the state machine that decides all this, `SheetsError.kind` says what an answer means, `FlushSpacing`
/// describes when flushes leave, and `LearnedLimit` how a 429 lowers the rate.
///
/// `IdempotencyKeys` describes how `oneCall` applies a flush exactly once: each key is a named range, which later flushes
/// remove, and the last ones when the service drains.
public actor BatchedSheetsService<ServiceClock: Clock> where ServiceClock.Duration == Duration {
  /// The policy that the service follows.
  public nonisolated let configuration: ServiceConfiguration
  let transport: any SheetsTransport
  let clock: ServiceClock
  private let start: ServiceClock.Instant
  var jitter: any RandomNumberGenerator & Sendable
  let onEvent: (@Sendable (ServiceEvent) -> Void)?
  private let planner: FlushPlanner
  private var destination: Destination
  let writes: RequestQueue
  let reads: RequestQueue
  var idempotencyKeys: IdempotencyKeys
  private(set) var isAccepting = true
  private var hasRun = false
  private let drainLimits: AsyncStream<Duration>
  private let drainLimit: AsyncStream<Duration>.Continuation
  var callsInFlight = 0
  var retries = 0
  var lastSuccess: Nanoseconds?

  /// How long an operation waits for `run()` to begin.
  private static var startLimit: Duration { .seconds(5) }

  /// Makes a service; nothing is sent before `run()`.
  ///
  /// - Parameters:
  ///   - configuration: the policy of the service.
  ///   - transport: what sends the calls: a connection to Google, or a simulation.
  ///   - clock: the clock for pacing, backoff and receipts.
  ///   - jitter: the random source of the backoff and of the idempotency keys; services that share a spreadsheet must not
  ///     share its seed.
  ///   - onEvent: called with what the service does, at once and in order; it must return quickly.
  /// - Throws: what is wrong with the configuration.
  public init(
    configuration: ServiceConfiguration, transport: any SheetsTransport, clock: ServiceClock,
    jitter: any RandomNumberGenerator & Sendable, onEvent: (@Sendable (ServiceEvent) -> Void)? = nil
  ) throws(ConfigurationError) {
    try configuration.check()
    self.configuration = configuration
    self.transport = transport
    self.clock = clock
    self.jitter = jitter
    self.onEvent = onEvent
    // From a copy, so that it does not change the draws of the backoff.
    var nonces = jitter
    idempotencyKeys = IdempotencyKeys(nonce: nonces.next(), longestLife: Nanoseconds(configuration.longestLifeOfARetry))
    start = clock.now
    planner = FlushPlanner(configuration)
    destination = Destination(spreadsheetID: configuration.spreadsheetID, log: configuration.log)
    let identities = configuration.identities
    writes = RequestQueue(
      planner: planner,
      pacer: Pacer(identities: identities, budget: configuration.writeBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
    reads = RequestQueue(
      planner: planner,
      pacer: Pacer(identities: identities, budget: configuration.readBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
    (drainLimits, drainLimit) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Performs an operation and returns when all of it has been acknowledged.
  ///
  /// If the caller's task is canceled before a flush has taken the operation, nothing of it is sent; after that, its
  /// outcome is awaited. The same holds for the deadline.
  ///
  /// - Parameters:
  ///   - operation: the cells to change and the rows to append.
  ///   - deadline: the latest time at which a flush may leave with the operation; `nil` for no limit.
  /// - Returns: the acknowledgment, with its calls and the spans of its latency.
  /// - Throws: `InvalidOperation` when no call could carry it; `ServiceError.callFailed`, `outcomeUnknown` or
  ///   `partiallyApplied` when a call failed for good; `overloaded` when the queue is full; `deadlineExceeded`; `stopped`
  ///   when the service no longer accepts work; `notRunning` when `run()` has not begun after 5 s; `CancellationError`
  ///   when the task was canceled in time.
  public func perform(_ operation: SheetOperation, deadline: ServiceClock.Instant? = nil) async throws -> Receipt {
    guard isAccepting else { throw ServiceError.stopped }
    if operation.isEmpty { return .immediate }
    let size = try operation.size(checkedBy: planner)
    return try await deliver(.operation(operation), size: size, through: writes, deadline: deadline).receipt
  }

  /// Reads ranges, given in A1 notation, and returns their values in the same order.
  ///
  /// A read sees every write that was acknowledged before it.
  ///
  /// - Parameters:
  ///   - ranges: the ranges in A1 notation; without any, there is no call.
  ///   - rendering: how the values are rendered.
  ///   - deadline: the latest time at which a flush may leave with the read; `nil` for no limit.
  /// - Returns: the values of each range, with the receipt.
  /// - Throws: the errors that `perform` throws.
  public func read(
    _ ranges: [String], rendering: ValueRenderOption = .unformattedValue, deadline: ServiceClock.Instant? = nil
  ) async throws -> ReadReceipt {
    guard isAccepting else { throw ServiceError.stopped }
    if ranges.isEmpty { return ReadReceipt(values: [], receipt: .immediate) }
    return try await deliver(
      .read(ranges: ranges, rendering: rendering), size: ranges.count, through: reads, deadline: deadline)
  }

  private func deliver(
    _ content: QueuedRequest.Content, size: Int, through queue: RequestQueue, deadline: ServiceClock.Instant?
  ) async throws -> ReadReceipt {
    let request = QueuedRequest(
      content, size: size, destination: destination, acceptedAt: now,
      reply: PendingReply(withdrawals: queue.withdrawals))
    if hasRun, deadline == nil { return try await wait(for: request, in: queue) }
    if let deadline, clock.now >= deadline { throw ServiceError.deadlineExceeded }
    return try await withThrowingDiscardingTaskGroup { group in
      if let deadline {
        group.addTask { [clock] in
          guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
          request.reply.withdraw(ServiceError.deadlineExceeded)
        }
      }
      if !hasRun { group.addTask { await self.withdrawUnlessRunning(request.reply) } }
      defer { group.cancelAll() }
      return try await wait(for: request, in: queue)
    }
  }

  private func withdrawUnlessRunning(_ reply: PendingReply) async {
    guard (try? await clock.sleep(for: Self.startLimit)) != nil, !hasRun else { return }
    reply.withdraw(ServiceError.notRunning)
  }

  /// Takes a request into the queue, unless its caller has withdrawn.
  ///
  /// A method of the actor: a closure that does not mention the actor would run elsewhere, and the service could have
  /// ended by then.
  private func accept(
    _ request: QueuedRequest, in queue: RequestQueue, _ continuation: PendingReply.Continuation
  ) {
    if request.reply.begin(continuation) { queue.enqueue(request) }
  }

  private func wait(for request: QueuedRequest, in queue: RequestQueue) async throws -> ReadReceipt {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { accept(request, in: queue, $0) }
    } onCancel: {
      request.reply.withdraw(CancellationError())
    }
  }

  /// Sends new operations and reads to another spreadsheet; those already waiting still go to the previous one.
  ///
  /// Use it to rotate the log. The identities need access to the new spreadsheet, and updates and reads address it too.
  public func move(to spreadsheetID: SpreadsheetID, log: SheetReference) {
    destination = Destination(spreadsheetID: spreadsheetID, log: log)
  }

  /// Sends flushes until the task is canceled, or until all accepted work has ended after a call of `drain()`.
  ///
  /// After `drain()` it also removes the idempotency keys that are left, except one whose batch may still take effect. On
  /// cancellation, everything that has not left is refused with `ServiceError.stopped`. A service runs once: calling
  /// this method a second time is a programmer error and traps.
  public func run() async {
    precondition(!hasRun, "run() of a batching service was called twice; make a new service for each run")
    hasRun = true
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.work() }
      group.addTask { await self.waitForDrainLimit() }
      await group.next()
      group.cancelAll()
    }
    isAccepting = false
    writes.refuseAll(.stopped)
    reads.refuseAll(.stopped)
  }

  private func work() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.dispatch(.write) }
      group.addTask { await self.dispatch(.read) }
    }
    await removeKeys()
  }

  /// Returns when the time that `drain(within:)` has set is over, or when the task is canceled.
  private func waitForDrainLimit() async {
    for await limit in drainLimits {
      try? await clock.sleep(for: limit)
      return
    }
  }

  /// Refuses further work; accepted work is still carried out, and then `run()` returns.
  public func drain() {
    isAccepting = false
    writes.signalChange()
    reads.signalChange()
  }

  /// Refuses further work, and ends `run()` after this time at the latest, as if its task were canceled.
  ///
  /// What has not left by then is refused with `ServiceError.stopped`; of calls in flight the outcome is unknown. A time of
  /// more than a day counts as a day.
  public func drain(within limit: Duration) {
    drain()
    drainLimit.yield(min(limit, .seconds(86_400)))
  }

  /// The state of the service now.
  public var snapshot: ServiceSnapshot {
    func state(of queue: RequestQueue) -> ServiceSnapshot.Queue {
      let limits = queue.pacer.learnedLimits(at: now)
      return ServiceSnapshot.Queue(
        length: queue.count, oldest: queue.oldest.map { Duration(now - $0) }, flushesUnderWay: queue.flushesUnderWay,
        limits: limits.identities.map { ServiceSnapshot.Limit(identity: $0.0, calls: $0.1) },
        projectLimit: limits.project)
    }
    return ServiceSnapshot(
      writes: state(of: writes), reads: state(of: reads), callsInFlight: callsInFlight, retries: retries,
      lastSuccess: lastSuccess.map { Duration($0) }, isAccepting: isAccepting)
  }

  /// Runs the service while `body` uses it, then drains it.
  ///
  /// - Throws: what `body` throws, after all work that it handed over has ended.
  public nonisolated func whileRunning<Success: Sendable>(
    _ body: @escaping @Sendable () async throws -> Success
  ) async throws -> Success {
    try await withThrowingTaskGroup(of: Success?.self) { group in
      group.addTask {
        await self.run()
        return nil
      }
      let result: Result<Success, any Error>
      do { result = .success(try await body()) } catch { result = .failure(error) }
      await drain()
      try await group.waitForAll()
      return try result.get()
    }
  }

  /// The time since the service was created.
  var now: Nanoseconds { Nanoseconds(start.duration(to: clock.now)) }

  /// Returns `false` if the task is canceled before this moment.
  func sleep(until moment: Nanoseconds) async -> Bool {
    (try? await clock.sleep(until: start.advanced(by: Duration(moment)), tolerance: nil)) != nil
  }

  func queue(_ access: SheetsMethod.Access) -> RequestQueue { access == .write ? writes : reads }
}
