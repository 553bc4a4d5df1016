// Google's REST interface without a connection: a request goes in, an answer comes out.

import SheetsAPI
import Synchronization

/// A simulated account with spreadsheets that answers REST requests of Sheets v4 and some of Drive v3.
///
/// It has no clock: a request is answered at once, at the moment that the caller passes. With limits, it counts requests
/// against a quota as `SimulatedBackend` does.
///
/// ```swift
/// let server = RESTServer(seed: 1)
/// let created = server.answer(RESTRequest(method: "POST", path: "/v4/spreadsheets"), as: Identity("robot"))
/// ```
public final class RESTServer: Sendable {
  private let state: Mutex<RESTAccount>

  /// Creates an account without spreadsheets.
  ///
  /// - Parameters:
  ///   - seed: the seed of the ids that the server makes up.
  ///   - quota: the limits on Sheets requests; no limits if `nil`.
  public init(seed: UInt64, quota: QuotaLimits? = nil) {
    state = Mutex(RESTAccount(seed: seed, quota: quota))
  }

  /// Answers a request at a moment, given in nanoseconds since the start.
  ///
  /// - Returns: a reply with 200 or 204, or for any other request an error in Google's envelope.
  public func answer(_ request: RESTRequest, as identity: Identity, at now: Int64 = 0) -> RESTAnswer {
    state.withLock { $0.answer(request, as: identity, at: now) }
  }

  /// Sets the ids that the next request makes up, so that recorded traffic can be replayed.
  package func usePresetIDs(_ ids: [String]) {
    state.withLock { $0.presetIDs = ids }
  }
}
