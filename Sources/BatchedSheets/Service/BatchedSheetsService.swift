// The service: accepts operations and reads, lets the pure parts decide, and is the only place that awaits.

import SheetsAPI

/// Batches the work of many concurrent callers into few calls, within the quota.
///
/// Operations that wait at the same moment travel in one flush; each is acknowledged when the last call that carries
/// it has been answered. `run()` is the long-lived part: start it in a task group beside the callers, or use
/// `whileRunning`, which does that.
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
/// A failed call is tried again under `RetryPolicy`. What an error or a lost answer leaves open depends on the mode:
///
/// | mode | promise | cost |
/// | --- | --- | --- |
/// | `oneCall` | a flush is applied exactly once or not at all, also when answers are lost or effects come late | no call more when all goes well; after a lost answer, one spreadsheets.get to look for the guard |
/// | `oneCall`, an operation larger than a call | each of its calls exactly once; the whole may end as `partiallyApplied` | the same |
/// | `twoCalls` | cells at least once, so a try that takes effect late can put an older value back over a newer one; rows at most once: an append whose answer was lost is not repeated, and ends as `partiallyApplied` or `outcomeUnknown` | none |
///
/// An operation that some flush was refused for with 400 is found by sending the others in smaller company, and only it
/// fails; when an earlier try of that flush went unanswered, all of a `oneCall` flush end as `outcomeUnknown`.
///
/// When flushes leave is told at `FlushSpacing`, and what a 429 teaches at `LearnedLimit`.
///
/// How `oneCall` keeps its promise is told at `GuardBook`: guards are named ranges, which later flushes remove.
public actor BatchedSheetsService<ServiceClock: Clock> where ServiceClock.Duration == Duration {
  /// The policy that the service was made with.
  public nonisolated let configuration: ServiceConfiguration
  let transport: any SheetsTransport
  let clock: ServiceClock
  private let start: ServiceClock.Instant
  var jitter: any RandomNumberGenerator & Sendable
  let writes: Lane<WritePlanner>
  let reads: Lane<ReadPlanner>
  var guards: GuardBook
  private(set) var isAccepting = true
  private var hasRun = false

  /// Makes a service; nothing is sent before `run()`.
  ///
  /// - Parameters:
  ///   - configuration: what it writes to, as whom, how, and how fast.
  ///   - transport: what carries calls: Google, or a simulation.
  ///   - clock: the time that pacing, backoff and receipts go by.
  ///   - jitter: the source of the backoff's chance and of the guards' ids; no two services may share its seed on one
  ///     spreadsheet.
  public init(
    configuration: ServiceConfiguration, transport: any SheetsTransport, clock: ServiceClock,
    jitter: any RandomNumberGenerator & Sendable
  ) {
    self.configuration = configuration
    self.transport = transport
    self.clock = clock
    self.jitter = jitter
    // From a copy, so that the draws of the backoff are what they would be without it.
    var nonces = jitter
    guards = GuardBook(nonce: nonces.next())
    start = clock.now
    let identities = configuration.identities
    writes = Lane(
      planner: WritePlanner(configuration),
      pacer: Pacer(identities: identities, budget: configuration.writeBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
    reads = Lane(
      planner: ReadPlanner(from: configuration.destination),
      pacer: Pacer(identities: identities, budget: configuration.readBudget, policy: configuration.pacing),
      queueLimit: configuration.queueLimit)
  }

  /// Carries an operation and returns when all of it has been acknowledged.
  ///
  /// When the caller's task is cancelled before a flush has taken the operation, nothing of it is sent; after that its
  /// outcome is awaited. The same holds for the deadline.
  ///
  /// - Parameters:
  ///   - operation: the cell updates and rows; an empty one is acknowledged at once, without a call.
  ///   - deadline: until when a flush must have left with the operation; `nil` for no limit.
  /// - Throws: `ServiceError.callFailed`, `outcomeUnknown` or `partiallyApplied` when a call failed for good;
  ///   `overloaded` when the queue is full; `deadlineExceeded`; `stopped` when the service no longer accepts work;
  ///   `CancellationError` when the operation was withdrawn.
  public func perform(_ operation: SheetOperation, deadline: ServiceClock.Instant? = nil) async throws -> Receipt {
    guard isAccepting else { throw ServiceError.stopped }
    if operation.isEmpty { return .immediate }
    return try await deliver(operation, through: writes, deadline: deadline).receipt
  }

  /// Reads ranges, given in A1 notation, and returns their values in the same order.
  ///
  /// A read sees every write that was acknowledged before it was asked for.
  ///
  /// - Parameters:
  ///   - ranges: the ranges, in A1 notation; none makes no call.
  ///   - rendering: how the values are rendered.
  ///   - deadline: as for `perform`.
  /// - Throws: as `perform`.
  public func read(
    _ ranges: [String], rendering: ValueRenderOption = .unformattedValue, deadline: ServiceClock.Instant? = nil
  ) async throws -> ReadReceipt {
    guard isAccepting else { throw ServiceError.stopped }
    if ranges.isEmpty { return ReadReceipt(values: [], receipt: .immediate) }
    let request = ReadRequest(ranges: ranges, rendering: rendering)
    let delivery = try await deliver(request, through: reads, deadline: deadline)
    return ReadReceipt(values: delivery.values, receipt: delivery.receipt)
  }

  private func deliver<Planner: LanePlanning>(
    _ request: Planner.Request, through lane: Lane<Planner>, deadline: ServiceClock.Instant?
  ) async throws -> Delivery {
    let claim = Claim(countingIn: lane.withdrawals)
    guard let deadline else { return try await wait(request, in: lane, claim) }
    guard clock.now < deadline else { throw ServiceError.deadlineExceeded }
    return try await withThrowingDiscardingTaskGroup { group in
      group.addTask { [clock] in
        guard (try? await clock.sleep(until: deadline, tolerance: nil)) != nil else { return }
        claim.withdraw(ServiceError.deadlineExceeded)
      }
      defer { group.cancelAll() }
      return try await wait(request, in: lane, claim)
    }
  }

  private func wait<Planner: LanePlanning>(
    _ request: Planner.Request, in lane: Lane<Planner>, _ claim: Claim
  ) async throws -> Delivery {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { lane.accept(request, claim: claim, at: now, $0) }
    } onCancel: {
      claim.withdraw(CancellationError())
    }
  }

  /// Sends what is handed over from now on to another spreadsheet; what waits already still goes to the one before.
  ///
  /// For a log that is rotated: the identities need access to the new spreadsheet, and updates and reads address it too.
  public func move(to spreadsheetID: SpreadsheetID, log: SheetReference) {
    let destination = Destination(spreadsheetID: spreadsheetID, log: log)
    guards.forget(allBut: [writes.planner.destination.spreadsheetID, spreadsheetID])
    writes.planner = WritePlanner(configuration, to: destination)
    reads.planner = ReadPlanner(from: destination)
  }

  /// Sends flushes until `drain()` is called and all that was accepted has ended, or the task is cancelled.
  ///
  /// On cancellation, what has not left is refused with `ServiceError.stopped`. A service runs once: calling it a
  /// second time is a mistake of the program and traps.
  public func run() async {
    precondition(!hasRun, "run() of a batching service was called twice; make a service of its own for each run")
    hasRun = true
    await withDiscardingTaskGroup { group in
      group.addTask { await self.dispatch(WritePlanner.self) }
      group.addTask { await self.dispatch(ReadPlanner.self) }
    }
    isAccepting = false
    writes.refuseAll(.stopped)
    reads.refuseAll(.stopped)
  }

  /// Refuses further work; what was accepted is still carried, and `run()` returns when it has been.
  public func drain() {
    isAccepting = false
    writes.signalChange()
    reads.signalChange()
  }

  /// Runs the service while `body` works with it, then drains it.
  ///
  /// - Throws: what `body` throws, after what it had handed over has ended.
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
