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
/// | `twoCalls` | cells at least once, which is harmless; rows at most once: an append whose answer was lost is not repeated, and ends as `partiallyApplied` or `outcomeUnknown` | none |
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
    guards = GuardBook(nonce: nonces.next(), sheetID: configuration.log.sheetID)
    start = clock.now
    writes = Lane(
      planner: WritePlanner(configuration),
      pacer: Pacer(identities: configuration.identities, budget: configuration.writeBudget))
    reads = Lane(
      planner: ReadPlanner(spreadsheetID: configuration.spreadsheetID),
      pacer: Pacer(identities: configuration.identities, budget: configuration.readBudget))
  }

  /// Carries an operation and returns when all of it has been acknowledged.
  ///
  /// - Throws: `ServiceError.callFailed` when a call failed for good, `ServiceError.stopped` when the service no
  ///   longer accepts work. Cancelling the caller does not withdraw the operation: its outcome is awaited.
  public func perform(_ operation: SheetOperation) async throws -> Receipt {
    guard isAccepting else { throw ServiceError.stopped }
    if operation.isEmpty { return .immediate }
    return try await withCheckedThrowingContinuation { continuation in
      writes.accept(operation, at: now, continuation)
    }.receipt
  }

  /// Reads ranges, given in A1 notation, and returns their values in the same order.
  ///
  /// A read sees every write that was acknowledged before it was asked for.
  ///
  /// - Throws: as `perform`.
  public func read(_ ranges: [String], rendering: ValueRenderOption = .unformattedValue) async throws -> ReadReceipt {
    guard isAccepting else { throw ServiceError.stopped }
    if ranges.isEmpty { return ReadReceipt(values: [], receipt: .immediate) }
    let delivery = try await withCheckedThrowingContinuation { continuation in
      reads.accept(ReadRequest(ranges: ranges, rendering: rendering), at: now, continuation)
    }
    return ReadReceipt(values: delivery.values, receipt: delivery.receipt)
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
