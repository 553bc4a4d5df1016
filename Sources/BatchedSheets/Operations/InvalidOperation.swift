// What no call can carry: found when an operation is handed over, so that it never reaches a flush.

import SheetsAPI

/// Why an operation was refused before anything of it was queued.
///
/// Indices count from 0, in the order of the operation's `updates` and `rows`.
public enum InvalidOperation: Error, Sendable, Hashable {
  /// The update starts outside every sheet: a sheet has 10,000,000 cells at most and 18,278 columns, the last of them ZZZ.
  case outsideSheet(update: Int, row: Int, column: Int)
  /// The row has more than 18,278 values.
  case rowTooWide(row: Int, values: Int)
  /// The update has a value that is not a finite number; JSON has none for it, and the cell would be emptied.
  case notFinite(update: Int)
  /// The row has a value that is not a finite number.
  case notFiniteRow(row: Int)
  /// The update is larger than a call may be, and no call may carry a part of it.
  case updateTooLarge(update: Int, bytes: Int, limit: Int)
  /// The row is larger than a call may be.
  case rowTooLarge(row: Int, bytes: Int, limit: Int)
  /// The row is blank; in `twoCalls` mode the next append would take it for the end of the log and land above the rest.
  case blankRow(row: Int)
}

extension InvalidOperation: CustomStringConvertible {
  /// The error in one line, with what to do about it.
  public var description: String {
    switch self {
    case .outsideSheet(let update, let row, let column):
      """
      update \(update) starts at row \(row), column \(column), expected a row of 0..<\(Self.mostRows) and columns of \
      0..<\(Self.mostColumns); nothing was sent
      """
    case .rowTooWide(let row, let values):
      "row \(row) has \(values) values, expected at most \(Self.mostColumns); nothing was sent"
    case .notFinite(let update):
      "update \(update) has a value that is not a finite number; use null to leave a cell as it is; nothing was sent"
    case .notFiniteRow(let row):
      "row \(row) has a value that is not a finite number; use null for an empty cell; nothing was sent"
    case .updateTooLarge(let update, let bytes, let limit):
      "update \(update) takes \(bytes) bytes, expected at most \(limit); make several updates of it; nothing was sent"
    case .rowTooLarge(let row, let bytes, let limit):
      "row \(row) takes \(bytes) bytes, expected at most \(limit); raise bytesPerCall; nothing was sent"
    case .blankRow(let row):
      "row \(row) is blank, expected a value in every row in twoCalls mode; leave it out; nothing was sent"
    }
  }

  /// Google's limit of cells in a workbook, which no sheet can have more rows than.
  static let mostRows = 10_000_000
  /// Google's limit of columns, up to ZZZ.
  static let mostColumns = 18_278
}

extension SheetOperation {
  /// Checks what no backend would take or could tell apart, and returns the size of the operation in bytes of JSON.
  ///
  /// - Throws: the first thing that is wrong, updates before rows.
  func size(checkedBy planner: FlushPlanner) throws(InvalidOperation) -> Int {
    var size = rows.isEmpty ? 0 : FlushPlanner.chunkFrame
    for (index, update) in updates.enumerated() {
      let columns = InvalidOperation.mostColumns
      guard (0..<InvalidOperation.mostRows).contains(update.row), (0..<columns).contains(update.column),
        update.values.count <= columns - update.column
      else { throw .outsideSheet(update: index, row: update.row, column: update.column) }
      guard update.values.allSatisfy(\.isWritable) else { throw .notFinite(update: index) }
      let bytes = planner.size(of: update)
      guard bytes <= planner.contentLimit else {
        throw .updateTooLarge(update: index, bytes: bytes, limit: planner.contentLimit)
      }
      size += bytes
    }
    for (index, row) in rows.enumerated() {
      guard row.count <= InvalidOperation.mostColumns else { throw .rowTooWide(row: index, values: row.count) }
      guard row.allSatisfy(\.isWritable) else { throw .notFiniteRow(row: index) }
      guard planner.mode == .oneCall || !row.allSatisfy(\.isBlank) else { throw .blankRow(row: index) }
      let bytes = planner.size(of: row)
      guard FlushPlanner.chunkFrame + bytes <= planner.contentLimit else {
        throw .rowTooLarge(row: index, bytes: FlushPlanner.chunkFrame + bytes, limit: planner.contentLimit)
      }
      size += bytes
    }
    return size
  }
}

extension CellValue {
  /// Whether JSON has the value.
  fileprivate var isWritable: Bool { if case .number(let number) = self { number.isFinite } else { true } }

  /// Whether the cell stays empty.
  fileprivate var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .number, .boolean: false
    }
  }
}
