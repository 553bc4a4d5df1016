// The one place where an operation's caller and the flush that carries it meet: each outcome is delivered once.

import Synchronization

/// What the service owes to one caller.
///
/// The caller may withdraw at any moment and from any thread, when its task is cancelled or its deadline passes. Until
/// the operation has left in a flush that ends it at once; after that the flush decides what became of it.
final class Claim: Sendable {
  private enum State {
    /// The caller has not begun to wait.
    case fresh
    case waiting(CheckedContinuation<Delivery, any Error>)
    /// The operation travels; `withdrawal` says that its caller no longer wants it.
    case travelling(CheckedContinuation<Delivery, any Error>, withdrawal: (any Error)?)
    /// Withdrawn before the caller began to wait.
    case withdrawn(any Error)
    case ended
  }

  private let state = Mutex(State.fresh)

  /// Begins to wait; false when the caller withdrew before, which ends the waiting.
  func begin(_ continuation: CheckedContinuation<Delivery, any Error>) -> Bool {
    let withdrawal: (any Error)? = state.withLock { state in
      guard case .withdrawn(let error) = state else {
        state = .waiting(continuation)
        return nil
      }
      state = .ended
      return error
    }
    guard let withdrawal else { return true }
    continuation.resume(throwing: withdrawal)
    return false
  }

  /// The caller no longer wants the operation: ends the waiting unless it travels.
  func withdraw(_ error: any Error) {
    let continuation: CheckedContinuation<Delivery, any Error>? = state.withLock { state in
      switch state {
      case .fresh: state = .withdrawn(error)
      case .travelling(let continuation, nil): state = .travelling(continuation, withdrawal: error)
      case .waiting(let continuation):
        state = .ended
        return continuation
      case .travelling, .withdrawn, .ended: break
      }
      return nil
    }
    continuation?.resume(throwing: error)
  }

  /// Whether the operation still waits to be carried.
  var isWaiting: Bool {
    state.withLock { state in
      if case .waiting = state { true } else { false }
    }
  }

  /// The operation leaves in a flush; false when it was withdrawn before.
  func leave() -> Bool {
    state.withLock { state in
      guard case .waiting(let continuation) = state else { return false }
      state = .travelling(continuation, withdrawal: nil)
      return true
    }
  }

  /// The operation was not carried and waits again; false when it was withdrawn meanwhile, which ends the waiting.
  func comeBack() -> Bool {
    let ended: (continuation: CheckedContinuation<Delivery, any Error>, error: any Error)? = state.withLock { state in
      guard case .travelling(let continuation, let withdrawal) = state else { return nil }
      guard let withdrawal else {
        state = .waiting(continuation)
        return nil
      }
      state = .ended
      return (continuation, withdrawal)
    }
    guard let ended else { return true }
    ended.continuation.resume(throwing: ended.error)
    return false
  }

  /// Delivers the outcome; the first of all outcomes counts.
  func resume(with result: Result<Delivery, any Error>) {
    let continuation: CheckedContinuation<Delivery, any Error>? = state.withLock { state in
      defer { state = .ended }
      switch state {
      case .waiting(let continuation), .travelling(let continuation, _): return continuation
      case .fresh, .withdrawn, .ended: return nil
      }
    }
    continuation?.resume(with: result)
  }
}
