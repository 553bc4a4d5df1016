// Keeps async work on one thread while it is measured, and notices when it leaves.

import Foundation
import Synchronization

/// An executor that runs its jobs on one thread of its own, first in, first out.
final class MeasuringExecutor: TaskExecutor {
  private struct State {
    var jobs: ContiguousArray<UnownedJob> = []
    var head = 0
    var thread: pthread_t?
    var isOver = false
    var hasForeignWork = false

    mutating func next() -> UnownedJob? {
      guard head < jobs.count else { return nil }
      defer {
        head += 1
        if head == jobs.count {
          jobs.removeAll(keepingCapacity: true)
          head = 0
        }
      }
      return jobs[head]
    }
  }

  private let state = Mutex(State())
  private let arrivals = DispatchSemaphore(value: 0)

  init() {
    // More than this would be allocated while the work is measured.
    state.withLock { $0.jobs.reserveCapacity(1_024) }
  }

  /// Whether a job came back from another thread, where nothing is measured.
  var hasForeignWork: Bool { state.withLock(\.hasForeignWork) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let (isOver, isForeign) = state.withLock { state in
      if state.isOver { return (true, true) }
      state.jobs.append(job)
      guard let thread = state.thread else { return (false, true) }
      let isForeign = pthread_equal(thread, pthread_self()) == 0
      if isForeign { state.hasForeignWork = true }
      return (false, isForeign)
    }
    // Nobody drains the queue any longer: what still arrives must run elsewhere, or its task would hang.
    if isOver { return globalConcurrentExecutor.enqueue(job) }
    if isForeign { arrivals.signal() }
  }

  /// Starts the thread, which ends after `finish`.
  func start() {
    let thread = Thread { self.drain() }
    // As much as the main thread has, so that what recurses there recurses here.
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Lets the thread end when it has nothing left to do.
  func finish() {
    state.withLock { $0.isOver = true }
    arrivals.signal()
  }

  private func drain() {
    state.withLock { $0.thread = pthread_self() }
    while true {
      let (job, isOver) = state.withLock { ($0.next(), $0.isOver) }
      if let job {
        job.runSynchronously(on: asUnownedTaskExecutor())
      } else if isOver {
        return
      } else {
        arrivals.wait()
      }
    }
  }
}
