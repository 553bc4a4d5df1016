// The delegate of the session: receives answers up to their largest size, and follows no redirect.

import Foundation
import SheetsAPI
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Receives the answers of a session.
///
/// A task that nobody waits for any more is canceled, and what it still brings ignored.
package final class AnswerReceiver: NSObject, URLSessionDataDelegate {
  typealias Outcome = Result<HTTPAnswer, SheetsError>

  private struct Arrival {
    let outcome = Promise<Outcome>()
    var response: HTTPURLResponse?
    var body: [UInt8] = []
  }

  private let bytesPerAnswer: Int
  private let arrivals = Mutex<[Int: Arrival]>([:])

  package init(bytesPerAnswer: Int) {
    self.bytesPerAnswer = bytesPerAnswer
  }

  /// Starts a task of the session.
  func start(_ task: URLSessionTask) -> Promise<Outcome> {
    let arrival = Arrival()
    arrivals.withLock { $0[task.taskIdentifier] = arrival }
    task.resume()
    return arrival.outcome
  }

  /// Cancels a task whose answer nobody waits for any more.
  func abandon(_ task: URLSessionTask) {
    _ = end(task)
    cancel(task)
  }

  /// Cancels a task elsewhere, since on Linux that waits for the session.
  ///
  /// What is received meanwhile would fill the memory, if it waited for the queue of the delegate, which drops it.
  private func cancel(_ task: URLSessionTask) {
    DispatchQueue.global().async { task.cancel() }
  }

  private func end(_ task: URLSessionTask) -> Arrival? {
    arrivals.withLock { $0.removeValue(forKey: task.taskIdentifier) }
  }

  /// Ends an answer that is too large; `size` is what the server announced, if it did.
  private func refuse(_ task: URLSessionTask, size: Int64?) {
    guard let arrival = end(task) else { return }
    let found = size.map { "\($0) bytes" } ?? "more bytes"
    arrival.outcome.fulfill(
      .failure(
        .unreadable(
          code: arrival.response?.statusCode ?? 200,
          body: "found an answer of \(found), expected at most \(bytesPerAnswer), the bytesPerAnswer of the transport"))
    )
    cancel(task)
  }

  /// Refuses redirects, so that their answer is returned as it is.
  package func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  package func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    arrivals.withLock { $0[dataTask.taskIdentifier]?.response = response as? HTTPURLResponse }
    let size = response.expectedContentLength
    if size > bytesPerAnswer { refuse(dataTask, size: size) }
    completionHandler(.allow)
  }

  package func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLarge = arrivals.withLock { arrivals in
      guard let count = arrivals[dataTask.taskIdentifier]?.body.count else { return false }
      guard count + data.count <= bytesPerAnswer else { return true }
      arrivals[dataTask.taskIdentifier]?.body.append(contentsOf: data)
      return false
    }
    if isTooLarge { refuse(dataTask, size: nil) }
  }

  package func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    guard let arrival = end(task) else { return }
    if let error {
      arrival.outcome.fulfill(.failure(SheetsError(error, of: task)))
      return
    }
    guard let response = arrival.response ?? task.response as? HTTPURLResponse else {
      arrival.outcome.fulfill(.failure(.noAnswer(.connectionLost)))
      return
    }
    let retryAfter = Duration(
      retryAfter: response.value(forHTTPHeaderField: "Retry-After"), date: response.value(forHTTPHeaderField: "Date"))
    arrival.outcome.fulfill(
      .success(HTTPAnswer(status: response.statusCode, body: arrival.body, retryAfter: retryAfter)))
  }
}
