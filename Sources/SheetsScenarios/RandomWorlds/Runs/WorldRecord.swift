// The outcome of one request of a worker.

import BatchedSheets
import SheetsAPI
import Synchronization

/// A step of a worker as it happened.
package struct WorldRecord: Sendable {
  /// How a step ended.
  package enum Ending: Sendable {
    case acknowledged(Receipt)
    case read(ReadReceipt)
    case failed(ServiceError)
    /// The caller's task was canceled before a flush left with it.
    case withdrawn
    /// Something that the service does not throw by its contract.
    case broke(String)
  }

  package let worker: Int
  package let step: RandomWorld.Step
  let askedAt: Duration
  /// The index in `RandomWorld.spreadsheetIDs` of the service's spreadsheet at the time of the request.
  package let destination: Int
  var endedAt: Duration?
  /// The outcome; `nil` while there is none.
  var ending: Ending?
  /// How many rows the log had at the end, seen in the backend without a call.
  var logLength = 0

  package var id: Int { step.id }

  package var receipt: Receipt? {
    switch ending {
    case .acknowledged(let receipt): receipt
    case .read(let reading): reading.receipt
    case .failed, .withdrawn, .broke, nil: nil
    }
  }

  var isAcknowledged: Bool {
    if case .acknowledged = ending { true } else { false }
  }

  /// Whether the service says that no part of it was applied.
  var isRejected: Bool {
    switch ending {
    case .failed(.callFailed), .failed(.stopped), .failed(.overloaded), .failed(.deadlineExceeded), .withdrawn: true
    case .acknowledged, .read, .failed, .broke, nil: false
    }
  }

  /// Whether a full queue, its deadline or its caller kept it from being sent.
  var isRejectedByPressure: Bool {
    switch ending {
    case .failed(.overloaded), .failed(.deadlineExceeded), .withdrawn: true
    case .acknowledged, .read, .failed, .broke, nil: false
    }
  }

  /// Whether the service knows of each part of it whether it was applied, so that the sheet shows it at once.
  var isSettled: Bool {
    switch ending {
    case .acknowledged, .read: true
    case .failed(.partiallyApplied(let outcome)):
      !outcome.parts.contains { !$0.updates.isEmpty && $0.state == .unknown }
    case .failed, .withdrawn, .broke, nil: isRejected
    }
  }

  /// The calls that the service says it made for it.
  package var calls: [CallReport] {
    switch ending {
    case .acknowledged(let receipt): receipt.calls
    case .read(let reading): reading.receipt.calls
    case .failed(.callFailed(_, let calls)), .failed(.outcomeUnknown(_, let calls)): calls
    case .failed(.partiallyApplied(let outcome)): outcome.calls
    case .failed, .withdrawn, .broke, nil: []
    }
  }

  /// The failure that ended it.
  var cause: SheetsError? {
    switch ending {
    case .failed(.callFailed(let cause, _)), .failed(.outcomeUnknown(let cause, _)): cause
    case .failed(.partiallyApplied(let outcome)): outcome.cause
    case .acknowledged, .read, .failed, .withdrawn, .broke, nil: nil
    }
  }
}

/// Keeps the records of a run, so that they survive when it stalls.
package final class WorldRecorder: Sendable {
  private let state = Mutex<[WorldRecord]>([])

  package var records: [WorldRecord] { state.withLock { $0 } }

  /// Records that a step begins; the result identifies it.
  package func begin(_ step: RandomWorld.Step, worker: Int, destination: Int, at now: Duration) -> Int {
    state.withLock { records in
      records.append(WorldRecord(worker: worker, step: step, askedAt: now, destination: destination))
      return records.count - 1
    }
  }

  package func end(_ index: Int, _ ending: WorldRecord.Ending, at now: Duration, logLength: Int) {
    state.withLock { records in
      records[index].ending = ending
      records[index].endedAt = now
      records[index].logLength = logLength
    }
  }
}
