// Interprets an HTTP answer as a reply or an error.

import TextFormats

extension RESTAnswer {
  /// The reply to a method.
  ///
  /// - Throws: `refused` for Google's error envelope with the matching status code, `unreadable` for anything else.
  public func reply(to method: SheetsMethod) throws(SheetsError) -> SheetsReply {
    guard let json = try? JSON(parsing: body) else { throw unreadable }
    if status == 200 {
      // Every reply names its spreadsheet; JSON without it is from another server.
      guard json[method == .valuesGet ? "range" : "spreadsheetId"]?.string != nil else { throw unreadable }
      do {
        return try SheetsReply(json, to: method)
      } catch {
        throw .unreadable(code: status, body: error.message)
      }
    }
    guard let envelope = ErrorEnvelope(json: json), envelope.code == status else { throw unreadable }
    throw .refused(envelope)
  }

  private var unreadable: SheetsError {
    .unreadable(code: status, body: String(decoding: body, as: UTF8.self))
  }
}
