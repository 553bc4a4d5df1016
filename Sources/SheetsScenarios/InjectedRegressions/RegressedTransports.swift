// Decorators that make a backend slower, costlier or unreliable.

import SheetsAPI
import SheetsSim
import Synchronization

/// Every call takes a quarter longer.
package struct SlowerCalls: SheetsTransport {
  package let base: any SheetsTransport
  package let clock: SimulatedClock

  package func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let start = clock.now
    let result: Result<SheetsReply, SheetsError>
    do {
      result = .success(try await base.send(request, as: identity))
    } catch {
      result = .failure(error)
    }
    // A canceled sleep ends early, as the call itself would.
    try? await clock.sleep(for: start.duration(to: clock.now) / 4)
    return try result.get()
  }
}

/// Every writing call is followed by one that reads a cell and does nothing with it.
package struct ExtraCall: SheetsTransport {
  package let base: any SheetsTransport

  package func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let reply = try await base.send(request, as: identity)
    if request.method.access == .write, let id = request.spreadsheetID {
      _ = try? await base.call(ValuesGet(spreadsheetID: id, range: "A1"), as: identity)
    }
    return reply
  }
}

/// Every refused call is made again at once, without waiting.
package struct TwiceTheRetries: SheetsTransport {
  package let base: any SheetsTransport

  package func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    do {
      return try await base.send(request, as: identity)
    } catch {
      guard case .refused = error else { throw error }
      return try await base.send(request, as: identity)
    }
  }
}

/// The first append of two rows or more does not carry the rows that the service sent.
package final class MutatedRows: SheetsTransport {
  /// What happens to the rows.
  package enum Mutation {
    case lastLost
    case lastDoubled

    func callAsFunction<Row>(_ rows: [Row]) -> [Row] {
      switch self {
      case .lastLost: rows.dropLast()
      case .lastDoubled: rows + rows.suffix(1)
      }
    }
  }

  private let base: any SheetsTransport
  private let mutate: Mutation
  private let isDone = Mutex(false)

  init(base: any SheetsTransport, _ mutation: Mutation) {
    self.base = base
    self.mutate = mutation
  }

  package func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    try await base.send(isFirst(request) ? mutated(request) : request, as: identity)
  }

  private func isFirst(_ request: SheetsRequest) -> Bool {
    let appendsRows =
      switch request {
      case .valuesAppend(let append): (append.data.values?.count ?? 0) > 1
      case .spreadsheetsBatchUpdate(let batch): batch.requests.contains { $0.appendedRowCount > 1 }
      default: false
      }
    return isDone.withLock { isDone in
      guard appendsRows, !isDone else { return false }
      isDone = true
      return true
    }
  }

  private func mutated(_ request: SheetsRequest) -> SheetsRequest {
    switch request {
    case .valuesAppend(var append):
      append.data.values = append.data.values.map { mutate($0) }
      return .valuesAppend(append)
    case .spreadsheetsBatchUpdate(var batch):
      guard let index = batch.requests.firstIndex(where: { $0.appendedRowCount > 1 }),
        case .appendCells(var append) = batch.requests[index]
      else { return request }
      append.rows = mutate(append.rows)
      batch.requests[index] = .appendCells(append)
      return .spreadsheetsBatchUpdate(batch)
    default: return request
    }
  }
}

extension BatchRequest {
  fileprivate var appendedRowCount: Int {
    if case .appendCells(let append) = self { append.rows.count } else { 0 }
  }
}
