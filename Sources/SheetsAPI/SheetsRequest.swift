// Every supported request as one enumeration, for decorators and backends to switch over.

/// A typed request together with the type of its reply.
public protocol SheetsCall: Sendable, Hashable {
  /// The type of the reply to the request.
  associatedtype Reply: Sendable, Hashable

  /// The request as `SheetsTransport.send` takes it.
  var request: SheetsRequest { get }

  /// The typed reply; `nil` if `reply` belongs to another method.
  static func reply(from reply: SheetsReply) -> Reply?
}

/// A request of the Google Sheets API v4, one case for each method.
public indirect enum SheetsRequest: Sendable, Hashable {
  case spreadsheetsCreate(SpreadsheetsCreate)
  case spreadsheetsGet(SpreadsheetsGet)
  case spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate)
  case valuesGet(ValuesGet)
  case valuesBatchGet(ValuesBatchGet)
  case valuesUpdate(ValuesUpdate)
  case valuesBatchUpdate(ValuesBatchUpdate)
  case valuesAppend(ValuesAppend)
  case valuesClear(ValuesClear)
  case valuesBatchClear(ValuesBatchClear)

  /// The method that the request calls.
  public var method: SheetsMethod {
    switch self {
    case .spreadsheetsCreate: .spreadsheetsCreate
    case .spreadsheetsGet: .spreadsheetsGet
    case .spreadsheetsBatchUpdate: .spreadsheetsBatchUpdate
    case .valuesGet: .valuesGet
    case .valuesBatchGet: .valuesBatchGet
    case .valuesUpdate: .valuesUpdate
    case .valuesBatchUpdate: .valuesBatchUpdate
    case .valuesAppend: .valuesAppend
    case .valuesClear: .valuesClear
    case .valuesBatchClear: .valuesBatchClear
    }
  }

  /// The spreadsheet that the request addresses; `nil` for the request that creates one.
  public var spreadsheetID: SpreadsheetID? {
    switch self {
    case .spreadsheetsCreate: nil
    case .spreadsheetsGet(let call): call.spreadsheetID
    case .spreadsheetsBatchUpdate(let call): call.spreadsheetID
    case .valuesGet(let call): call.spreadsheetID
    case .valuesBatchGet(let call): call.spreadsheetID
    case .valuesUpdate(let call): call.spreadsheetID
    case .valuesBatchUpdate(let call): call.spreadsheetID
    case .valuesAppend(let call): call.spreadsheetID
    case .valuesClear(let call): call.spreadsheetID
    case .valuesBatchClear(let call): call.spreadsheetID
    }
  }
}

/// The reply to a `SheetsRequest`, one case for each method.
public indirect enum SheetsReply: Sendable, Hashable {
  case spreadsheetsCreate(Spreadsheet)
  case spreadsheetsGet(Spreadsheet)
  case spreadsheetsBatchUpdate(SpreadsheetsBatchUpdate.Reply)
  case valuesGet(ValueRange)
  case valuesBatchGet(ValuesBatchGet.Reply)
  case valuesUpdate(ValuesUpdate.Reply)
  case valuesBatchUpdate(ValuesBatchUpdate.Reply)
  case valuesAppend(ValuesAppend.Reply)
  case valuesClear(ValuesClear.Reply)
  case valuesBatchClear(ValuesBatchClear.Reply)

  /// The method of the request that the reply answers.
  public var method: SheetsMethod {
    switch self {
    case .spreadsheetsCreate: .spreadsheetsCreate
    case .spreadsheetsGet: .spreadsheetsGet
    case .spreadsheetsBatchUpdate: .spreadsheetsBatchUpdate
    case .valuesGet: .valuesGet
    case .valuesBatchGet: .valuesBatchGet
    case .valuesUpdate: .valuesUpdate
    case .valuesBatchUpdate: .valuesBatchUpdate
    case .valuesAppend: .valuesAppend
    case .valuesClear: .valuesClear
    case .valuesBatchClear: .valuesBatchClear
    }
  }
}
