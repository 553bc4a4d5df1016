// The transport to the real service: the only target of the package that opens a connection.

import Foundation
import SheetsAPI

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Sends requests to the REST interface of Google Sheets over HTTP.
///
/// | what happened | error of `send` | meaning for a batching service |
/// | --- | --- | --- |
/// | Google's error envelope | `refused` with that envelope | depends on the code; under 500 nothing was applied |
/// | any other answer, such as the HTML page of a proxy, or one that is too large | `unreadable` with the HTTP status | the same; with 2xx the call may have been applied |
/// | no answer in time | `noAnswer(.timedOut)` | a write may have been applied |
/// | the connection was lost | `noAnswer(.connectionLost)` | a write may have been applied |
/// | no connection, no such host, no TLS, no token | `notSent` with the reason | nothing was applied |
///
/// Redirects are not followed, because the token would be forwarded, and are `unreadable`. `Retry-After` becomes the
/// `retryAfter` of the error. Texts in errors are short and never contain the token. `send` does not retry, with one
/// exception: after a 401 it asks for another token, and sends the request once more if the token has changed. A call
/// refused with 401 has not been applied; a second 401 is an error.
///
/// URL loading on Linux has two faults that no client of it can mend. A server that closes the connection inside the
/// headers of an answer **ends the process**, in Swift 6.3.1 and before (swift-corelibs-foundation, issue 5285, mended by
/// pull request 5286). A request on a kept connection that the server closes as the request arrives is sent again
/// without its body, and waits until `timeout` ends it (only the body of a stream is sent again: pull request 1629).
public final class URLSessionTransport: SheetsTransport {
  /// Returns the OAuth 2 access token of an identity, with the scope `https://www.googleapis.com/auth/spreadsheets`.
  ///
  /// It is called before every request, but never twice at a time for an identity, so it should cache its token.
  /// `refused` is a token that the service has just refused and that must not be returned again. Whatever it throws
  /// becomes `notSent(.noToken)`, and so does a token with anything but visible ASCII characters: an error of a token
  /// server may hold a secret, so it is shown nowhere.
  public typealias TokenProvider = @Sendable (_ identity: Identity, _ refused: String?) async throws -> String

  /// The default base URL, `https://sheets.googleapis.com`.
  public static let googleSheets = "https://sheets.googleapis.com"

  private let baseURL: String
  private let timeout: TimeInterval
  private let deadline: @Sendable () -> Deadline
  private let session: URLSession
  private let receiver: AnswerReceiver
  private let tokens: TokenFlights

  /// Creates a transport.
  ///
  /// - Parameters:
  ///   - baseURL: the URL before `/v4/spreadsheets`, such as the address of a proxy, without a slash at its end.
  ///   - timeout: the maximum time without data, from 1 s to a day, rounded up to whole seconds; what is shorter or
  ///     longer is 1 s or a day. Google itself gives up on a request after 180 s.
  ///   - limit: the maximum time of a call in all, with its tokens, from 1 s to a day.
  ///   - bytesPerAnswer: the maximum size of an answer, decompressed; to read a byte takes up to 80 bytes of memory.
  ///   - configuration: how requests are loaded; by default nothing is stored on disk. The transport turns off
  ///     caching and cookies.
  ///   - clock: what `limit` is measured with.
  ///   - token: the source of access tokens.
  public init(
    baseURL: String = googleSheets, timeout: Duration = .seconds(180), limit: Duration = .seconds(240),
    bytesPerAnswer: Int = 10_000_000, configuration: URLSessionConfiguration = .ephemeral,
    clock: some Clock<Duration> = ContinuousClock(), token: @escaping TokenProvider
  ) {
    // URL loading on Linux cuts what is left of a second off, and a time of 0 ends every request.
    let (seconds, rest) = Self.clamped(timeout).components
    self.timeout = TimeInterval(rest > 0 ? seconds + 1 : seconds)
    let limit = Self.clamped(limit)
    deadline = { Deadline(after: limit, by: clock) }
    configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
    configuration.urlCache = nil
    configuration.httpShouldSetCookies = false
    self.baseURL = baseURL
    tokens = TokenFlights(token)
    receiver = AnswerReceiver(bytesPerAnswer: bytesPerAnswer)
    session = URLSession(configuration: configuration, delegate: receiver, delegateQueue: nil)
  }

  private static func clamped(_ time: Duration) -> Duration { min(max(time, .seconds(1)), .seconds(86_400)) }

  deinit {
    // A session retains its delegate and itself until it is invalidated.
    session.finishTasksAndInvalidate()
  }

  /// Sends a request and returns its reply.
  ///
  /// - Throws: `SheetsError`, as the table says; `noAnswer(.canceled)` if the task is canceled, after which a write may
  ///   still be applied.
  public func send(_ request: SheetsRequest, as identity: Identity) async throws(SheetsError) -> SheetsReply {
    let deadline = deadline()
    let message = try urlRequest(request.rest)
    var token = try await tokens.token(of: identity, insteadOf: nil, until: deadline)
    var answer = try await load(message, token: token, until: deadline)
    if answer.status == 401,
      let renewed = try await renewal(of: token, of: identity, until: deadline), renewed != token
    {
      token = renewed
      answer = try await load(message, token: token, until: deadline)
    }
    return try answer.reply(to: request.method, hiding: token)
  }

  /// Another token than the refused one; `nil` if there is none, so that the refusal is what the caller learns.
  private func renewal(
    of refused: String, of identity: Identity, until deadline: Deadline
  ) async throws(SheetsError) -> String? {
    do throws(SheetsError) {
      return try await tokens.token(of: identity, insteadOf: refused, until: deadline)
    } catch .notSent {
      return nil
    }
  }

  private func urlRequest(_ message: RESTRequest) throws(SheetsError) -> URLRequest {
    let text = baseURL + message.path + (message.query.isEmpty ? "" : "?" + message.query)
    // URL loading on Linux ends the process for a scheme that it does not know.
    guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil else {
      throw .refused(
        ErrorEnvelope(
          .invalidArgument, "found \(text), expected a URL of http or https; check the baseURL of the transport"))
    }
    var request = URLRequest(url: url)
    request.httpMethod = message.method
    request.timeoutInterval = timeout
    request.setValue("application/json", forHTTPHeaderField: "Accept")
    if !message.body.isEmpty {
      request.httpBody = Data(message.body)
      request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
    }
    return request
  }

  private func load(
    _ message: URLRequest, token: String, until deadline: Deadline
  ) async throws(SheetsError) -> HTTPAnswer {
    if Task.isCancelled { throw .noAnswer(.canceled) }
    var request = message
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    let task = session.dataTask(with: request)
    guard let outcome = await receiver.start(task).value(until: deadline) else {
      receiver.abandon(task)
      throw .noAnswer(Task.isCancelled ? .canceled : .timedOut)
    }
    return try outcome.get()
  }
}
