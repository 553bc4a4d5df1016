// The service's policies that the suites compare: whose quota, how many calls a flush, how paced.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A policy of the service.
struct Policy: Sendable, CustomStringConvertible {
  /// How many service accounts share the calls, each with a quota of its own.
  let identities: Int
  let mode: FlushMode
  var pacing = PacingPolicy.adaptive

  static let oneIdentityTwoCalls = Policy(identities: 1, mode: .twoCalls)
  static let oneIdentityOneCall = Policy(identities: 1, mode: .oneCall)
  static let fiveIdentitiesOneCall = Policy(identities: 5, mode: .oneCall)
  static let all = [oneIdentityTwoCalls, oneIdentityOneCall, fiveIdentitiesOneCall]

  /// The policy of one worker with one identity in a mode.
  static func alone(_ mode: FlushMode) -> Policy {
    mode == .twoCalls ? .oneIdentityTwoCalls : .oneIdentityOneCall
  }

  /// The name that metrics carry, such as `five-identities-one-call`; the pacing is not part of it.
  var name: String {
    let count = [1: "one", 5: "five"][identities] ?? "\(identities)"
    return "\(count)-\(identities == 1 ? "identity" : "identities")-\(mode == .twoCalls ? "two-calls" : "one-call")"
  }

  /// The policy in words, for the rows of the requirements.
  var title: String {
    let who = identities == 1 ? "1 identity" : "\(identities) identities"
    return "\(who), \(mode == .twoCalls ? "2 calls" : "1 call") a flush"
  }

  var description: String { title }

  var robots: [Identity] {
    (1...identities).map { Identity("robot-\($0)@shop-floor.iam.gserviceaccount.com") }
  }
}
