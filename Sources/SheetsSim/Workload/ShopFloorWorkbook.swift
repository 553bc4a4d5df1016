// The workbook of the shop floor, and what each task reads and writes in it.

import SheetsAPI

/// The sheets of the shop floor and the contents of its tasks, in the terms of the API.
///
/// Every worker has rows of its own, so that any order of concurrent operations leaves the same cells. Every event row
/// starts with an id, `w<worker>-<step>-<row>`, that no other row has, so that a lost, doubled or misplaced row shows.
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
      let summary = event(worker: worker, step: step, row: 0, kind: "finalize", union: unions)
      let rows = (1...unions).map { event(worker: worker, step: step, row: $0, kind: "union", union: $0) }
      return Work(updates: updates, rows: [summary] + rows)
    case .startSpool:
      let update = Update(sheet: spools, row: 1 + worker, column: 1, values: ["started", .string("w\(worker)")])
      return Work(updates: [update], rows: [event(worker: worker, step: step, row: 0, kind: "start", union: 0)])
    case .queryAvailable:
      return Work(reads: ["Unions!A\(firstUnion + 1):D\(firstUnion + 20)"])
    case .queryMetrics:
      return Work(reads: ["Figures!A1:H20"])
    }
  }

  /// The id of an event row.
  public static func eventID(worker: Int, step: Int, row: Int) -> String {
    "w\(worker)-\(step)-\(row)"
  }

  private func event(worker: Int, step: Int, row: Int, kind: String, union: Int) -> [CellValue] {
    [
      .string(Self.eventID(worker: worker, step: step, row: row)), .number(Double(step)), .string(kind),
      .string("w\(worker)"), .string("S-\(1000 + worker)"), .number(Double(union)), "finished",
      .number(Double(2 + union % 3)), .number(Double(120 + union) + 0.5), true, "",
    ]
  }
}
