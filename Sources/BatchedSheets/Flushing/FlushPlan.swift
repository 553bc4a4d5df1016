// The calls of one flush, and which batch member each of them carries.

import SheetsAPI

/// What a flush sends, decided before it leaves.
package struct FlushPlan: Equatable {
  /// An operation or a read that the flush carries.
  package struct Member: Equatable {
    /// The part of a batch member that one call carries.
    package struct Part: Equatable {
      /// The index of the call in the plan's `calls`.
      package var call: Int
      /// Whether the call carries the cell updates.
      package var updates = false
      /// The rows of the member that the call carries.
      package var rows: Range<Int> = 0..<0
    }

    /// The parts, in the order of the calls; never empty.
    package var parts: [Part]
    /// For a read, the indices of its ranges in the reply.
    package var ranges: Range<Int> = 0..<0
    /// The indices of the calls that carry it, ascending.
    package var calls: [Int] { parts.map(\.call) }
  }

  package var calls: [SheetsRequest]
  /// The batch members, in the order of acceptance.
  package var members: [Member]
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

/// A request with its size, which is computed once, when the request arrives.
package struct Sized<Request: Sendable>: Sendable {
  package let request: Request
  /// The size in the planner's unit: bytes of JSON for an operation, ranges for a read.
  package let size: Int

  package init(request: Request, size: Int) {
    self.request = request
    self.size = size
  }
}

/// Turns waiting requests into one flush; every decision is pure, over the requests in the order of acceptance.
package protocol FlushPlanning: Sendable {
  associatedtype Request: Sendable

  /// The spreadsheet that the calls go to, and its log sheet.
  var destination: Destination { get }

  /// The size of a request, which decides how many requests share a call.
  func size(of request: Request) -> Int

  /// The number of calls that the next flush reserves before it leaves; `pending` must not be empty.
  ///
  /// A flush that needs more calls is paced from there on; one that needs fewer releases the rest.
  func callsToReserve(_ pending: some RandomAccessCollection<Sized<Request>>) -> Int

  /// Plans a flush of as many of the first requests as fit, at least one; `pending` must not be empty.
  func plan(_ pending: some RandomAccessCollection<Sized<Request>>) -> FlushPlan
}
