// The service: takes operations and reads, lets pure values decide, and is the only part that awaits.

import SheetsAPI

/// Batches the work of many concurrent callers into few calls, within the quota.
///
/// Operations that wait at the same moment share one flush; each is acknowledged when the last call that carries it has
/// been answered. `run()` does the work: start it in a task group beside the callers, or use `whileRunning`, which does
/// that for you.
///
/// ```swift
/// let service = BatchedSheetsService(
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
/// If one operation contains an invalid request, its flush is refused with 400. The service then finds it by sending the
/// others in smaller batches, and only that operation fails. If an earlier try of that flush went unanswered, all
/// operations of a `oneCall` flush end as `outcomeUnknown`.
///
/// `FlushSpacing` describes when flushes leave, and `LearnedLimit` how a 429 lowers the rate.
///
/// `IdempotencyKeys` describes how `oneCall` applies a flush exactly once: each key is a named range, which later flushes
/// remove.
public actor BatchedSheetsService<ServiceClock: Clock> where ServiceClock.Duration == Duration {
  /// The policy that the service follows.
  public nonisolated let configuration: ServiceConfiguration
  let transport: any SheetsTransport
  let clock: ServiceClock
  private let start: ServiceClock.Instant
  var jitter: any RandomNumberGenerator & Sendable
  let writes: RequestQueue<WritePlanner>
  let reads: RequestQueue<ReadPlanner>
  var idempotencyKeys: IdempotencyKeys
  private(set) var isAccepting = true
  private var hasRun = false

  /// Makes a service; nothing is sent before `run()`.
  ///
  /// - Parameters:
  ///   - configuration: the policy of the service.
  ///   - transport: what sends the calls: a connection to Google, or a simulation.
  ///   - clock: the clock for pacing, backoff and receipts.
  ///   - jitter: the random source of the backoff and of the idempotency keys; services that share a spreadsheet must not
  ///     share its seed.
  public init(
    configuration: ServiceConfiguration, transport: any SheetsTransport, clock: ServiceClock,
    jitter: any RandomNumberGenerator & Sendable
  ) {
    self.configuration = configuration
    self.transport = transport
    self.clock = clock
    self.jitter = jitter
    // From a copy, so that it does not change the draws of the backoff.
    var nonces = jitter
    idempotencyKeys = IdempotencyKeys(nonce: nonces.next())
    start = clock.now
    let identities = configuration.identities
    writes = RequestQueue(
      planner: WritePlanner(configuration),
      pacer: Pacer(identities: identities, budget: configuration.writeBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
    reads = RequestQueue(
      planner: ReadPlanner(from: configuration.destination),
      pacer: Pacer(identities: identities, budget: configuration.readBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
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
  /// - Throws: `ServiceError.callFailed`, `outcomeUnknown` or `partiallyApplied` when a call failed for good;
  ///   `overloaded` when the queue is full; `deadlineExceeded`; `stopped` when the service no longer accepts work;
  ///   `CancellationError` when the task was canceled in time.
  public func perform(_ operation: SheetOperation, deadline: ServiceClock.Instant? = nil) async throws -> Receipt {
    guard isAccepting else { throw ServiceError.stopped }
    if operation.isEmpty { return .immediate }
    return try await deliver(operation, through: writes, deadline: deadline).receipt
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
    let request = ReadRequest(ranges: ranges, rendering: rendering)
    let delivery = try await deliver(request, through: reads, deadline: deadline)
    return ReadReceipt(values: delivery.values, receipt: delivery.receipt)
  }

  private func deliver<Planner: RequestQueuePlanning>(
    _ request: Planner.Request, through queue: RequestQueue<Planner>, deadline: ServiceClock.Instant?
  ) async throws -> Delivery {
    let pendingReply = PendingReply(withdrawals: queue.withdrawals)
    guard let deadline else { return try await wait(request, in: queue, pendingReply) }
    guard clock.now < deadline else { throw ServiceError.deadlineExceeded }
    return try await withThrowingDiscardingTaskGroup { group in
      group.addTask { [clock] in
        guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
        pendingReply.withdraw(ServiceError.deadlineExceeded)
      }
      defer { group.cancelAll() }
      return try await wait(request, in: queue, pendingReply)
    }
  }

  private func wait<Planner: RequestQueuePlanning>(
    _ request: Planner.Request, in queue: RequestQueue<Planner>, _ pendingReply: PendingReply
  ) async throws -> Delivery {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { queue.enqueue(request, pendingReply: pendingReply, at: now, $0) }
    } onCancel: {
      pendingReply.withdraw(CancellationError())
    }
  }

  /// Sends new operations and reads to another spreadsheet; those already waiting still go to the previous one.
  ///
  /// Use it to rotate the log. The identities need access to the new spreadsheet, and updates and reads address it too.
  public func move(to spreadsheetID: SpreadsheetID, log: SheetReference) {
    let destination = Destination(spreadsheetID: spreadsheetID, log: log)
    idempotencyKeys.forget(allBut: [writes.planner.destination.spreadsheetID, spreadsheetID])
    writes.planner = WritePlanner(configuration, to: destination)
    reads.planner = ReadPlanner(from: destination)
  }

  /// Sends flushes until the task is canceled, or until all accepted work has ended after a call of `drain()`.
  ///
  /// On cancellation, everything that has not left is refused with `ServiceError.stopped`. A service runs once: calling
  /// this method a second time is a programmer error and traps.
  public func run() async {
    precondition(!hasRun, "run() of a batching service was called twice; make a new service for each run")
    hasRun = true
    await withDiscardingTaskGroup { group in
      group.addTask { await self.dispatch(WritePlanner.self) }
      group.addTask { await self.dispatch(ReadPlanner.self) }
    }
    isAccepting = false
    writes.refuseAll(.stopped)
    reads.refuseAll(.stopped)
  }

  /// Refuses further work; accepted work is still carried out, and then `run()` returns.
  public func drain() {
    isAccepting = false
    writes.signalChange()
    reads.signalChange()
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

  var now: Duration { start.duration(to: clock.now) }
}
