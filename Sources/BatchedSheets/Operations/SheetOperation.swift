// What a worker asks of the service in one go.

import SheetsAPI

/// A sheet by both of its names: flushes address it by id or by title, depending on their mode.
public struct SheetReference: Sendable, Hashable {
  /// The id within the spreadsheet.
  public let sheetID: Int
  /// The title on the tab.
  public let title: String

  /// Refers to a sheet; both names come from its properties, as spreadsheets.get answers them.
  public init(sheetID: Int, title: String) {
    self.sheetID = sheetID
    self.title = title
  }

  /// Refers to the sheet with these properties.
  public init(_ properties: SheetProperties) {
    self.init(sheetID: properties.sheetID, title: properties.title)
  }
}

/// Values for neighbouring cells of one row.
public struct CellUpdate: Sendable, Hashable {
  /// The sheet.
  public let sheet: SheetReference
  /// The row, from 0.
  public let row: Int
  /// The column of the first value, from 0.
  public let column: Int
  /// The values, from `column` to the right; null leaves its cell as it is.
  public let values: [CellValue]

  /// Makes an update.
  public init(sheet: SheetReference, row: Int, column: Int, values: [CellValue]) {
    self.sheet = sheet
    self.row = row
    self.column = column
    self.values = values
  }
}

/// Cell updates and rows to append, acknowledged together.
public struct SheetOperation: Sendable, Hashable {
  /// The cells to change.
  public let updates: [CellUpdate]
  /// The rows to append to the service's log sheet, in order.
  public let rows: [[CellValue]]

  /// Makes an operation; one without updates and rows is acknowledged without a call.
  public init(updates: [CellUpdate] = [], rows: [[CellValue]] = []) {
    self.updates = updates.filter { update in update.values.contains { $0 != .null } }
    self.rows = rows
  }

  var isEmpty: Bool { updates.isEmpty && rows.isEmpty }
}
