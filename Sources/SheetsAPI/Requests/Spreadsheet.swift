// A spreadsheet and its sheets, as spreadsheets.create and spreadsheets.get answer them.

/// The id of a spreadsheet, the long one of its URL.
public struct SpreadsheetID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The id's text.
  public let rawValue: String

  /// Wraps an id.
  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// The id's text.
  public var description: String { rawValue }

  /// Orders ids by their text.
  public static func < (left: SpreadsheetID, right: SpreadsheetID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A spreadsheet without its cells.
public struct Spreadsheet: Sendable, Hashable {
  /// The spreadsheet's id.
  public var spreadsheetID: SpreadsheetID
  /// The title of the file.
  public var title: String
  /// The properties of each sheet, in the order of their tabs.
  public var sheets: [SheetProperties]
  /// The named ranges, in the order in which they were added.
  public var namedRanges: [NamedRange]

  /// Makes a spreadsheet.
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
  /// The sheet's id within its spreadsheet.
  public var sheetID: Int
  /// The name on the tab.
  public var title: String
  /// The index among the tabs, from 0.
  public var index: Int
  /// Whether the tab is hidden.
  public var hidden: Bool
  /// The number of rows of the grid, with or without data.
  public var rowCount: Int
  /// The number of columns of the grid, with or without data.
  public var columnCount: Int

  /// Makes properties; a new sheet of Google's has 1,000 rows and 26 columns.
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

/// A range with a name and an id of its own.
public struct NamedRange: Sendable, Hashable {
  /// The id; a client may choose it, and an id that exists already is refused.
  public var namedRangeID: String
  /// The name that A1 notation knows it by.
  public var name: String
  /// The cells.
  public var range: GridRange

  /// Makes a named range.
  public init(namedRangeID: String, name: String, range: GridRange) {
    self.namedRangeID = namedRangeID
    self.name = name
    self.range = range
  }
}

/// Cells of a sheet by index: half-open, from 0; a missing bound is open.
public struct GridRange: Sendable, Hashable {
  /// The sheet.
  public var sheetID: Int
  /// The first row; open when `nil`.
  public var startRowIndex: Int?
  /// The row after the last; open when `nil`.
  public var endRowIndex: Int?
  /// The first column; open when `nil`.
  public var startColumnIndex: Int?
  /// The column after the last; open when `nil`.
  public var endColumnIndex: Int?

  /// Makes a range; without bounds it is the whole sheet.
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
  /// The sheet.
  public var sheetID: Int
  /// The row, from 0.
  public var rowIndex: Int
  /// The column, from 0.
  public var columnIndex: Int

  /// Makes a coordinate.
  public init(sheetID: Int, rowIndex: Int, columnIndex: Int) {
    self.sheetID = sheetID
    self.rowIndex = rowIndex
    self.columnIndex = columnIndex
  }
}
