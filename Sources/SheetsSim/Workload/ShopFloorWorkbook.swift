// The workbook of the shop floor, and what each task reads and writes.

import SheetsAPI

/// The sheets of the shop floor, and the reads and writes of its tasks.
///
/// Every worker has separate rows, so that the final cells do not depend on the order of concurrent operations. Every
/// event row starts with a unique number, so that lost, duplicated and misplaced rows are detected.
public struct ShopFloorWorkbook: Sendable, Hashable {
  /// The maximum number of unions of one finalize task, and the number of rows in `unions` for each worker.
  public static let unionsPerWorker = 100
  /// The number of columns of an event row.
  public static let eventColumns = 11

  /// The unions, one row each: id, spool, state, finished by.
  public let unions: SheetProperties
  /// The spools, one row for each worker: spool, state, started by.
  public let spools: SheetProperties
  /// The log to which event rows are appended.
  public let events: SheetProperties
  /// The summary figures of the day.
  public let figures: SheetProperties

  /// Creates the layout for a number of workers.
  public init(workers: Int) {
    unions = SheetProperties(
      sheetID: 101, title: "Unions", index: 0, rowCount: 1 + workers * Self.unionsPerWorker, columnCount: 6)
    spools = SheetProperties(sheetID: 102, title: "Spools", index: 1, rowCount: 1 + workers, columnCount: 4)
    events = SheetProperties(sheetID: 103, title: "Events", index: 2, rowCount: 1000, columnCount: Self.eventColumns)
    figures = SheetProperties(sheetID: 104, title: "Figures", index: 3, rowCount: 50, columnCount: 8)
  }

  /// The sheets, in the order of their tabs.
  public var sheets: [SheetProperties] { [unions, spools, events, figures] }

  /// New values for adjacent cells of one row.
  public struct Update: Sendable, Hashable {
    /// The properties of the sheet.
    public let sheet: SheetProperties
    /// The row index, from 0.
    public let row: Int
    /// The column index of the first value, from 0.
    public let column: Int
    /// The new values, from left to right.
    public let values: [CellValue]
  }

  /// The reads and writes of a task.
  public struct Work: Sendable, Hashable {
    /// The cells to update.
    public var updates: [Update] = []
    /// The event rows to append.
    public var rows: [[CellValue]] = []
    /// The ranges to read, in A1 notation.
    public var reads: [String] = []
  }

  /// The reads and writes of a task that a worker performs in a step.
  public func work(_ task: ShopFloor.Task, worker: Int, step: Int) -> Work {
    let firstUnion = 1 + worker * Self.unionsPerWorker
    switch task {
    case .finalize(let unions):
      precondition(
        unions <= Self.unionsPerWorker, "a finalize task has \(unions) unions, expected at most \(Self.unionsPerWorker)"
      )
      guard unions > 0 else { return Work() }
      let values: [CellValue] = ["finished", .string("w\(worker)")]
      let updates = (0..<unions).map { Update(sheet: self.unions, row: firstUnion + $0, column: 2, values: values) }
      let rows = events(1 + unions, worker: worker, step: step, kind: "finalize", state: "finished")
      return Work(updates: updates, rows: rows)
    case .startSpool:
      let update = Update(sheet: spools, row: 1 + worker, column: 1, values: ["started", .string("w\(worker)")])
      return Work(updates: [update], rows: events(1, worker: worker, step: step, kind: "start", state: "started"))
    case .queryAvailable:
      return Work(reads: ["Unions!A\(firstUnion + 1):D\(firstUnion + 20)"])
    case .queryMetrics:
      return Work(reads: ["Figures!A1:H20"])
    }
  }

  /// Event rows: the first for the task, the others for one union each.
  private func events(_ count: Int, worker: Int, step: Int, kind: String, state: String) -> [[CellValue]] {
    let kind = CellValue.string(kind)
    let state = CellValue.string(state)
    let name = CellValue.string("w\(worker)")
    let spool = CellValue.string("S-\(1000 + worker)")
    // At most 1,000 rows for each step and a million steps for each worker, all exact in a Double.
    let first = Double(worker) * 1e9 + Double(step) * 1e3
    var rows: [[CellValue]] = []
    rows.reserveCapacity(count)
    for union in 0..<count {
      let row: [CellValue] = [
        .number(first + Double(union)), .number(Double(step)), kind, name, spool, .number(Double(union)), state,
        .number(Double(2 + union % 3)), .number(Double(120 + union) + 0.5), .boolean(true), .string(""),
      ]
      rows.append(row)
    }
    return rows
  }
}
