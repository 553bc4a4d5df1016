// The invariants of every world, each with the sentence that reports a violation.

/// A rule that no world may break.
package enum Invariant: String, Sendable, CaseIterable {
  case noStall = "the world comes to its end, and everything that was asked has an outcome"
  case onceAtMost = "no row is in the log twice, and nothing is there that nobody asked for"
  case acknowledgedOnce = "every row of an acknowledged operation is in the log exactly once"
  case presentWhenAcknowledged = "an operation is acknowledged when its rows are in the log, not before"
  case chunksTogether = "the rows of a chunk lie together, those of an operation in their order"
  case chunkSize = "no append carries more rows than a chunk holds"
  case inOrder = "rows lie below those of every operation acknowledged before theirs was asked for"
  case rejectedAbsent = "nothing of a rejected operation is in the spreadsheet"
  case wholeOrNothing = "an operation of one call whose outcome is unknown is there as a whole or not at all"
  case partsAsStated = "an operation applied in part is there as its parts say"
  case oneCallIsAtomic = "an operation that one call can carry is never applied in part in one-call mode"
  case cellsOfTheLast = "a cell holds what the last operation on it wrote"
  case readSeesWrites = "a read sees every write acknowledged before it was asked for"
  case rejectedAlone = "an operation is refused for its content only if the content is its own"
  case goodSucceeds = "without faults and short of its quota a service acknowledges everything that is not bad"
  case stoppedByEnd = "only a service that ends refuses work because it ends"
  case withdrawnInTime =
    "only a full queue, a passed deadline or its caller keeps an operation from being carried, and not after it left"
  case budget = "no 60 seconds hold more calls than the budget, for an identity and for all"
  case spansAddUp = "the spans add up to the latency, and the latency is the time that passed"
  case timeGoesOn = "the calls of an operation follow each other between its beginning and its end"
  case callsAreReal = "every call that the service reports is one that the backend received"
  case guardsRemoved = "no guard is left when every service has drained undisturbed"
  case boundedCalls = "without faults an operation makes no more calls than its size and its batch need"
}

/// An invariant that a world broke, with the finding that shows it.
package struct Violation: Sendable, CustomStringConvertible {
  package let invariant: Invariant
  /// What was found, with the operation that it was found at.
  let finding: String

  package var description: String { "\(invariant): \(invariant.rawValue)\n  found: \(finding)" }
}
