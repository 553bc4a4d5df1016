// Google's REST interface without a socket: a request goes in, an answer comes out.

import SheetsAPI
import Synchronization

/// An account with spreadsheets that speaks Google's JSON: Sheets v4 and the few calls of Drive v3 that a client of
/// spreadsheets makes.
///
/// It has no time of its own: a request is answered at once, at the moment that the caller names. With limits it counts
/// requests against a quota as `SimulatedBackend` does.
///
/// ```swift
/// let server = RESTServer(seed: 1)
/// let created = server.answer(RESTRequest(method: "POST", path: "/v4/spreadsheets"), as: Identity("robot"))
/// ```
public final class RESTServer: Sendable {
  private let state: Mutex<RESTAccount>

  /// Makes an account without spreadsheets.
  ///
  /// - Parameters:
  ///   - seed: what the identifiers are drawn from.
  ///   - quota: the limits on Sheets requests; none when `nil`.
  public init(seed: UInt64, quota: QuotaLimits? = nil) {
    state = Mutex(RESTAccount(seed: seed, quota: quota))
  }

  /// Answers a request, at a moment in nanoseconds since the beginning.
  ///
  /// - Returns: whatever comes in, an answer: a reply with 200 or 204, or an error in Google's envelope.
  public func answer(_ request: RESTRequest, as identity: Identity, at now: Int64 = 0) -> RESTAnswer {
    state.withLock { $0.answer(request, as: identity, at: now) }
  }

  /// Names the identifiers that the next request makes up, so that recorded traffic can be replayed.
  package func usePresetIDs(_ ids: [String]) {
    state.withLock { $0.presetIDs = ids }
  }
}
