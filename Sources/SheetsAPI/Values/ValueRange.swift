// A rectangle of values with its range: what values methods read and write.

/// A range in A1 notation with the values in it: `ValueRange` of the API.
public struct ValueRange: Sendable, Hashable {
  /// The range, in A1 notation.
  ///
  /// In a reply it is clipped to the sheet's grid.
  public var range: String
  /// Whether `values` holds rows or columns.
  public var majorDimension: Dimension
  /// The values; `nil` in a reply for a range without any.
  ///
  /// Trailing empty cells and rows are left out.
  public var values: [[CellValue]]?

  /// Makes a range of values.
  public init(range: String, majorDimension: Dimension = .rows, values: [[CellValue]]?) {
    self.range = range
    self.majorDimension = majorDimension
    self.values = values
  }
}

/// Rows or columns.
public enum Dimension: String, Sendable, Hashable {
  case rows = "ROWS"
  case columns = "COLUMNS"
}

/// How a write's values are read.
public enum ValueInputOption: String, Sendable, Hashable {
  /// As they are.
  case raw = "RAW"
  /// As if typed into the cell: text may become a number, a date or a formula.
  case userEntered = "USER_ENTERED"
}

/// How a read's values are rendered.
public enum ValueRenderOption: String, Sendable, Hashable {
  case formattedValue = "FORMATTED_VALUE"
  case unformattedValue = "UNFORMATTED_VALUE"
  case formula = "FORMULA"
}

/// What an append does with rows that stand below the table.
public enum InsertDataOption: String, Sendable, Hashable {
  case overwrite = "OVERWRITE"
  case insertRows = "INSERT_ROWS"
}

/// How a read's dates and times are rendered, where its values are not formatted.
public enum DateTimeRenderOption: String, Sendable, Hashable {
  /// Days since 30 December 1899, the time of day as a fraction.
  case serialNumber = "SERIAL_NUMBER"
  /// As the cell shows them.
  case formattedString = "FORMATTED_STRING"
}
