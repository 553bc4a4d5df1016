// Decides the order of everything in a simulation: one thread, one queue, one heap of timers.

import Foundation
import Synchronization

/// The executor of a simulation: runs jobs first in, first out, and advances time to the next timer if none is ready.
final class SimulationExecutor: TaskExecutor {
  /// The reason why `drain` stopped.
  enum Outcome {
    case finished
    case stalled
    case foreignWork
    case horizonPassed(next: Int64)
  }

  /// A named task; `activities` of the state holds its last event.
  struct Activity {
    let name: String
    var lastEvent: TraceEvent?
  }

  private enum Phase {
    case notStarted
    case running(thread: pthread_t)
    case ended
  }

  private enum Sleeper {
    /// The task is about to sleep, so that a cancellation can be recorded.
    case announced
    case asleep(UnsafeContinuation<Void, any Error>, activity: Int?)
    case canceled
  }

  private struct State {
    var phase = Phase.notStarted
    var now: Int64 = 0
    var ready = ReadyQueue()
    var timers = TimerQueue()
    var sleepers: [(sequence: UInt64, sleeper: Sleeper)?] = []
    var freeSlots: [Int] = []
    var nextSequence: UInt64 = 0
    var foreignWork = false
    var bodyFinished = false
    var activities: [Activity?] = []
    var trace = Trace()

    mutating func note(_ kind: TraceEvent.Kind, activity: Int?) {
      let event = TraceEvent(time: now, kind: kind)
      trace.record(event)
      if let activity { activities[activity]?.lastEvent = event }
    }

    mutating func free(_ slot: Int) {
      sleepers[slot] = nil
      freeSlots.append(slot)
    }

    /// Whether the simulation is running on the calling thread; work from another thread is recorded as an error.
    mutating func isOwnThread() -> Bool {
      guard case .running(let thread) = phase else { return false }
      if pthread_equal(thread, pthread_self()) != 0 { return true }
      foreignWork = true
      return false
    }
  }

  /// The slot of the named task that is running, inherited by its child tasks.
  @TaskLocal static var activity: Int?

  private let state = Mutex(State())
  /// The time of the state, which is asked for too often to lock it.
  private let time = Atomic<Int64>(0)

  var now: Int64 { time.load(ordering: .relaxed) }
  var trace: Trace { state.withLock { $0.trace } }
  var unfinished: [Activity] { state.withLock { $0.activities.compactMap(\.self) } }

  /// Whether the calling thread runs the simulation; unlike work from another one, the question is no error.
  var isRunningHere: Bool {
    state.withLock { state in
      guard case .running(let thread) = state.phase else { return false }
      return pthread_equal(thread, pthread_self()) != 0
    }
  }

  // MARK: Jobs

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let accepted = state.withLock { state in
      if case .ended = state.phase { return false }
      _ = state.isOwnThread()
      state.ready.append(job)
      return true
    }
    // The simulation is over and no longer drained: jobs that still arrive must run elsewhere, or their tasks would hang.
    if !accepted { globalConcurrentExecutor.enqueue(job) }
  }

  /// Binds the simulation to the calling thread; returns `false` if it has run before.
  func begin() -> Bool {
    state.withLock { state in
      guard case .notStarted = state.phase else { return false }
      state.phase = .running(thread: pthread_self())
      return true
    }
  }

  /// Runs jobs and advances time until the body has finished or cannot.
  func drain(horizon: Int64) -> Outcome {
    while true {
      let next: Step = state.withLock { state in
        if state.foreignWork { return .stop(.foreignWork) }
        if let job = state.ready.popFirst() { return .run(job) }
        if state.bodyFinished { return .stop(.finished) }
        return advance(&state, horizon: horizon)
      }
      switch next {
      case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .wake(let continuation): continuation.resume()
      case .skip: continue
      case .stop(let outcome): return outcome
      }
    }
  }

  private enum Step {
    case run(UnownedJob)
    case wake(UnsafeContinuation<Void, any Error>)
    case skip
    case stop(Outcome)
  }

  private func advance(_ state: inout State, horizon: Int64) -> Step {
    guard let timer = state.timers.first else { return .stop(.stalled) }
    guard let entry = state.sleepers[timer.slot], entry.sequence == timer.sequence,
      case .asleep(let continuation, let activity) = entry.sleeper
    else {
      // Its task was canceled: a timer without a sleeper does not advance time.
      _ = state.timers.removeFirst()
      return .skip
    }
    guard timer.deadline <= horizon else { return .stop(.horizonPassed(next: timer.deadline)) }
    _ = state.timers.removeFirst()
    state.free(timer.slot)
    state.now = max(state.now, timer.deadline)
    time.store(state.now, ordering: .relaxed)
    state.note(.wake(timer: timer.sequence), activity: activity)
    return .wake(continuation)
  }

  /// Runs ready jobs after a failure without advancing time, so that canceled tasks can unwind; then ends.
  func unwind() {
    while let job = state.withLock({ $0.ready.popFirst() }) {
      job.runSynchronously(on: asUnownedTaskExecutor())
    }
    end()
  }

  /// Records that the body has finished, so that time no longer advances.
  func finishBody() {
    state.withLock { $0.bodyFinished = true }
  }

  func end() {
    state.withLock { $0.phase = .ended }
  }

  // MARK: Sleeping

  nonisolated(nonsending) func sleep(for nanoseconds: Int64) async throws {
    let (deadline, overflow) = now.addingReportingOverflow(nanoseconds)
    try await sleep(until: overflow ? .max : deadline)
  }

  nonisolated(nonsending) func sleep(until deadline: Int64) async throws {
    let (slot, sequence) = announce()
    try await withTaskCancellationHandler {
      try await withUnsafeThrowingContinuation { continuation in
        fallAsleep(continuation, slot: slot, sequence: sequence, deadline: deadline)
      }
    } onCancel: {
      cancelSleep(slot: slot, sequence: sequence)
    }
  }

  private func announce() -> (slot: Int, sequence: UInt64) {
    state.withLock { state in
      let sequence = state.nextSequence
      state.nextSequence += 1
      if let slot = state.freeSlots.popLast() {
        state.sleepers[slot] = (sequence, .announced)
        return (slot, sequence)
      }
      state.sleepers.append((sequence, .announced))
      return (state.sleepers.count - 1, sequence)
    }
  }

  private func fallAsleep(
    _ continuation: UnsafeContinuation<Void, any Error>, slot: Int, sequence: UInt64, deadline: Int64
  ) {
    let activity = Self.activity
    let refusal: (any Error)? = state.withLock { state in
      guard state.isOwnThread() else {
        state.free(slot)
        return SimulationError.sleptOutside
      }
      if case .canceled? = state.sleepers[slot]?.sleeper {
        state.free(slot)
        return CancellationError()
      }
      state.sleepers[slot] = (sequence, .asleep(continuation, activity: activity))
      state.timers.insert(TimerQueue.Timer(deadline: max(deadline, state.now), sequence: sequence, slot: slot))
      return nil
    }
    if let refusal { continuation.resume(throwing: refusal) }
  }

  private func cancelSleep(slot: Int, sequence: UInt64) {
    let continuation: UnsafeContinuation<Void, any Error>? = state.withLock { state in
      guard let entry = state.sleepers[slot], entry.sequence == sequence else { return nil }
      switch entry.sleeper {
      case .announced:
        state.sleepers[slot] = (sequence, .canceled)
        return nil
      case .canceled:
        return nil
      case .asleep(let continuation, let activity):
        state.free(slot)
        state.note(.cancel(timer: sequence), activity: activity)
        return continuation
      }
    }
    continuation?.resume(throwing: CancellationError())
  }

  // MARK: Naming and tracing

  func openActivity(_ name: String) -> Int {
    state.withLock { state in
      if let free = state.activities.firstIndex(where: { $0 == nil }) {
        state.activities[free] = Activity(name: name)
        return free
      }
      state.activities.append(Activity(name: name))
      return state.activities.count - 1
    }
  }

  func closeActivity(_ slot: Int) {
    state.withLock { $0.activities[slot] = nil }
  }

  func record(_ kind: TraceEvent.Kind) {
    let activity = Self.activity
    state.withLock { $0.note(kind, activity: activity) }
  }
}
