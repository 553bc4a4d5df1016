// What a caller waits for, from its acceptance to its outcome.

import SheetsAPI

/// An operation or a read on its way: what is left of it to send, and what its caller will be told.
///
/// It keeps its identity through the queue and every flush that carries it, so that nothing has to be matched again.
package struct QueuedRequest: Sendable {
  /// What the caller asked for.
  package indirect enum Content: Sendable {
    case operation(SheetOperation)
    case read(ranges: [String], rendering: ValueRenderOption)
  }

  package let content: Content
  /// Bytes of JSON for an operation, ranges for a read; computed once.
  package let size: Int
  /// Where it goes, as of its acceptance.
  package let destination: Destination
  package let acceptedAt: Nanoseconds
  /// Where its outcome is delivered.
  package let reply: PendingReply
  /// When it last started to wait: later than `acceptedAt` after it came back from a flush.
  package var waitingSince: Nanoseconds
  /// Whether it has come back from a flush that could not carry it, and leaves again at once.
  package var hasReturned = false
  /// How the time before `waitingSince`, or before the flush left, was spent.
  package var spans: [Span] = []
  /// The calls made for it by earlier flushes.
  package var calls: [CallReport] = []
  /// The parts that earlier flushes have applied, in sending order.
  package var applied: [PartialOutcome.Part] = []
  /// Whether an earlier try of its updates went unanswered; they may be written again without harm.
  package var mayHaveUpdated = false
  /// What the caller is told if the service stops while it waits again; `nil` if nothing of it was applied.
  package var errorIfStopped: ServiceError?
  /// Where its rows are in the log, as far as answers have told.
  package var landed: [Range<Int>] = []

  package init(
    _ content: Content, size: Int, destination: Destination, acceptedAt: Nanoseconds,
    reply: PendingReply = PendingReply()
  ) {
    self.content = content
    self.size = size
    self.destination = destination
    self.acceptedAt = acceptedAt
    self.reply = reply
    waitingSince = acceptedAt
  }

  /// The operation, empty for a read.
  package var operation: SheetOperation {
    if case .operation(let operation) = content { operation } else { SheetOperation() }
  }
  /// The indices of the updates that no flush has applied.
  package var updatesLeft: Range<Int> {
    (applied.map(\.updates.upperBound).max() ?? 0)..<operation.updates.count
  }
  /// The indices of the rows that no flush has applied.
  package var rowsLeft: Range<Int> { (applied.map(\.rows.upperBound).max() ?? 0)..<operation.rows.count }
}

/// The spreadsheet that calls go to, and its log sheet.
package struct Destination: Sendable, Hashable {
  package let spreadsheetID: SpreadsheetID
  package let log: SheetReference

  package init(spreadsheetID: SpreadsheetID, log: SheetReference) {
    self.spreadsheetID = spreadsheetID
    self.log = log
  }
}
