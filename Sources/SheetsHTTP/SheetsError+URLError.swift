// What a failure of URL loading says about a request: that it never left, or that nobody knows.

import Foundation
import SheetsAPI

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

extension SheetsError {
  /// What the failure of a task says about its request: `notSent` if that is certain, `noAnswer` otherwise.
  init(_ error: any Error, of task: URLSessionTask) {
    let error = error as NSError
    let code = error.domain == NSURLErrorDomain ? URLError.Code(rawValue: error.code) : nil
    if let reason = code.flatMap({ Self.reason($0, of: task) }) {
      self = .notSent(reason)
    } else {
      self = .noAnswer(code == .timedOut ? .timedOut : .connectionLost)
    }
  }

  /// The reason why a request never left.
  ///
  /// The code is no proof on Linux: libcurl remembers that one address of a host refused the connection, even when it
  /// loses the connection to another one later. A body of which nothing was sent is.
  private static func reason(_ code: URLError.Code, of task: URLSessionTask) -> NotSent? {
    guard task.countOfBytesSent == 0 else { return nil }
    switch code {
    case .cannotConnectToHost, .notConnectedToInternet: return .noConnection
    case .cannotFindHost, .dnsLookupFailed: return .noHost
    case .secureConnectionFailed, .serverCertificateHasBadDate, .serverCertificateUntrusted,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
      .clientCertificateRequired:
      return .notSecure
    case .unknown:
      // All that URL loading on Linux says when TLS fails.
      let hasBody = task.originalRequest?.httpBody?.isEmpty == false
      return hasBody && task.originalRequest?.url?.scheme?.lowercased() == "https" ? .notSecure : nil
    default: return nil
    }
  }
}
