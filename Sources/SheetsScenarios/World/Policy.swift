// The policies of the service that the suites compare: the number of identities, the calls of a flush, the pacing.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// A policy of the service.
package struct Policy: Sendable, CustomStringConvertible {
  /// How many service accounts share the calls, each with a quota of its own.
  package let identities: Int
  package let mode: FlushMode
  package var pacing: PacingPolicy

  /// A policy of some identities.
  package init(identities: Int, mode: FlushMode, pacing: PacingPolicy = .adaptive) {
    self.identities = identities
    self.mode = mode
    self.pacing = pacing
  }

  package static let oneIdentityTwoCalls = Policy(identities: 1, mode: .twoCalls)
  package static let oneIdentityOneCall = Policy(identities: 1, mode: .oneCall)
  package static let fiveIdentitiesOneCall = Policy(identities: 5, mode: .oneCall)
  package static let all = [oneIdentityTwoCalls, oneIdentityOneCall, fiveIdentitiesOneCall]

  /// The policy of one worker with one identity in a mode.
  package static func alone(_ mode: FlushMode) -> Policy {
    mode == .twoCalls ? .oneIdentityTwoCalls : .oneIdentityOneCall
  }

  /// The name that metrics carry, such as `five-identities-one-call`; the pacing is not part of it.
  package var name: String {
    let count = [1: "one", 5: "five"][identities] ?? "\(identities)"
    return "\(count)-\(identities == 1 ? "identity" : "identities")-\(mode == .twoCalls ? "two-calls" : "one-call")"
  }

  /// The policy in words, for the rows of the requirements.
  package var title: String {
    let who = identities == 1 ? "1 identity" : "\(identities) identities"
    return "\(who), \(mode == .twoCalls ? "2 calls" : "1 call") a flush"
  }

  package var description: String { title }

  package var robots: [Identity] {
    (1...identities).map { Identity("robot-\($0)@shop-floor.iam.gserviceaccount.com") }
  }
}
