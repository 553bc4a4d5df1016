// The methods of spreadsheets: create, get and batchUpdate.

import TextFormats

/// Creates a spreadsheet that the calling identity owns.
public struct SpreadsheetsCreate: SheetsCall {
  /// The title of the file.
  public var title: String
  /// The sheets to create; if empty, the backend creates one named `Sheet1`.
  public var sheets: [SheetProperties]

  /// Creates the request from its parameters.
  public init(title: String, sheets: [SheetProperties] = []) {
    self.title = title
    self.sheets = sheets
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .spreadsheetsCreate(self) }

  /// The created spreadsheet.
  public static func reply(from reply: SheetsReply) -> Spreadsheet? {
    if case .spreadsheetsCreate(let spreadsheet) = reply { spreadsheet } else { nil }
  }
}

/// Reads a spreadsheet's properties, sheets and named ranges, without its cells.
public struct SpreadsheetsGet: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID) {
    self.spreadsheetID = spreadsheetID
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .spreadsheetsGet(self) }

  /// The properties, sheets and named ranges of the spreadsheet.
  public static func reply(from reply: SheetsReply) -> Spreadsheet? {
    if case .spreadsheetsGet(let spreadsheet) = reply { spreadsheet } else { nil }
  }
}

/// Applies changes to a spreadsheet in order, all of them or none.
public struct SpreadsheetsBatchUpdate: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The changes, applied in order.
  public var requests: [BatchRequest]
  /// Whether the reply includes the spreadsheet as it is after the changes, without its cells.
  public var includesSpreadsheet: Bool

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID, requests: [BatchRequest], includesSpreadsheet: Bool = false) {
    self.spreadsheetID = spreadsheetID
    self.requests = requests
    self.includesSpreadsheet = includesSpreadsheet
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .spreadsheetsBatchUpdate(self) }

  /// The reply to a batch that was applied.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// A reply for each request, in the same order.
    public var replies: [BatchReply]
    /// The spreadsheet after the changes; `nil` unless the request asked for it.
    public var updatedSpreadsheet: Spreadsheet?

    /// Creates a reply, as a backend returns it.
    public init(spreadsheetID: SpreadsheetID, replies: [BatchReply], updatedSpreadsheet: Spreadsheet? = nil) {
      self.spreadsheetID = spreadsheetID
      self.replies = replies
      self.updatedSpreadsheet = updatedSpreadsheet
    }
  }

  /// The replies to the requests of the batch.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .spreadsheetsBatchUpdate(let typed) = reply { typed } else { nil }
  }
}

/// One change of a spreadsheets.batchUpdate.
public enum BatchRequest: Sendable, Hashable {
  /// Adds a sheet; the backend chooses the id if it is missing.
  case addSheet(AddSheet)
  /// Deletes the sheet with this id.
  case deleteSheet(sheetID: Int)
  /// Changes those properties of a sheet that are not `nil`.
  case updateSheetProperties(UpdateSheetProperties)
  /// Adds rows or columns at the end of a sheet.
  case appendDimension(sheetID: Int, dimension: Dimension, length: Int)
  /// Writes cells starting at a coordinate, without growing the grid.
  case updateCells(UpdateCells)
  /// Writes rows after the last row with data, growing the grid if it is full.
  case appendCells(AppendCells)
  /// Names a range; refused if the id or the name already exists.
  case addNamedRange(AddNamedRange)
  /// Removes the named range with this id.
  case deleteNamedRange(namedRangeID: String)
  /// Any other request: its name in the API, and the JSON under that name.
  case other(kind: String, JSON)

  /// The name of the request in the API, such as `addSheet`.
  public var kind: String {
    switch self {
    case .addSheet: "addSheet"
    case .deleteSheet: "deleteSheet"
    case .updateSheetProperties: "updateSheetProperties"
    case .appendDimension: "appendDimension"
    case .updateCells: "updateCells"
    case .appendCells: "appendCells"
    case .addNamedRange: "addNamedRange"
    case .deleteNamedRange: "deleteNamedRange"
    case .other(let kind, _): kind
    }
  }

  /// The properties of a sheet to add.
  public struct AddSheet: Sendable, Hashable {
    /// The id; the backend chooses one if it is `nil`.
    public var sheetID: Int?
    /// The title on the tab; the backend chooses one if it is `nil`.
    public var title: String?
    /// The index of the tab; if `nil`, the last.
    public var index: Int?
    /// The number of rows in the grid.
    public var rowCount: Int
    /// The number of columns in the grid.
    public var columnCount: Int

    /// Creates the request; the defaults of 1,000 rows and 26 columns are those of a new sheet in Google Sheets.
    public init(
      sheetID: Int? = nil, title: String? = nil, index: Int? = nil, rowCount: Int = 1000, columnCount: Int = 26
    ) {
      self.sheetID = sheetID
      self.title = title
      self.index = index
      self.rowCount = rowCount
      self.columnCount = columnCount
    }
  }

  /// The properties to change; those that are `nil` are not in the field mask of the request.
  public struct UpdateSheetProperties: Sendable, Hashable {
    /// The id of the sheet within its spreadsheet.
    public var sheetID: Int
    /// The new title on the tab.
    public var title: String?
    /// The new index of the tab.
    public var index: Int?
    /// Whether the tab is hidden.
    public var hidden: Bool?
    /// The new number of rows; cells beyond it are lost.
    public var rowCount: Int?
    /// The new number of columns; cells beyond it are lost.
    public var columnCount: Int?

    /// Creates the request from its parameters.
    public init(
      sheetID: Int, title: String? = nil, index: Int? = nil, hidden: Bool? = nil, rowCount: Int? = nil,
      columnCount: Int? = nil
    ) {
      self.sheetID = sheetID
      self.title = title
      self.index = index
      self.hidden = hidden
      self.rowCount = rowCount
      self.columnCount = columnCount
    }
  }

  /// The cells to write, starting at a coordinate.
  public struct UpdateCells: Sendable, Hashable {
    /// The coordinate of the first value.
    public var start: GridCoordinate
    /// The rows to write, from top to bottom.
    public var rows: [RowData]
    /// The field mask; `userEnteredValue` writes only values.
    public var fields: String

    /// Creates the request from its parameters.
    public init(start: GridCoordinate, rows: [RowData], fields: String = "userEnteredValue") {
      self.start = start
      self.rows = rows
      self.fields = fields
    }
  }

  /// The rows to append to a sheet.
  public struct AppendCells: Sendable, Hashable {
    /// The id of the sheet within its spreadsheet.
    public var sheetID: Int
    /// The rows to write, from top to bottom.
    public var rows: [RowData]
    /// The field mask; `userEnteredValue` writes only values.
    public var fields: String

    /// Creates the request from its parameters.
    public init(sheetID: Int, rows: [RowData], fields: String = "userEnteredValue") {
      self.sheetID = sheetID
      self.rows = rows
      self.fields = fields
    }
  }

  /// A named range to add.
  public struct AddNamedRange: Sendable, Hashable {
    /// The id; the backend chooses one if it is `nil`.
    public var namedRangeID: String?
    /// The name, as used in A1 notation.
    public var name: String
    /// The cells that the name refers to.
    public var range: GridRange

    /// Creates the request from its parameters.
    public init(namedRangeID: String? = nil, name: String, range: GridRange) {
      self.namedRangeID = namedRangeID
      self.name = name
      self.range = range
    }
  }
}

/// The reply to one request of a spreadsheets.batchUpdate.
public enum BatchReply: Sendable, Hashable {
  /// An empty reply, `{}`.
  case none
  /// The properties of the added sheet.
  case addSheet(SheetProperties)
  /// The added named range, with its id.
  case addNamedRange(NamedRange)
  /// Any other reply: its name in the API, and the JSON under that name.
  case other(kind: String, JSON)
}
