// What a backend is asked, in types or in JSON, and what it answers.

import SheetsAPI

/// A call to a backend; indirect, because it is large and handed on often.
package indirect enum BackendCall: Sendable {
  /// A call in types, answered in types.
  case typed(SheetsRequest)
  /// A call of Sheets v4 in JSON.
  case rest(RESTCall)
  /// A call of Drive v3 in JSON.
  case drive(DriveCall)

  /// Parses a REST request.
  ///
  /// - Throws: 400 if the body or a parameter is invalid, 404 for an unknown method, 501 for one that is not simulated.
  package init(_ request: RESTRequest) throws(ErrorEnvelope) {
    if let call = try DriveCall(request) {
      self = .drive(call)
    } else if let parsed = try ParsedRESTRequest(request) {
      self = .rest(try RESTCall(parsed))
    } else {
      throw .methodNotFound
    }
  }

  /// The method of Sheets whose quota, latency and faults the call has; `nil` for a call of Drive.
  ///
  /// Assumed: sheets.copyTo is like spreadsheets.batchUpdate.
  var method: SheetsMethod? {
    switch self {
    case .typed(let request): request.method
    case .rest(let call): call.request?.method ?? .spreadsheetsBatchUpdate
    case .drive: nil
    }
  }

  /// The request with a type in SheetsAPI, if there is one.
  var request: SheetsRequest? {
    switch self {
    case .typed(let request): request
    case .rest(let call): call.request
    case .drive: nil
    }
  }

  /// The spreadsheet that must exist; `nil` for a call that creates one, and for calls of Drive.
  var spreadsheetID: SpreadsheetID? {
    switch self {
    case .typed(let request): request.spreadsheetID
    case .rest(let call): call.spreadsheetID
    case .drive: nil
    }
  }

  /// Whether the caller must be a writer of the spreadsheet; copying a sheet only reads it.
  var needsWriter: Bool {
    if case .rest(let call) = self, call.request == nil { return false }
    return method?.access == .write
  }
}

/// The answer to a call that was applied.
package enum BackendReply: Sendable {
  case typed(SheetsReply)
  case rest(RESTAnswer)
}

extension ErrorEnvelope {
  /// 404 for a spreadsheet that does not exist; recorded live.
  static let entityNotFound = ErrorEnvelope(.notFound, "Requested entity was not found.")
  /// 403 for a caller without a role, or whose role does not suffice; recorded.
  ///
  /// Drive, in contrast, hides a file from a caller without a role: 404.
  static let callerHasNoPermission = ErrorEnvelope(.permissionDenied, "The caller does not have permission")
  static let methodNotFound = ErrorEnvelope(.notFound, "Method not found.")
}
