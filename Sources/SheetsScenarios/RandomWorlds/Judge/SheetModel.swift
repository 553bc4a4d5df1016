// The expected contents of the spreadsheet after a run, from the requests and the service's answers.

import BatchedSheets
import SheetsAPI

/// The operations of a run, and the resulting spreadsheet.
package struct SheetModel {
  /// What is known of the cell updates of an operation.
  package enum State {
    case applied
    case notApplied
    case unknown
  }

  /// One cell written by one operation.
  package struct CellWrite {
    package let record: WorldRecord
    package let value: Double
    package let state: State
    /// Whether a try of it may take effect after it has ended, even over later writes.
    let mayComeLate: Bool

    /// Whether it is certain that the cell had been written at this moment.
    func isApplied(by moment: Duration) -> Bool {
      guard state == .applied, let end = record.endedAt else { return false }
      return end <= moment && (record.isSettled || !mayComeLate || moment >= SheetModel.afterAll)
    }
  }

  /// A moment after everything.
  static let afterAll = Duration.seconds(Int64.max / 4)

  package let run: WorldRun
  /// The spreadsheet, by its index among those of the world.
  package let destination: Int
  /// The writes alone, in the order of the requests.
  package let writes: [(record: WorldRecord, write: RandomWorld.Write)]
  /// Where the rows of each operation lie: the number of the row in the operation and its index in the log.
  package private(set) var rows: [Int: [(number: Int, index: Int)]] = [:]
  /// Rows of the log that are no operation's.
  private(set) var strangers: [Int] = []
  package private(set) var cells: [CellPosition: [CellWrite]] = [:]

  /// The contents of the spreadsheet at the end.
  var content: WorldRun.Content { run.contents[destination] }

  init(_ run: WorldRun, destination: Int) {
    self.run = run
    self.destination = destination
    writes = run.records.compactMap { record in
      record.destination == destination ? record.step.write.map { (record, $0) } : nil
    }
    let ids = Set(writes.map(\.record.id))
    for (index, row) in run.contents[destination].logRows.enumerated() {
      if case .number(let id)? = row.id, case .number(let number)? = row.number, ids.contains(Int(id)) {
        rows[Int(id), default: []].append((Int(number), index))
      } else {
        strangers.append(index)
      }
    }
    for (record, write) in writes {
      let state = updateState(of: record, write)
      let mayComeLate = mayComeLate(record, state)
      for (position, value) in write.cells(id: record.id) {
        cells[position, default: []].append(
          CellWrite(record: record, value: value, state: state, mayComeLate: mayComeLate))
      }
    }
  }

  private func updateState(of record: WorldRecord, _ write: RandomWorld.Write) -> State {
    switch record.ending {
    case .acknowledged: return .applied
    case .failed(.partiallyApplied(let outcome)):
      let states = Set(outcome.parts.filter { !$0.updates.isEmpty }.map(\.state))
      guard states.count <= 1 else { return .unknown }
      switch states.first {
      case .applied: return .applied
      case .notApplied, nil: return .notApplied
      case .unknown: return .unknown
      }
    // Perhaps applied by a try that went unanswered, and the guard that would tell is gone.
    case .failed where record.isUnguarded(in: run.world): return .unknown
    // All or nothing: if its rows are there, its cells are.
    case .failed(.outcomeUnknown): return rows[record.id] == nil ? .unknown : .applied
    default: return record.isRejected ? .notApplied : .unknown
    }
  }

  /// In two-call mode a repeated update is not guarded: what an unanswered try wrote may come back.
  private func mayComeLate(_ record: WorldRecord, _ state: State) -> Bool {
    if record.isUnguarded(in: run.world) { return true }
    guard run.world.hasLateEffects else { return false }
    if case .failed(.outcomeUnknown) = record.ending { return true }
    guard run.world.configuration.mode == .twoCalls else { return state == .unknown }
    return record.calls.contains { $0.method == .valuesBatchUpdate && $0.wentUnanswered }
  }

  /// What is wrong with this value in a cell as seen by somebody who looked at it from `asked` to `ended`.
  ///
  /// A value is right when its operation was not rejected and no other was applied between it and the look.
  func complaint(
    about value: CellValue?, at position: CellPosition, asked: Duration, ended: Duration
  ) -> (Invariant, String)? {
    let all = cells[position] ?? []
    let before = all.filter { $0.isApplied(by: asked) }
    guard let value, value != .string("") else {
      return before.first.map {
        (.cellsOfTheLast, "\(position) is empty, though operation \($0.record.id) had written it")
      }
    }
    guard let writer = all.first(where: { .number($0.value) == value }) else {
      return (.cellsOfTheLast, "\(position) holds \(value), which nobody wrote there")
    }
    if writer.state == .notApplied {
      return (.rejectedAbsent, "\(position) holds what operation \(writer.record.id) asked for")
    }
    if writer.record.askedAt > ended { return (.cellsOfTheLast, "\(position) holds \(value) before it was asked for") }
    if writer.mayComeLate { return nil }
    guard let writerEnd = writer.record.endedAt, let later = before.first(where: { $0.record.askedAt >= writerEnd })
    else { return nil }
    return (
      .cellsOfTheLast,
      "\(position) holds what operation \(writer.record.id) wrote, though \(later.record.id) wrote it later"
    )
  }
}

extension WorldRecord {
  /// Whether it may be applied more than once: somebody may have deleted the guard of its unanswered try.
  func isUnguarded(in world: RandomWorld) -> Bool {
    world.losesGuards && world.configuration.mode == .oneCall && calls.contains(where: \.wentUnanswered)
  }

  /// Whether it needed the log, or a guard in it, when that was deleted.
  func needsDeletedLog(in world: RandomWorld) -> Bool {
    guard destination == 0, let deletedAt = world.logDeletedAt, let endedAt, endedAt >= deletedAt else { return false }
    switch step.work {
    case .read(let targets): return targets.contains(.log)
    case .write(let write): return write.rowCount > 0 || world.configuration.mode == .oneCall
    }
  }
}

extension CallReport {
  /// Whether the call may have been applied although it failed: no answer, a 5xx, or nothing readable.
  var wentUnanswered: Bool {
    guard let failure else { return false }
    guard let code = failure.code else { return true }
    return code >= 500 || code < 300
  }
}
