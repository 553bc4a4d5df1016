// The one place where an operation's caller and the flush that carries it meet: each outcome is delivered once.

import Synchronization

/// Tells a queue that it holds claims which were withdrawn; a long queue is not searched for them without need.
final class Withdrawals: Sendable {
  private let isOpen = Atomic(false)

  /// Notes a withdrawal, from any thread.
  func count() { isOpen.store(true, ordering: .releasing) }

  /// Whether there was one since the last time that this was asked.
  func take() -> Bool { isOpen.exchange(false, ordering: .acquiring) }
}

/// What the service owes to one caller.
///
/// The caller may withdraw at any moment and from any thread, when its task is cancelled or its deadline passes. Until
/// the operation has left in a flush that ends it at once; after that the flush decides what became of it, and one
/// that comes back with a part applied is carried to its end.
final class Claim: Sendable {
  typealias Continuation = CheckedContinuation<Delivery, any Error>

  private enum State {
    /// The caller has not begun to wait.
    case fresh
    case waiting(Continuation)
    /// The operation travels; `withdrawal` says that its caller no longer wants it.
    case travelling(Continuation, withdrawal: (any Error)?)
    /// Withdrawn before the caller began to wait.
    case withdrawn(any Error)
    case ended
  }

  private struct Guarded {
    var state = State.fresh
    /// What the caller is told if the service ends, when a part of the operation is in already.
    var residue: ServiceError?

    /// Ends the claim and returns whom to tell.
    mutating func end(_ continuation: Continuation) -> Continuation {
      state = .ended
      return continuation
    }
  }

  private let guarded = Mutex(Guarded())
  private let withdrawals: Withdrawals

  init(countingIn withdrawals: Withdrawals) {
    self.withdrawals = withdrawals
  }

  /// Begins to wait; false when the caller withdrew before, which ends the waiting.
  func begin(_ continuation: Continuation) -> Bool {
    let withdrawal: (any Error)? = guarded.withLock { claim in
      guard case .withdrawn(let error) = claim.state else {
        claim.state = .waiting(continuation)
        return nil
      }
      claim.state = .ended
      return error
    }
    guard let withdrawal else { return true }
    continuation.resume(throwing: withdrawal)
    return false
  }

  /// The operation is no longer wanted: ends the waiting unless it travels or a part of it is in already.
  func withdraw(_ error: any Error) {
    let continuation: Continuation? = guarded.withLock { claim in
      switch claim.state {
      case .fresh: claim.state = .withdrawn(error)
      case .travelling(let continuation, nil): claim.state = .travelling(continuation, withdrawal: error)
      case .waiting(let continuation) where claim.residue == nil: return claim.end(continuation)
      case .waiting, .travelling, .withdrawn, .ended: break
      }
      return nil
    }
    guard let continuation else { return }
    withdrawals.count()
    continuation.resume(throwing: error)
  }

  /// The service ends and nothing more is sent: ends the waiting, and says what is in already.
  func refuse(_ error: ServiceError) {
    resume(with: .failure(guarded.withLock { $0.residue } ?? error))
  }

  /// Whether the operation still waits to be carried.
  var isWaiting: Bool {
    guarded.withLock { claim in
      if case .waiting = claim.state { true } else { false }
    }
  }

  /// The operation leaves in a flush; false when it was withdrawn before.
  func leave() -> Bool {
    guarded.withLock { claim in
      guard case .waiting(let continuation) = claim.state else { return false }
      claim.state = .travelling(continuation, withdrawal: nil)
      return true
    }
  }

  /// The operation waits again; false when it was withdrawn meanwhile, which ends the waiting if nothing of it is in.
  func comeBack() -> Bool {
    let ended: (continuation: Continuation, error: any Error)? = guarded.withLock { claim in
      guard case .travelling(let continuation, let withdrawal) = claim.state else { return nil }
      guard let withdrawal, claim.residue == nil else {
        claim.state = .waiting(continuation)
        return nil
      }
      return (claim.end(continuation), withdrawal)
    }
    guard let ended else { return true }
    ended.continuation.resume(throwing: ended.error)
    return false
  }

  /// Notes that a part of the operation is in already: from now on a withdrawal comes too late.
  func note(residue: ServiceError?) {
    guarded.withLock { $0.residue = residue }
  }

  /// Delivers the outcome; the first of all outcomes counts.
  func resume(with result: Result<Delivery, any Error>) {
    let continuation: Continuation? = guarded.withLock { claim in
      switch claim.state {
      case .waiting(let continuation), .travelling(let continuation, _): claim.end(continuation)
      case .fresh, .withdrawn, .ended: nil
      }
    }
    continuation?.resume(with: result)
  }
}
