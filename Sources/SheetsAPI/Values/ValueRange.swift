// A rectangle of values with its range, as the values methods read and write it.

/// A range with its values: `ValueRange` of the API.
public struct ValueRange: Sendable, Hashable {
  /// The range, in A1 notation.
  ///
  /// In a reply, the range is clipped to the sheet's grid.
  public var range: String
  /// Whether `values` holds rows or columns.
  public var majorDimension: Dimension
  /// The values by row or column; `nil` in the reply for an empty range.
  ///
  /// A reply omits empty cells and rows at the end.
  public var values: [[CellValue]]?

  /// Creates a range of values, by row unless another dimension is given.
  public init(range: String, majorDimension: Dimension = .rows, values: [[CellValue]]?) {
    self.range = range
    self.majorDimension = majorDimension
    self.values = values
  }
}

/// The dimension of a sheet: rows or columns.
public enum Dimension: String, Sendable, Hashable {
  case rows = "ROWS"
  case columns = "COLUMNS"
}

/// How the values of a write are interpreted.
public enum ValueInputOption: String, Sendable, Hashable {
  /// Values are stored as they are.
  case raw = "RAW"
  /// Values are parsed as if typed into the cell: text may become a number, a date or a formula.
  case userEntered = "USER_ENTERED"
}

/// How the values of a read are rendered.
public enum ValueRenderOption: String, Sendable, Hashable {
  /// Text, as the cell shows it.
  case formattedValue = "FORMATTED_VALUE"
  /// The value, without its format.
  case unformattedValue = "UNFORMATTED_VALUE"
  /// The formula of a cell that has one, or else the unformatted value.
  case formula = "FORMULA"
}

/// What an append does with existing rows below the table.
public enum InsertDataOption: String, Sendable, Hashable {
  /// The appended rows overwrite them.
  case overwrite = "OVERWRITE"
  /// New rows are inserted above them.
  case insertRows = "INSERT_ROWS"
}

/// How dates and times of a read are rendered, unless its values are formatted.
public enum DateTimeRenderOption: String, Sendable, Hashable {
  /// As days since 30 December 1899, with the time of day as a fraction.
  case serialNumber = "SERIAL_NUMBER"
  /// As text, as the cell shows them.
  case formattedString = "FORMATTED_STRING"
}
