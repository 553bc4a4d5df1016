// What an answer over HTTP says: the reply that it holds, or the error.

import TextFormats

extension RESTAnswer {
  /// The reply to a method.
  ///
  /// - Throws: `refused` for Google's envelope under the status that belongs to it, `unreadable` for everything else.
  public func reply(to method: SheetsMethod) throws(SheetsError) -> SheetsReply {
    guard let json = try? JSON(parsing: body) else { throw unreadable }
    if status == 200 {
      // Every reply names what it is about; JSON without that comes from somebody else.
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
