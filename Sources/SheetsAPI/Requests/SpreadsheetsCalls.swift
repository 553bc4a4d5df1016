// spreadsheets.create, spreadsheets.get and spreadsheets.batchUpdate.

import TextFormats

/// Creates a spreadsheet, which belongs to the identity that calls.
public struct SpreadsheetsCreate: SheetsCall {
  /// The title of the file.
  public var title: String
  /// The sheets to create; without any, Google makes one named `Sheet1`.
  public var sheets: [SheetProperties]

  /// Makes the request.
  public init(title: String, sheets: [SheetProperties] = []) {
    self.title = title
    self.sheets = sheets
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .spreadsheetsCreate(self) }

  /// The created spreadsheet.
  public static func reply(from reply: SheetsReply) -> Spreadsheet? {
    if case .spreadsheetsCreate(let spreadsheet) = reply { spreadsheet } else { nil }
  }
}

/// Reads a spreadsheet's properties, sheets and named ranges, without its cells.
public struct SpreadsheetsGet: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID) {
    self.spreadsheetID = spreadsheetID
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .spreadsheetsGet(self) }

  /// The spreadsheet.
  public static func reply(from reply: SheetsReply) -> Spreadsheet? {
    if case .spreadsheetsGet(let spreadsheet) = reply { spreadsheet } else { nil }
  }
}

/// Applies changes to a spreadsheet in order, all of them or none.
public struct SpreadsheetsBatchUpdate: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The changes, applied in order.
  public var requests: [BatchRequest]

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID, requests: [BatchRequest]) {
    self.spreadsheetID = spreadsheetID
    self.requests = requests
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .spreadsheetsBatchUpdate(self) }

  /// The answer to a batch that was applied.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// One reply a request, in the same order.
    public var replies: [BatchReply]

    /// Makes the reply.
    public init(spreadsheetID: SpreadsheetID, replies: [BatchReply]) {
      self.spreadsheetID = spreadsheetID
      self.replies = replies
    }
  }

  /// The batch's reply.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .spreadsheetsBatchUpdate(let typed) = reply { typed } else { nil }
  }
}

/// One change of a spreadsheets.batchUpdate.
public enum BatchRequest: Sendable, Hashable {
  /// Adds a sheet; a missing id is chosen by the backend.
  case addSheet(AddSheet)
  /// Deletes the sheet with this id.
  case deleteSheet(sheetID: Int)
  /// Changes the named properties of a sheet.
  case updateSheetProperties(UpdateSheetProperties)
  /// Adds rows or columns at the end of a sheet.
  case appendDimension(sheetID: Int, dimension: Dimension, length: Int)
  /// Writes cells from a coordinate on; never grows the grid.
  case updateCells(UpdateCells)
  /// Writes rows after the last one that holds data, growing the grid where it is full.
  case appendCells(AppendCells)
  /// Names a range; refused when the id or the name exists already.
  case addNamedRange(AddNamedRange)
  /// Removes the named range with this id.
  case deleteNamedRange(namedRangeID: String)
  /// A change that the contract has no type for, by its name in the API and as the JSON under that name.
  case other(kind: String, JSON)

  /// The request's name in the API.
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

  /// The sheet to add.
  public struct AddSheet: Sendable, Hashable {
    /// The id; chosen by the backend when `nil`.
    public var sheetID: Int?
    /// The name on the tab; chosen by the backend when `nil`.
    public var title: String?
    /// The index among the tabs; the end when `nil`.
    public var index: Int?
    /// The number of rows.
    public var rowCount: Int
    /// The number of columns.
    public var columnCount: Int

    /// Makes the request; a new sheet of Google's has 1,000 rows and 26 columns.
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

  /// The properties to change; one that is `nil` is not in the request's field mask.
  public struct UpdateSheetProperties: Sendable, Hashable {
    /// The sheet.
    public var sheetID: Int
    /// The new name.
    public var title: String?
    /// The new index among the tabs.
    public var index: Int?
    /// Whether the tab is hidden.
    public var hidden: Bool?
    /// The new number of rows; cells past it are lost.
    public var rowCount: Int?
    /// The new number of columns; cells past it are lost.
    public var columnCount: Int?

    /// Makes the request.
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

  /// The cells to write.
  public struct UpdateCells: Sendable, Hashable {
    /// The cell of the first value.
    public var start: GridCoordinate
    /// The rows to write.
    public var rows: [RowData]
    /// The field mask; `userEnteredValue` writes values and nothing else.
    public var fields: String

    /// Makes the request.
    public init(start: GridCoordinate, rows: [RowData], fields: String = "userEnteredValue") {
      self.start = start
      self.rows = rows
      self.fields = fields
    }
  }

  /// The rows to append.
  public struct AppendCells: Sendable, Hashable {
    /// The sheet.
    public var sheetID: Int
    /// The rows to write.
    public var rows: [RowData]
    /// The field mask; `userEnteredValue` writes values and nothing else.
    public var fields: String

    /// Makes the request.
    public init(sheetID: Int, rows: [RowData], fields: String = "userEnteredValue") {
      self.sheetID = sheetID
      self.rows = rows
      self.fields = fields
    }
  }

  /// The range to name.
  public struct AddNamedRange: Sendable, Hashable {
    /// The id; chosen by the backend when `nil`.
    public var namedRangeID: String?
    /// The name.
    public var name: String
    /// The cells.
    public var range: GridRange

    /// Makes the request.
    public init(namedRangeID: String? = nil, name: String, range: GridRange) {
      self.namedRangeID = namedRangeID
      self.name = name
      self.range = range
    }
  }
}

/// The answer to one change of a spreadsheets.batchUpdate.
public enum BatchReply: Sendable, Hashable {
  /// `{}`: the request has no reply of its own.
  case none
  /// The sheet that was added.
  case addSheet(SheetProperties)
  /// The named range that was added.
  case addNamedRange(NamedRange)
  /// A reply that the contract has no type for, by its name in the API and as the JSON under that name.
  case other(kind: String, JSON)
}
