// An answer as it was received, and the reply or the error in it: short, with its Retry-After, and without the token.

import Foundation
import SheetsAPI

/// An answer with what its headers say.
struct HTTPAnswer: Sendable {
  /// The maximum number of characters of a body or message in an error.
  private static let textLimit = 500

  var status: Int
  var body: [UInt8]
  var retryAfter: Duration?

  /// The reply to a method.
  ///
  /// A proxy may show the headers of a request in its page, so the token is taken out of the texts of an error.
  ///
  /// - Throws: `refused` for Google's error envelope with the matching status code, `unreadable` for anything else.
  func reply(to method: SheetsMethod, hiding token: String) throws(SheetsError) -> SheetsReply {
    do throws(SheetsError) {
      return try RESTAnswer(status: status, body: body).reply(to: method)
    } catch {
      switch error {
      case .refused(var envelope):
        envelope.message = Self.shown(envelope.message, hiding: token)
        if String(describing: envelope.details).contains(Self.secret(token)) { envelope.details = [] }
        envelope.retryAfter = retryAfter
        throw .refused(envelope)
      case .unreadable(let code, let body, _):
        throw .unreadable(code: code, body: Self.shown(body, hiding: token), retryAfter: retryAfter)
      case .noAnswer, .notSent: throw error
      }
    }
  }

  private static func shown(_ text: String, hiding token: String) -> String {
    String(text.replacingOccurrences(of: secret(token), with: "(token)").prefix(textLimit))
  }

  /// The token without the padding at its end, which JSON and HTML may write in another way.
  private static func secret(_ token: String) -> String {
    let end = token.lastIndex { $0 != "=" }
    return end.map { String(token[...$0]) } ?? token
  }
}
