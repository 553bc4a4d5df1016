// What a caller asks of the service.

import SheetsAPI

/// A sheet by its id and its title: which one a flush uses depends on its mode.
public struct SheetReference: Sendable, Hashable {
  /// The id of the sheet within its spreadsheet.
  public let sheetID: Int
  /// The title of the sheet, as shown on its tab.
  public let title: String

  /// Creates a reference from an id and a title, as in the properties that spreadsheets.get returns.
  public init(sheetID: Int, title: String) {
    self.sheetID = sheetID
    self.title = title
  }

  /// Creates a reference to the sheet with these properties.
  public init(_ properties: SheetProperties) {
    self.init(sheetID: properties.sheetID, title: properties.title)
  }
}

/// New values for adjacent cells of one row.
public struct CellUpdate: Sendable, Hashable {
  /// The sheet of the cells.
  public let sheet: SheetReference
  /// The row index, from 0.
  public let row: Int
  /// The column index of the first value, from 0.
  public let column: Int
  /// The values, from `column` to the right; null leaves its cell unchanged.
  public let values: [CellValue]

  /// Creates an update of the cells that start at a row and a column, both counted from 0.
  public init(sheet: SheetReference, row: Int, column: Int, values: [CellValue]) {
    self.sheet = sheet
    self.row = row
    self.column = column
    self.values = values
  }
}

/// Cell updates and rows to append that are acknowledged together.
public struct SheetOperation: Sendable, Hashable {
  /// The cells to change.
  public let updates: [CellUpdate]
  /// The rows to append to the service's log sheet, in order.
  public let rows: [[CellValue]]

  /// Creates an operation; one without updates and rows is acknowledged without a call.
  public init(updates: [CellUpdate] = [], rows: [[CellValue]] = []) {
    let isEmpty = { (update: CellUpdate) in update.values.allSatisfy(\.isNull) }
    self.updates = updates.contains(where: isEmpty) ? updates.filter { !isEmpty($0) } : updates
    self.rows = rows
  }

  var isEmpty: Bool { updates.isEmpty && rows.isEmpty }
}
