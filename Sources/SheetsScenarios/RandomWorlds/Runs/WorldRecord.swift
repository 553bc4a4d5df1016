// The outcome of one request of a worker.

import BatchedSheets
import SheetsAPI
import Synchronization

/// A step of a worker as it happened.
package struct WorldRecord: Sendable {
  /// How a step ended.
  package indirect enum Ending: Sendable {
    case acknowledged(Receipt)
    case read(ReadReceipt)
    case failed(ServiceError)
    /// The caller's task was canceled before a flush left with it.
    case withdrawn
    /// The service refused to take it, with this error.
    case invalid(InvalidOperation)
    /// Something that the service does not throw by its contract.
    case broke(String)
  }

  package let worker: Int
  package let step: RandomWorld.Step
  /// The index of the service that was asked.
  let service: Int
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
    case .failed, .withdrawn, .invalid, .broke, nil: nil
    }
  }

  var isAcknowledged: Bool {
    if case .acknowledged = ending { true } else { false }
  }

  /// Whether the service says that no part of it was applied.
  var isRejected: Bool {
    switch ending {
    case .failed(.callFailed), .failed(.stopped), .failed(.overloaded), .failed(.deadlineExceeded),
      .failed(.notRunning), .withdrawn, .invalid:
      true
    case .acknowledged, .read, .failed, .broke, nil: false
    }
  }

  /// Whether a full queue, its deadline or its caller kept it from being sent.
  var isRejectedByPressure: Bool {
    switch ending {
    case .failed(.overloaded), .failed(.deadlineExceeded), .withdrawn: true
    case .acknowledged, .read, .failed, .invalid, .broke, nil: false
    }
  }

  /// Whether the service knows of each part of it whether it was applied, so that the sheet shows it at once.
  var isSettled: Bool {
    switch ending {
    case .acknowledged, .read: true
    case .failed(.partiallyApplied(let outcome)):
      !outcome.parts.contains { !$0.updates.isEmpty && $0.state == .unknown }
    case .failed, .withdrawn, .invalid, .broke, nil: isRejected
    }
  }

  /// The calls that the service says it made for it.
  package var calls: [CallReport] {
    switch ending {
    case .acknowledged(let receipt): receipt.calls
    case .read(let reading): reading.receipt.calls
    case .failed(.callFailed(_, let calls)), .failed(.outcomeUnknown(_, let calls)): calls
    case .failed(.partiallyApplied(let outcome)): outcome.calls
    case .failed, .withdrawn, .invalid, .broke, nil: []
    }
  }

  /// The failure that ended it.
  var cause: SheetsError? {
    switch ending {
    case .failed(.callFailed(let cause, _)), .failed(.outcomeUnknown(let cause, _)): cause
    case .failed(.partiallyApplied(let outcome)): outcome.cause
    case .acknowledged, .read, .failed, .withdrawn, .invalid, .broke, nil: nil
    }
  }
}

/// A call of a service, as it leaves.
struct SentCall: Sendable {
  let service: Int
  let access: SheetsMethod.Access
  let identity: Identity
  let at: Int64
}

/// Keeps the records of a run, so that they survive when it stalls.
package final class WorldRecorder: Sendable {
  private struct State {
    var records: [WorldRecord] = []
    var calls: [SentCall] = []
    var lostLog: WorldRun.Content.Log?
    var guardsDeleted = 0
  }

  private let state = Mutex(State())

  package var records: [WorldRecord] { state.withLock { $0.records } }

  /// The calls of all services, in the order in which they left.
  var calls: [SentCall] { state.withLock { $0.calls } }

  /// The rows of the first spreadsheet's log when it was deleted.
  var lostLog: WorldRun.Content.Log? { state.withLock { $0.lostLog } }

  /// The number of guards that a mishap deleted.
  var guardsDeleted: Int { state.withLock { $0.guardsDeleted } }

  func send(_ call: SentCall) { state.withLock { $0.calls.append(call) } }

  func lose(_ log: WorldRun.Content.Log) { state.withLock { $0.lostLog = log } }

  func deleteGuards(_ count: Int) { state.withLock { $0.guardsDeleted += count } }

  /// Records that a step begins; the result identifies it.
  func begin(_ step: RandomWorld.Step, worker: Int, service: Int, destination: Int, at now: Duration) -> Int {
    state.withLock { state in
      state.records.append(
        WorldRecord(worker: worker, step: step, service: service, askedAt: now, destination: destination))
      return state.records.count - 1
    }
  }

  package func end(_ index: Int, _ ending: WorldRecord.Ending, at now: Duration, logLength: Int) {
    state.withLock { state in
      state.records[index].ending = ending
      state.records[index].endedAt = now
      state.records[index].logLength = logLength
    }
  }
}
