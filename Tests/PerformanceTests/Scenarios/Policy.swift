// The service's policies that the suites compare: whose quota, and how many calls a flush.

import BatchedSheets
import SheetsAPI
import SheetsSim
import Testing

/// A policy of the service, by the name that metrics carry.
struct Policy: Sendable, CustomTestStringConvertible {
  let name: String
  let identities: Int
  let mode: FlushMode

  static let oneIdentityTwoCalls = Policy(name: "one-identity-two-calls", identities: 1, mode: .twoCalls)
  static let oneIdentityOneCall = Policy(name: "one-identity-one-call", identities: 1, mode: .oneCall)
  static let fiveIdentitiesOneCall = Policy(name: "five-identities-one-call", identities: 5, mode: .oneCall)
  static let all = [oneIdentityTwoCalls, oneIdentityOneCall, fiveIdentitiesOneCall]

  /// The policy of one worker with one identity in a mode.
  static func alone(_ mode: FlushMode) -> Policy {
    mode == .twoCalls ? .oneIdentityTwoCalls : .oneIdentityOneCall
  }

  /// The policy in words, for the rows of the promises.
  var title: String {
    let who = identities == 1 ? "1 identity" : "\(identities) identities"
    return "\(who), \(mode == .twoCalls ? "2 calls" : "1 call") a flush"
  }

  var testDescription: String { title }

  var robots: [Identity] {
    (1...identities).map { Identity("robot-\($0)@shop-floor.iam.gserviceaccount.com") }
  }
}
