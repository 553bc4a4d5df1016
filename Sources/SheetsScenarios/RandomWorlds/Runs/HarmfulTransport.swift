// A transport that corrupts calls in a known way, to prove that the simulation test notices.

import SheetsAPI

/// A transport between a service and a backend that does harm.
package struct HarmfulTransport: SheetsTransport {
  /// The kind of harm, named by what a user of the spreadsheet would see.
  package enum Harm: String, Sendable, CaseIterable {
    case rowsTwice
    case lastRowLost
    case cellsLost
    case emptyReads

    /// The invariant that it breaks.
    package var invariant: Invariant {
      switch self {
      case .rowsTwice: .onceAtMost
      case .lastRowLost: .acknowledgedOnce
      case .cellsLost: .cellsOfTheLast
      case .emptyReads: .readSeesWrites
      }
    }
  }

  package let base: any SheetsTransport
  package let harm: Harm

  /// A transport that does one kind of harm to what it carries to `base`.
  package init(base: any SheetsTransport, harm: Harm) {
    self.base = base
    self.harm = harm
  }

  package func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    switch (harm, request) {
    case (.rowsTwice, .valuesAppend):
      _ = try await base.send(request, as: identity)
      return try await base.send(request, as: identity)
    case (.lastRowLost, .valuesAppend(var append)):
      _ = append.data.values?.popLast()
      return try await base.send(.valuesAppend(append), as: identity)
    case (.cellsLost, .valuesBatchUpdate(var update)):
      update.data = []
      return try await base.send(.valuesBatchUpdate(update), as: identity)
    case (.emptyReads, .valuesBatchGet):
      guard case .valuesBatchGet(var reply) = try await base.send(request, as: identity) else {
        throw .unreadable(code: 200, body: "the reply of another method")
      }
      for index in reply.valueRanges.indices { reply.valueRanges[index].values = nil }
      return .valuesBatchGet(reply)
    default: return try await base.send(request, as: identity)
    }
  }
}
