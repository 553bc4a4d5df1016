// The methods of the API, by their names in Google's documentation.

/// A method of the Google Sheets API v4; its raw value is the name in Google's documentation.
public enum SheetsMethod: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
  case spreadsheetsCreate = "spreadsheets.create"
  case spreadsheetsGet = "spreadsheets.get"
  case spreadsheetsBatchUpdate = "spreadsheets.batchUpdate"
  case valuesGet = "values.get"
  case valuesBatchGet = "values.batchGet"
  case valuesUpdate = "values.update"
  case valuesBatchUpdate = "values.batchUpdate"
  case valuesAppend = "values.append"
  case valuesClear = "values.clear"
  case valuesBatchClear = "values.batchClear"

  /// The kind of access of a method; Google counts reads and writes against separate quotas.
  ///
  /// Source: "Usage limits", Google Sheets API documentation.
  public enum Access: String, Sendable, Hashable, CaseIterable {
    case read
    case write
  }

  /// The quota that a call of this method counts against.
  public var access: Access {
    switch self {
    case .spreadsheetsGet, .valuesGet, .valuesBatchGet: .read
    case .spreadsheetsCreate, .spreadsheetsBatchUpdate, .valuesUpdate, .valuesBatchUpdate, .valuesAppend,
      .valuesClear, .valuesBatchClear:
      .write
    }
  }

  /// The name in Google's documentation, such as `values.append`.
  public var description: String { rawValue }
}
