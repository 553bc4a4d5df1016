// The calls of one flush and who travels in which of them.

import SheetsAPI

/// What a flush sends, decided before it leaves.
package struct FlushPlan: Equatable {
  /// One of the operations or reads that the flush carries, in the order of acceptance.
  package struct Passenger: Equatable {
    /// What one call carries of it.
    package struct Part: Equatable {
      /// The call, by its place in the plan's `calls`.
      package var call: Int
      /// Whether the call carries its cell updates.
      package var updates = false
      /// Which of its rows the call carries.
      package var rows: Range<Int> = 0..<0
    }

    /// What each call carries of it, in the order of the calls; never empty.
    package var parts: [Part]
    /// For a read, the places of its ranges in the reply.
    package var ranges: Range<Int> = 0..<0
    /// The calls that carry it, by their place in the plan's `calls`, ascending.
    package var calls: [Int] { parts.map(\.call) }
  }

  package var calls: [SheetsRequest]
  package var passengers: [Passenger]
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

/// A request with its size, which is counted once, when it is accepted.
package struct Sized<Request: Sendable>: Sendable {
  package let request: Request
  /// In the planner's own unit: bytes of JSON for an operation, ranges for a read.
  package let size: Int

  package init(request: Request, size: Int) {
    self.request = request
    self.size = size
  }
}

/// How what is waiting becomes one flush: pure decisions over the requests in the order of acceptance.
package protocol FlushPlanning: Sendable {
  associatedtype Request: Sendable

  /// Where the calls go.
  var destination: Destination { get }

  /// The size that decides how many requests share a call.
  func size(of request: Request) -> Int

  /// How many calls the next flush reserves before it leaves; `pending` is not empty.
  ///
  /// A flush that needs more is paced from there on; one that needs fewer gives the rest back.
  func callsToReserve(_ pending: some RandomAccessCollection<Sized<Request>>) -> Int

  /// Plans a flush of as many of the first requests as it can carry, at least one; `pending` is not empty.
  func plan(_ pending: some RandomAccessCollection<Sized<Request>>) -> FlushPlan
}
