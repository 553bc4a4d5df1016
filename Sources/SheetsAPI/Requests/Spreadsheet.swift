// A spreadsheet and its sheets, as spreadsheets.create and spreadsheets.get return them.

/// The id of a spreadsheet, as in its URL.
public struct SpreadsheetID: Hashable, Sendable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// The id as text, 44 characters for a spreadsheet of Google.
  public let rawValue: String

  /// Creates an id from its text.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// Takes a literal for an id.
  public init(stringLiteral rawValue: String) { self.init(rawValue) }

  /// The id as text.
  public var description: String { rawValue }

  /// Orders ids by their text.
  public static func < (left: SpreadsheetID, right: SpreadsheetID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A spreadsheet without its cells.
public struct Spreadsheet: Sendable, Hashable {
  /// The id, as in the URL of the spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The title of the file.
  public var title: String
  /// The properties of the sheets, in the order of their tabs.
  public var sheets: [SheetProperties]
  /// The named ranges, in the order in which they were added.
  public var namedRanges: [NamedRange]

  /// Creates a description of a spreadsheet.
  public init(
    spreadsheetID: SpreadsheetID, title: String, sheets: [SheetProperties], namedRanges: [NamedRange] = []
  ) {
    self.spreadsheetID = spreadsheetID
    self.title = title
    self.sheets = sheets
    self.namedRanges = namedRanges
  }
}

/// The properties of one sheet.
public struct SheetProperties: Sendable, Hashable {
  /// The id of the sheet within its spreadsheet.
  public var sheetID: Int
  /// The title on the tab.
  public var title: String
  /// The index of the tab, from 0.
  public var index: Int
  /// Whether the tab is hidden.
  public var hidden: Bool
  /// The number of rows in the grid, including empty ones.
  public var rowCount: Int
  /// The number of columns in the grid, including empty ones.
  public var columnCount: Int

  /// Creates properties; the defaults of 1,000 rows and 26 columns are those of a new sheet in Google Sheets.
  public init(
    sheetID: Int, title: String, index: Int = 0, hidden: Bool = false, rowCount: Int = 1000, columnCount: Int = 26
  ) {
    self.sheetID = sheetID
    self.title = title
    self.index = index
    self.hidden = hidden
    self.rowCount = rowCount
    self.columnCount = columnCount
  }
}

/// A range of cells with a name and an id.
public struct NamedRange: Sendable, Hashable {
  /// The id; a client may choose it, and the backend refuses one that already exists.
  public var namedRangeID: String
  /// The name, as used in A1 notation.
  public var name: String
  /// The cells that the name refers to.
  public var range: GridRange

  /// Creates a named range.
  public init(namedRangeID: String, name: String, range: GridRange) {
    self.namedRangeID = namedRangeID
    self.name = name
    self.range = range
  }
}

/// Cells of a sheet by half-open ranges of indices from 0; a bound that is `nil` is open.
public struct GridRange: Sendable, Hashable {
  /// The id of the sheet within its spreadsheet.
  public var sheetID: Int
  /// The first row; open when `nil`.
  public var startRowIndex: Int?
  /// The row after the last; open when `nil`.
  public var endRowIndex: Int?
  /// The first column; open when `nil`.
  public var startColumnIndex: Int?
  /// The column after the last; open when `nil`.
  public var endColumnIndex: Int?

  /// Creates a range; without bounds it is the whole sheet.
  public init(
    sheetID: Int, startRowIndex: Int? = nil, endRowIndex: Int? = nil, startColumnIndex: Int? = nil,
    endColumnIndex: Int? = nil
  ) {
    self.sheetID = sheetID
    self.startRowIndex = startRowIndex
    self.endRowIndex = endRowIndex
    self.startColumnIndex = startColumnIndex
    self.endColumnIndex = endColumnIndex
  }
}

/// One cell of a sheet by index, from 0.
public struct GridCoordinate: Sendable, Hashable {
  /// The id of the sheet within its spreadsheet.
  public var sheetID: Int
  /// The row index, from 0.
  public var rowIndex: Int
  /// The column index, from 0.
  public var columnIndex: Int

  /// Creates a coordinate from indices that start at 0.
  public init(sheetID: Int, rowIndex: Int, columnIndex: Int) {
    self.sheetID = sheetID
    self.rowIndex = rowIndex
    self.columnIndex = columnIndex
  }
}
