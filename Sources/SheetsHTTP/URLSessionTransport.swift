// The transport to the real service: the only place of the package that opens a socket.

import Foundation
import SheetsAPI

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Carries requests to Google Sheets over HTTP, as the JSON that the REST interface speaks.
///
/// | what comes back | what `send` throws | what a batching service makes of it |
/// | --- | --- | --- |
/// | Google's error envelope | `refused` with that envelope | by its code: under 500 nothing was applied |
/// | another page, such as the HTML of a proxy | `unreadable` with the HTTP status | the same; a 2xx may have been applied |
/// | nothing in time | `noAnswer(.timedOut)` | a write may have been applied |
/// | any other failure of the network | `noAnswer(.connectionLost)` | a write may have been applied |
///
/// A connection that never came about counts as lost too: URL loading does not promise that nothing has left. A
/// redirection is not followed, since the token would travel along, and is `unreadable`. `Retry-After` is not read:
/// Google's 429 carries none. What `send` does not do is to try again, but for one case: a 401 is answered by asking
/// for another token, and the request is sent once more where that token is another one. A call that was not let in
/// has not been applied.
public final class URLSessionTransport: SheetsTransport {
  /// Gives the OAuth 2 access token of an identity, with the scope `https://www.googleapis.com/auth/spreadsheets`.
  ///
  /// It is asked before every request, so it keeps its token as long as that lasts. `refused` is the token that the
  /// service has just refused, which is not to be given again. It may throw a `SheetsError`, which is passed on, so that
  /// a token server out of reach can be `noAnswer(.connectionLost)`; anything else is `refused` with 401.
  public typealias TokenProvider = @Sendable (_ identity: Identity, _ refused: String?) async throws -> String

  /// Where the service is, unless another place is named.
  public static let googleSheets = "https://sheets.googleapis.com"

  private let baseURL: String
  private let timeout: TimeInterval
  private let session: URLSession
  private let token: TokenProvider

  /// Makes a transport.
  ///
  /// - Parameters:
  ///   - baseURL: what stands before `/v4/spreadsheets`, such as the address of a proxy, without a slash at its end.
  ///   - timeout: how long the service may be silent; Google itself gives up on a request after 180 s.
  ///   - configuration: how requests are loaded; nothing of it is kept on disk by default. Caching is turned
  ///     off by the transport.
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
    // A session keeps its delegate, and itself, until it is told that no more will come.
    session.finishTasksAndInvalidate()
  }

  /// Sends one request and waits for its answer.
  ///
  /// A caller that is canceled gets `noAnswer(.canceled)`; a write that has left may be applied all the same.
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
      throw .refused(ErrorEnvelope(.invalidArgument, "found \(text), expected a URL; see the transport's baseURL"))
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

/// Leaves a redirection as the answer that it is.
package final class WithoutRedirection: NSObject, URLSessionTaskDelegate {
  package func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }
}
