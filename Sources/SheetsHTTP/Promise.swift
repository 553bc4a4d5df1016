// A value that arrives once, for waiters that may give up: every wait of the transport ends at a deadline.

import Synchronization

/// A value that arrives once.
///
/// A waiter that gives up leaves the others, and what brings the value, alone.
final class Promise<Value: Sendable>: Sendable {
  private struct State {
    var value: Value?
    var waiters: [Int: CheckedContinuation<Value?, Never>] = [:]
    var count = 0
  }

  private let state = Mutex(State())

  /// Brings the value; those that arrive later are ignored.
  func fulfill(_ value: Value) {
    let waiters = state.withLock { state -> [CheckedContinuation<Value?, Never>] in
      guard state.value == nil else { return [] }
      state.value = value
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: value) }
  }

  /// The value; `nil` once the deadline has passed or the task is canceled.
  func value(until deadline: Deadline) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
      group.addTask { await self.value }
      group.addTask {
        await deadline.wait()
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }

  /// The value; `nil` once the task is canceled.
  ///
  /// `Task.value` would keep a canceled waiter.
  private var value: Value? {
    get async {
      let number = state.withLock { state in
        state.count += 1
        return state.count
      }
      return await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          let isOver = state.withLock { state in
            if state.value != nil || Task.isCancelled { return true }
            state.waiters[number] = continuation
            return false
          }
          if isOver { continuation.resume(returning: state.withLock { $0.value }) }
        }
      } onCancel: {
        state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: nil)
      }
    }
  }
}
