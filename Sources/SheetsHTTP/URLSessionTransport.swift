// The transport to the real service: the only source file of the package that opens a connection.

import Foundation
import SheetsAPI

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests to the REST interface of Google Sheets over HTTP.
///
/// | answer | error of `send` | meaning for a batching service |
/// | --- | --- | --- |
/// | Google's error envelope | `refused` with that envelope | depends on the code; under 500 nothing was applied |
/// | anything else, such as the HTML page of a proxy | `unreadable` with the HTTP status | the same; with 2xx the call may have been applied |
/// | none within the timeout | `noAnswer(.timedOut)` | a write may have been applied |
/// | none, because of another network failure | `noAnswer(.connectionLost)` | a write may have been applied |
///
/// A connection that was never established counts as lost too, because URL loading does not guarantee that nothing was
/// sent. Redirects are not followed, because the token would be forwarded, and are `unreadable`. `Retry-After` is ignored:
/// Google's 429 does not have it. `send` does not retry, with one exception: after a 401 it asks for another token, and
/// sends the request once more if the token has changed. A call refused with 401 has not been applied.
public final class URLSessionTransport: SheetsTransport {
  /// Returns the OAuth 2 access token of an identity, with the scope `https://www.googleapis.com/auth/spreadsheets`.
  ///
  /// It is called before every request, so it should cache its token. `refused` is a token that the service has just
  /// refused and that must not be returned again. A `SheetsError` that it throws is passed on, so that an unreachable
  /// token server can be reported as `noAnswer(.connectionLost)`; any other error becomes `refused` with 401.
  public typealias TokenProvider = @Sendable (_ identity: Identity, _ refused: String?) async throws -> String

  /// The default base URL, `https://sheets.googleapis.com`.
  public static let googleSheets = "https://sheets.googleapis.com"

  private let baseURL: String
  private let timeout: TimeInterval
  private let session: URLSession
  private let token: TokenProvider

  /// Creates a transport.
  ///
  /// - Parameters:
  ///   - baseURL: the URL before `/v4/spreadsheets`, such as the address of a proxy, without a slash at its end.
  ///   - timeout: the maximum time without data; Google itself gives up on a request after 180 s.
  ///   - configuration: how requests are loaded; by default nothing is stored on disk. The transport turns off
  ///     caching and cookies.
  ///   - token: the source of access tokens.
  public init(
    baseURL: String = googleSheets, timeout: Duration = .seconds(180),
    configuration: URLSessionConfiguration = .ephemeral, token: @escaping TokenProvider
  ) {
    self.timeout = TimeInterval(timeout.components.seconds) + TimeInterval(timeout.components.attoseconds) / 1e18
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.urlCache = nil
    configuration.httpShouldSetCookies = false
    self.baseURL = baseURL
    self.token = token
    session = URLSession(configuration: configuration, delegate: WithoutRedirection(), delegateQueue: nil)
  }

  deinit {
    // A session retains its delegate and itself until it is invalidated.
    session.finishTasksAndInvalidate()
  }

  /// Sends a request and returns its reply.
  ///
  /// - Throws: `SheetsError`, as the table says; `noAnswer(.canceled)` if the task is canceled, after which a write may
  ///   still be applied.
  public func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let message = request.rest
    let first = try await accessToken(of: identity, refused: nil)
    var answer = try await load(message, token: first)
    if answer.status == 401 {
      let second = try await accessToken(of: identity, refused: first)
      if second != first { answer = try await load(message, token: second) }
    }
    return try answer.reply(to: request.method)
  }

  private func accessToken(of identity: Identity, refused: String?) async throws(SheetsError) -> String {
    do {
      return try await token(identity, refused)
    } catch let error as SheetsError {
      throw error
    } catch is CancellationError {
      throw .noAnswer(.canceled)
    } catch {
      throw .refused(ErrorEnvelope(.unauthenticated, "no access token for \(identity): \(error)"))
    }
  }

  private func load(_ message: RESTRequest, token: String) async throws(SheetsError) -> RESTAnswer {
    let text = baseURL + message.path + (message.query.isEmpty ? "" : "?" + message.query)
    guard let url = URL(string: text) else {
      throw .refused(
        ErrorEnvelope(.invalidArgument, "found \(text), expected a valid URL; check the baseURL of the transport"))
    }
    var request = URLRequest(url: url)
    request.httpMethod = message.method
    request.timeoutInterval = timeout
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    if !message.body.isEmpty {
      request.httpBody = Data(message.body)
      request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
    }
    do {
      let (body, response) = try await session.data(for: request)
      guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
      return RESTAnswer(status: response.statusCode, body: Array(body))
    } catch {
      if Task.isCancelled { throw .noAnswer(.canceled) }
      throw .noAnswer((error as? URLError)?.code == .timedOut ? .timedOut : .connectionLost)
    }
  }
}

/// Refuses redirects, so that their answer is returned as it is.
package final class WithoutRedirection: NSObject, URLSessionTaskDelegate {
  package func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
