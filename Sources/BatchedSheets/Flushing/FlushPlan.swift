// The calls of one flush, and what each of them carries of whom.

import SheetsAPI

/// What a flush sends, decided before it leaves.
package struct FlushPlan: Equatable, Sendable {
  /// What one call carries of one batch member.
  package struct Share: Equatable, Sendable {
    /// The index of the batch member.
    package var member: Int
    /// The indices of its updates.
    package var updates: Range<Int> = 0..<0
    /// The indices of its rows.
    package var rows: Range<Int> = 0..<0
    /// For a read, the indices of its ranges in the reply.
    package var ranges: Range<Int> = 0..<0
  }

  /// One call.
  package struct Call: Equatable, Sendable {
    package var request: SheetsRequest
    /// What it carries, in the order of the batch members.
    package var shares: [Share]
    /// The items of the request, its `requests` or its `data`, which an error names by their index.
    package var items: [Item] = []
  }

  /// An item of a request: the batch members that it belongs to, and the sheet that it changes.
  package struct Item: Equatable, Sendable {
    package var members: [Int]
    package var sheet: SheetReference
  }

  package var calls: [Call]
  /// For each batch member, the indices of the calls that carry it; never empty.
  package var callsOfMember: [Range<Int>]
}
