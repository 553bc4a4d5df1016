// The methods by the names that Google's documentation gives them.

/// A method of the Google Sheets API v4; its raw value is Google's own name for it.
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

  /// The two quotas that Google counts apart.
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

  /// Google's name for the method.
  public var description: String { rawValue }
}
