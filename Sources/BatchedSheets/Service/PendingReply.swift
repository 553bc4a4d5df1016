// Where an operation's caller and the flush that carries it meet: each outcome is delivered exactly once.

import Synchronization

/// Records that a queued caller has withdrawn, so that a long queue is searched only when it needs to be.
package final class Withdrawals: Sendable {
  private let isOpen = Atomic(false)

  package init() {}

  /// Records a withdrawal; callable from any thread.
  func record() { isOpen.store(true, ordering: .releasing) }

  /// Whether a withdrawal has been recorded since the last call of this method.
  func take() -> Bool { isOpen.exchange(false, ordering: .acquiring) }
}

/// The reply that the service owes to one caller.
///
/// The caller may withdraw at any moment and from any thread, when its task is canceled or its deadline passes. A
/// withdrawal before the operation leaves in a flush ends the wait at once. After that the flush decides the outcome,
/// and an operation that comes back partially applied is always completed.
package final class PendingReply: Sendable {
  package typealias Continuation = CheckedContinuation<ReadReceipt, any Error>

  private enum State {
    /// The caller has not started to wait.
    case fresh
    case waiting(Continuation)
    /// A flush carries the operation; `withdrawal` is set when the caller no longer wants it.
    case inFlight(Continuation, withdrawal: (any Error)?)
    /// The caller withdrew before it started to wait.
    case withdrawn(any Error)
    case ended
  }

  private struct Guarded {
    var state = State.fresh
    /// What the caller is told if the service stops after part of the operation may have been applied.
    var errorIfStopped: ServiceError?

    /// Marks the reply as delivered and returns the continuation to resume.
    mutating func end(_ continuation: Continuation) -> Continuation {
      state = .ended
      return continuation
    }
  }

  private let guarded = Mutex(Guarded())
  private let withdrawals: Withdrawals

  package init(withdrawals: Withdrawals = Withdrawals()) {
    self.withdrawals = withdrawals
  }

  /// Starts to wait; returns `false` if the caller has already withdrawn, which ends the wait.
  package func begin(_ continuation: Continuation) -> Bool {
    let withdrawal: (any Error)? = guarded.withLock { reply in
      guard case .withdrawn(let error) = reply.state else {
        reply.state = .waiting(continuation)
        return nil
      }
      reply.state = .ended
      return error
    }
    guard let withdrawal else { return true }
    continuation.resume(throwing: withdrawal)
    return false
  }

  /// Withdraws the operation: ends the wait unless it is in flight or partially applied.
  package func withdraw(_ error: any Error) {
    let continuation: Continuation? = guarded.withLock { reply in
      switch reply.state {
      case .fresh: reply.state = .withdrawn(error)
      case .inFlight(let continuation, nil): reply.state = .inFlight(continuation, withdrawal: error)
      case .waiting(let continuation) where reply.errorIfStopped == nil: return reply.end(continuation)
      case .waiting, .inFlight, .withdrawn, .ended: break
      }
      return nil
    }
    guard let continuation else { return }
    withdrawals.record()
    continuation.resume(throwing: error)
  }

  /// Ends the wait because the service stops, and reports what has been applied so far.
  func refuse(_ error: ServiceError) {
    resume(with: .failure(guarded.withLock { $0.errorIfStopped } ?? error))
  }

  /// Whether the operation is still in the queue.
  package var isWaiting: Bool {
    guarded.withLock { reply in
      if case .waiting = reply.state { true } else { false }
    }
  }

  /// Marks the operation as in flight; returns `false` if the caller has withdrawn.
  func leave() -> Bool {
    guarded.withLock { reply in
      guard case .waiting(let continuation) = reply.state else { return false }
      reply.state = .inFlight(continuation, withdrawal: nil)
      return true
    }
  }

  /// Puts the operation back in the queue; returns `false` if the caller has withdrawn and nothing was applied.
  ///
  /// With an error to report if the service stops, part of it may have been applied, and a withdrawal has no effect.
  func comeBack(errorIfStopped: ServiceError? = nil) -> Bool {
    let ended: (continuation: Continuation, error: any Error)? = guarded.withLock { reply in
      reply.errorIfStopped = errorIfStopped
      guard case .inFlight(let continuation, let withdrawal) = reply.state else { return nil }
      guard let withdrawal, errorIfStopped == nil else {
        reply.state = .waiting(continuation)
        return nil
      }
      return (reply.end(continuation), withdrawal)
    }
    guard let ended else { return true }
    ended.continuation.resume(throwing: ended.error)
    return false
  }

  /// Delivers the outcome; only the first outcome counts.
  package func resume(with result: Result<ReadReceipt, any Error>) {
    let continuation: Continuation? = guarded.withLock { reply in
      switch reply.state {
      case .waiting(let continuation), .inFlight(let continuation, _): reply.end(continuation)
      case .fresh, .withdrawn, .ended: nil
      }
    }
    continuation?.resume(with: result)
  }
}
