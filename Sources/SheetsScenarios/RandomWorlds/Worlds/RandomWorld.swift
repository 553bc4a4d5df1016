// A world of the simulation test: the requests, the configuration of the service, and the faults.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// Everything that a run of the simulation test depends on, as a value, so that a failing world can be shrunk.
package struct RandomWorld: Sendable {
  /// The spreadsheet that a service begins with and the one that it moves to.
  static let spreadsheetIDs = [SpreadsheetID("world"), SpreadsheetID("next world")]
  package static let cells = SheetReference(sheetID: 1, title: "Cells")
  package static let log = SheetReference(sheetID: 2, title: "Log")

  /// The seed for the run's latencies, faults and backoff.
  package var seed: UInt64
  package var configuration: ServiceConfiguration
  package var quota: QuotaLimits
  package var latency: LatencyProfile
  package var faults: [FaultRule]
  package var stranger: Stranger?
  /// When the services move to the second spreadsheet.
  package var move: Duration?
  package var mishaps: [Mishap] = []
  package var restart: Restart?
  /// Whether a second service with the same configuration serves every other worker.
  package var isShared = false
  package var end: End
  package var workers: [Worker]

  /// What others do to a spreadsheet or an identity while the services work.
  package enum Mishap: Sendable, Hashable {
    /// Somebody deletes all named ranges, the guards of the services among them.
    case guardsDeleted(at: Duration)
    /// Somebody deletes the log of the first spreadsheet, and with it the guards that lie there.
    case logDeleted(at: Duration)
    /// An identity may no longer write, or without a role no longer read, for a time or for ever.
    case accessLost(identity: Int, role: SpreadsheetRole?, from: Duration, until: Duration?)
  }

  /// The first service ends, and another takes its place.
  package struct Restart: Sendable, Hashable {
    var at: Duration
    /// Whether the first service drains beside the other, or its task is canceled.
    var drains: Bool
  }

  /// How the services end.
  package enum End: Sendable, Hashable {
    /// When all workers are done.
    case whenDone
    /// It drains at this moment, even if workers are still busy.
    case drain(at: Duration)
    /// The task that runs it is canceled at this moment.
    case stop(at: Duration)
  }

  /// Another process that makes calls as the service's first identity.
  package struct Stranger: Sendable, Hashable {
    /// How many writes it makes at once.
    package var calls: Int
    package var every: Duration
  }

  /// A worker who makes one request after another.
  package struct Worker: Sendable {
    package var number: Int
    package var steps: [Step]
  }

  /// One request of a worker, after a pause.
  package struct Step: Sendable {
    /// The worker's number times 100 and the step's own: it stays the same when others are dropped.
    package var id: Int
    var thinking: Duration
    /// The deadline for its flush to leave, counted from the request.
    var deadline: Duration?
    /// The time from the request until its task is canceled.
    var patience: Duration?
    package var work: Work
  }

  package indirect enum Work: Sendable {
    case write(Write)
    case read([Target])
  }

  /// What a read asks for.
  package enum Target: Sendable, Hashable {
    /// A row of the cells.
    case cells(row: Int)
    /// All rows of the log.
    case log
  }

  /// An operation, reduced to what the test depends on.
  package struct Write: Sendable {
    package var updates: [CellRun]
    package var rowCount: Int
    /// How many characters each row carries beside its numbers.
    var padding: Int
    var flaw: Flaw?
  }

  /// Adjacent cells of a row, some written and some left as they are.
  package struct CellRun: Sendable {
    package var row: Int
    package var column: Int
    var isWritten: [Bool]
  }

  /// What makes an operation invalid.
  package enum Flaw: String, Sendable, CaseIterable {
    case updatePastGrid = "an update past the grid"
    case noSuchSheet = "an update of no sheet"
    case rowTooLong = "a row too long for its cell"
    case negativeRow = "an update of a row before the first"
    case columnPastEveryGrid = "an update of a column past every grid"
    case notANumber = "an update with a value that is not a number"
  }

  var hasLateEffects: Bool { faults.contains(where: \.isLate) }

  var losesGuards: Bool { mishaps.contains { if case .guardsDeleted = $0 { true } else { false } } }

  /// When the log of the first spreadsheet is deleted.
  var logDeletedAt: Duration? {
    mishaps.lazy.compactMap { if case .logDeleted(let moment) = $0 { moment } else { nil } }.min()
  }

  /// Whether two appends may be in flight together and find the same place, so that one pushes the other's rows down.
  var hasCrossingAppends: Bool {
    let collide = faults.contains { if case .appendsCollide = $0 { true } else { false } }
    let isAlone = configuration.identities.count == 1 && !isShared && restart == nil && !hasLateEffects
    return collide && configuration.mode == .twoCalls && !isAlone
  }

  package var operationCount: Int { workers.reduce(0) { $0 + $1.steps.count } }

  package var rowCount: Int {
    workers.reduce(0) { $0 + $1.steps.reduce(0) { $0 + ($1.write?.rowCount ?? 0) } }
  }
}

extension FaultRule {
  /// Whether it lets calls take effect after they were answered.
  var isLate: Bool {
    if case .appliedLate = self { true } else { false }
  }
}

extension RandomWorld.Step {
  package var write: RandomWorld.Write? {
    if case .write(let write) = work { write } else { nil }
  }
}

/// A cell of the sheet of cells.
package struct CellPosition: Hashable, Comparable, CustomStringConvertible {
  package let row: Int
  package let column: Int

  package static func < (left: CellPosition, right: CellPosition) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
  package var description: String { "row \(row) column \(column)" }
}

extension RandomWorld.Write {
  /// The cells that the operation with this id writes, each with a number that no other operation writes.
  package func cells(id: Int) -> [(position: CellPosition, value: Double)] {
    var positions: [CellPosition] = []
    for update in updates {
      for (offset, isWritten) in update.isWritten.enumerated() where isWritten {
        positions.append(CellPosition(row: update.row, column: update.column + offset))
      }
    }
    return positions.enumerated().map { ($1, Double(id * 100 + $0)) }
  }

  /// The id of the operation that wrote this value.
  package static func id(ofValue value: Double) -> Int { Int(value) / 100 }

  /// A text that is longer than the 50,000 characters which Google takes in a cell; made once, as that takes long.
  private static let tooLong = CellValue.string(String(repeating: "y", count: 50_001))

  /// The operation for the service; a row holds the operation's id, the row's number in it, and padding.
  package func operation(id: Int) -> SheetOperation {
    let first = CellValue.number(Double(id))
    var rows: [[CellValue]] = []
    rows.reserveCapacity(allRows)
    let text = CellValue.string(String(decoding: Array(repeating: UInt8(ascii: "x"), count: padding), as: UTF8.self))
    for number in 0..<rowCount {
      rows.append(padding > 0 ? [first, .number(Double(number)), text] : [first, .number(Double(number))])
    }
    if flaw == .rowTooLong { rows.append([first, .number(Double(rowCount)), Self.tooLong]) }
    return SheetOperation(updates: changes(id: id), rows: rows)
  }

  /// The updates of the operation with this id.
  package func changes(id: Int) -> [CellUpdate] {
    var number = id * 100
    var changes: [CellUpdate] = updates.map { update in
      let values: [CellValue] = update.isWritten.map { isWritten in
        guard isWritten else { return .null }
        defer { number += 1 }
        return .number(Double(number))
      }
      return CellUpdate(sheet: RandomWorld.cells, row: update.row, column: update.column, values: values)
    }
    let nowhere = SheetReference(sheetID: 999, title: "Nowhere")
    func change(_ sheet: SheetReference = RandomWorld.cells, row: Int = 0, column: Int = 0, value: CellValue = 1) {
      changes.append(CellUpdate(sheet: sheet, row: row, column: column, values: [value]))
    }
    switch flaw {
    case .updatePastGrid: change(row: 5000)
    case .noSuchSheet: change(nowhere)
    case .negativeRow: change(row: -1)
    case .columnPastEveryGrid: change(column: .max)
    case .notANumber: change(value: .number(.nan))
    case .rowTooLong, nil: break
    }
    return changes
  }
}
