// The workbook of the shop floor, and what each task reads and writes in it.

import SheetsAPI

/// The sheets of the shop floor and the contents of its tasks, in the terms of the API.
///
/// Every worker has rows of its own, so that any order of concurrent operations leaves the same cells. Every event row
/// starts with a number that no other row has, so that a lost, doubled or misplaced row shows.
public struct ShopFloorWorkbook: Sendable, Hashable {
  /// The most unions of one finalize; each worker owns that many rows of `unions`.
  public static let unionsPerWorker = 100
  /// The columns of an event row.
  public static let eventColumns = 11

  /// One row a union: id, spool, state, finished by.
  public let unions: SheetProperties
  /// One row a worker: spool, state, started by.
  public let spools: SheetProperties
  /// The log that events are appended to: `eventColumns` columns.
  public let events: SheetProperties
  /// The figures of the day.
  public let figures: SheetProperties

  /// Lays out a workbook with room for this many workers.
  public init(workers: Int) {
    unions = SheetProperties(
      sheetID: 101, title: "Unions", index: 0, rowCount: 1 + workers * Self.unionsPerWorker, columnCount: 6)
    spools = SheetProperties(sheetID: 102, title: "Spools", index: 1, rowCount: 1 + workers, columnCount: 4)
    events = SheetProperties(sheetID: 103, title: "Events", index: 2, rowCount: 1000, columnCount: Self.eventColumns)
    figures = SheetProperties(sheetID: 104, title: "Figures", index: 3, rowCount: 50, columnCount: 8)
  }

  /// The sheets, in the order of their tabs.
  public var sheets: [SheetProperties] { [unions, spools, events, figures] }

  /// Cells that a task sets: neighbours in one row.
  public struct Update: Sendable, Hashable {
    /// The sheet.
    public let sheet: SheetProperties
    /// The row, from 0.
    public let row: Int
    /// The column of the first value, from 0.
    public let column: Int
    /// The values.
    public let values: [CellValue]
  }

  /// What a task reads and writes.
  public struct Work: Sendable, Hashable {
    /// The cells to set.
    public var updates: [Update] = []
    /// The event rows to append.
    public var rows: [[CellValue]] = []
    /// The ranges to read, in A1 notation.
    public var reads: [String] = []
  }

  /// What `task` reads and writes when this worker does it as this step.
  public func work(_ task: ShopFloor.Task, worker: Int, step: Int) -> Work {
    let firstUnion = 1 + worker * Self.unionsPerWorker
    switch task {
    case .finalize(let unions):
      precondition(unions <= Self.unionsPerWorker, "a worker owns \(Self.unionsPerWorker) unions")
      guard unions > 0 else { return Work() }
      let updates = (0..<unions).map { union in
        Update(sheet: self.unions, row: firstUnion + union, column: 2, values: ["finished", .string("w\(worker)")])
      }
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

  /// Event rows: the first tells the task, each that follows one union of it.
  private func events(_ count: Int, worker: Int, step: Int, kind: String, state: String) -> [[CellValue]] {
    let kind = CellValue.string(kind)
    let state = CellValue.string(state)
    let name = CellValue.string("w\(worker)")
    let spool = CellValue.string("S-\(1000 + worker)")
    // Room for 1,000 rows a step and a million steps a worker; all of it exact in a Double.
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
